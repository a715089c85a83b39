import { findEnvReferences, parseCredentialReference, type Reference } from '../references/reference.js';
import { classifyKey, isAuthKey, isBareCredential, isCountable, type KeyKind } from './credential-key.js';
import { envNameOf } from './env-name.js';
import type { RuleInfo } from './finding.js';
import { isLiteralSecret, passwordOfBasicPair } from './literals.js';
import { isDigestLike, looksGenerated } from './randomness.js';

/** What the keys above a value demand of it. */
export interface Demand {
  /** Nothing but a reference may stand here. */
  readonly reference: boolean;
  /** Inside `auth`, where a bare `key` is a credential too. */
  readonly auth: boolean;
  /** The key that made the demand: the redaction names the reference after it. */
  readonly key: string;
  /** The value stands in a list. */
  readonly listed: boolean;
}

export const NO_DEMAND: Demand = { reference: false, auth: false, key: '', listed: false };

/** What a key demands of its value, given what its parents demanded of the map it is in. */
export function demandOf(key: string, above: Demand): Demand {
  const { kind, opensAuth, isBare } = readKey(key);
  const auth = opensAuth || (above.auth && kind === 'plain');
  if (kind === 'credential' || (above.auth && isBare)) {
    return { reference: true, auth: above.auth, key, listed: false };
  }
  if (kind === 'descriptive') return { ...NO_DEMAND, auth, key };
  return {
    reference: above.reference,
    auth,
    // A key below a credential's may be the secret itself: `apiKeys: {hunter2: bob}`.
    key: above.reference ? above.key : key,
    listed: false,
  };
}

/** What a key says about what stands behind it. */
export interface KeyReading {
  readonly kind: KeyKind;
  /** Below it stand credentials: `auth`. */
  readonly opensAuth: boolean;
  /** Below `auth` it is a credential's: `key`. */
  readonly isBare: boolean;
  /** Its value belongs to the name beside it. */
  readonly isValueKey: boolean;
}

// Manifests share their keys: to read each once halves the cost of a scan by position.
const READ_KEYS = new Map<string, KeyReading>();
const MAX_READ_KEYS = 1000;

/** Reads a key; the last thousand are remembered. */
export function readKey(key: string): KeyReading {
  const known = READ_KEYS.get(key);
  if (known !== undefined) return known;
  const reading = {
    kind: classifyKey(key),
    opensAuth: isAuthKey(key),
    isBare: isBareCredential(key),
    isValueKey: VALUE_KEYS.has(key.toLowerCase()),
  };
  if (READ_KEYS.size >= MAX_READ_KEYS) READ_KEYS.clear();
  // A long one is no field's name: it may be a secret, which is not to be kept.
  // A copy: what was cut out of a text keeps all of it.
  if (key.length <= 24) READ_KEYS.set([...key].join(''), reading);
  return reading;
}

/** The demand on a `value` beside a `name` that is a credential's: `{name: DB_PASSWORD, value: …}`. */
export function demandOfPair(name: string): Demand | null {
  return classifyKey(name) === 'credential'
    ? { reference: true, auth: false, key: name, listed: false }
    : null;
}

/** Keys whose value names what the sibling value is. */
const NAME_KEYS: ReadonlySet<string> = new Set(
  'name key header variable var env field parameter param option setting id property k parameterkey parametername headername variablename fieldname'.split(
    ' ',
  ),
);
/** Keys whose value tells what kind the sibling value is: `{type: password, value: …}`. */
const KIND_KEYS: ReadonlySet<string> = new Set('type kind format'.split(' '));
const SECRET_KIND = /pass|secret|cred|api.?key/i;

/** The demand on the sibling value of a key and its value; null where they name no credential. */
export function demandOfNamed(key: string, name: string): Demand | null {
  const nameKey = key.toLowerCase();
  const names = NAME_KEYS.has(nameKey) || (KIND_KEYS.has(nameKey) && SECRET_KIND.test(name));
  return names ? demandOfPair(name) : null;
}

/** Keys whose value belongs to the name beside it. */
export const VALUE_KEYS: ReadonlySet<string> = new Set(
  'value val default content data literal text contents defaultvalue v string parametervalue headervalue variablevalue fieldvalue'.split(
    ' ',
  ),
);

const SELECTOR_KEYS: ReadonlySet<string> = new Set('name key optional namespace property version'.split(' '));

/** Whether a map selects a secret somewhere else instead of holding it: `{name: store, key: password}`. */
export function isSelector(keys: readonly string[]): boolean {
  return keys.includes('name') && keys.includes('key') && keys.every((key) => SELECTOR_KEYS.has(key));
}

/**
 * Whether a scalar offends its position. `text` is the scalar as written; null and booleans are not passed in. Outside
 * manifests (`strict` off) only what looks generated offends.
 */
export function offends(text: string, isNumber: boolean, demand: Demand, strict: boolean): boolean {
  if (text === '') return false;
  if (!demand.reference)
    return strict && demand.auth && isAuthKey(demand.key) && isAuthValue(text, demand.listed);
  if (!strict) return isLiteralSecret(text, 'loose');
  if (parseCredentialReference(text) !== null) return false;
  // `tokens: 4096`, and `tokens: [a, the]`, pieces of a text.
  if (isCountable(demand.key) && (isNumber || (demand.listed && text.length <= 3))) return false;
  // `secrets: [registry-login]`, a list of names as CI systems have it.
  return !(demand.listed && /secrets?$/i.test(demand.key) && /^[a-z][a-z_-]*$/i.test(text));
}

/** The rule that what offends its position breaks: it is to be a reference. */
export function valueRule(demand: Demand): RuleInfo {
  return { id: 'credential-value', env: envNameOf(demand.key) };
}

/** `auth: user:password`, the same in base64, or a token right under `auth`; shorter ones in a list: `[user, password]`. */
function isAuthValue(text: string, listed: boolean): boolean {
  return (
    looksGenerated(text, listed ? 10 : 16) ||
    passwordOfBasicPair(text) !== null ||
    (/^[^\s:/$]{1,64}:[^\s/$]{3,}$/.test(text) && isLiteralSecret(text, 'assigned'))
  );
}

/** Whether a part of a reference in the text is itself a secret: `${aB3…}`, `profile://cohere#…`. */
export function hidesInReference(text: string): boolean {
  const whole = parseCredentialReference(text);
  const references: readonly Reference[] =
    whole === null ? findEnvReferences(text).map((found) => found.reference) : [whole];
  return references.some((reference) => {
    for (
      let next: Reference | null = reference;
      next !== null;
      next = next.kind === 'env' ? next.fallback : null
    ) {
      if (partsOf(next).some(isSecretPart)) return true;
    }
    return false;
  });
}

/** The parts, and which of them may be plain hex: a path may lead along ids, a name or a field is none. */
function partsOf(reference: Reference): readonly { text: string; mayBeHex: boolean }[] {
  const named = (text: string) => ({ text, mayBeHex: false });
  if (reference.kind === 'env') return [named(reference.name)];
  if (reference.kind === 'profile') return [named(reference.provider), named(reference.field)];
  const path = reference.path.split('/').map((text) => ({ text, mayBeHex: true }));
  return [named(reference.mount), named(reference.field), ...path];
}

function isSecretPart({ text, mayBeHex }: { text: string; mayBeHex: boolean }): boolean {
  // Abbreviations side by side (`K8S_PG_V2`) look generated; a token is one piece, or mixes small letters and capitals.
  if (text.split(/[._-]/).some((piece) => looksGenerated(piece, 16))) return true;
  if (/[a-z]/.test(text) && /[A-Z]/.test(text) && looksGenerated(text, 24)) return true;
  return !mayBeHex && text.length >= 24 && isDigestLike(text) && /[0-9]/.test(text) && !text.includes('-');
}
