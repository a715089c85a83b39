/**
 * Terminology
 *
 * - **reference**: a value that names a secret instead of holding it: `${NAME}`, `profile://…#…` or `vault://…#…`.
 * - **credential position**: a value under a key such as `apiKey`, where nothing but a reference may stand.
 */

/** `${NAME}`: a variable of the worker's environment; `fallback` is the reference that `${NAME:-…}` falls back to. */
export interface EnvReference {
  readonly kind: 'env';
  readonly name: string;
  readonly fallback: Reference | null;
}

/** `profile://provider#field`: a field of the user's profile. All parts are lower-case. */
export interface ProfileReference {
  readonly kind: 'profile';
  readonly provider: string;
  readonly field: string;
  /** `PROVIDER_FIELD`, every other character as `_`: the variable that a worker may set from it. */
  readonly envKey: string;
  /** The reference itself, in lower case. */
  readonly normalized: string;
}

/** `vault://mount/path#field`: a field of a secret in the vault. Case is kept. */
export interface VaultReference {
  readonly kind: 'vault';
  readonly mount: string;
  readonly path: string;
  readonly field: string;
  /** The reference as written. */
  readonly ref: string;
}

/** The only ways to name a secret in a manifest (FR-007). */
export type Reference = EnvReference | ProfileReference | VaultReference;

const ENV = /^\$\{([A-Za-z_][A-Za-z0-9_]*)(:-|\})/;
const PROFILE = /^profile:\/\/([A-Za-z0-9._-]+)#([A-Za-z0-9._-]+)$/i;
const VAULT = /^vault:\/\/([A-Za-z0-9._-]+)\/([A-Za-z0-9._/-]+)#([A-Za-z0-9._-]+)$/;
const SCHEME_WORD = /^(?:bearer|basic|token) +(?=\$\{)/i;
const MAX_LENGTH = 2048;
// Each `${` of a text looks for its brace: a text of nothing but `${` costs this much for each, and no more.
const MAX_EMBEDDED_LENGTH = 512;

/**
 * Reads a value that is one reference as a whole; null for anything else, also for a value that only begins like one.
 * `${NAME:-default}` counts where the default is empty or itself a reference. Longer than 2,048 characters: null.
 */
export function parseReference(value: string): Reference | null {
  if (value.length > MAX_LENGTH) return null;
  // `${A:-${B:-…}}` nests: names pile up until the innermost default, then the references are built inside out.
  const names: string[] = [];
  let rest = value;
  let reference: Reference | null = null;
  for (;;) {
    const env = ENV.exec(rest);
    if (env?.[1] === undefined) {
      reference = parsePlainReference(rest);
      if (reference === null && rest !== '') return null;
      break;
    }
    if (env[2] === '}') {
      if (env[0].length !== rest.length) return null;
      reference = { kind: 'env', name: env[1], fallback: null };
      break;
    }
    if (!rest.endsWith('}')) return null;
    names.push(env[1]);
    rest = rest.slice(env[0].length, -1);
  }
  for (const name of names.reverse()) reference = { kind: 'env', name, fallback: reference };
  return reference;
}

function parsePlainReference(value: string): Reference | null {
  const profile = PROFILE.exec(value);
  if (profile?.[1] !== undefined && profile[2] !== undefined) {
    const provider = profile[1].toLowerCase();
    const field = profile[2].toLowerCase();
    const envKey = `${provider}_${field}`.toUpperCase().replace(/[^A-Z0-9]/g, '_');
    return { kind: 'profile', provider, field, envKey, normalized: `profile://${provider}#${field}` };
  }
  const vault = VAULT.exec(value);
  if (vault?.[1] === undefined || vault[2] === undefined || vault[3] === undefined) return null;
  const segments = [vault[1], ...vault[2].split('/')];
  if (segments.some((segment) => segment === '' || segment === '.' || segment === '..')) return null;
  return { kind: 'vault', mount: vault[1], path: vault[2], field: vault[3], ref: value };
}

/**
 * Reads what may stand in a credential position: a reference alone, or an environment reference behind an HTTP scheme
 * word (`Bearer ${T}`, `Basic ${T}`, `Token ${T}`). Null for anything else.
 */
export function parseCredentialReference(value: string): Reference | null {
  // Most values are none, and two looks tell.
  if (!value.includes('${') && !value.includes('://')) return null;
  const scheme = SCHEME_WORD.exec(value);
  return parseReference(scheme === null ? value : value.slice(scheme[0].length));
}

/** Where in a text a whole `${…}` of the grammar stands. */
export interface EmbeddedReference {
  readonly start: number;
  readonly end: number;
  readonly reference: EnvReference;
}

/**
 * Finds the environment references mixed into a text (`https://${HOST}:6333`), in order. A `${NAME:-default}` whose
 * default is neither empty nor a reference is text, not a reference; so is one of more than 512 characters.
 */
export function findEnvReferences(text: string): EmbeddedReference[] {
  const found: EmbeddedReference[] = [];
  for (let start = text.indexOf('${'); start !== -1; start = text.indexOf('${', start)) {
    const end = closingBrace(text, start);
    const reference = parseReference(text.slice(start, end));
    if (reference?.kind === 'env') {
      found.push({ start, end, reference });
      start = end;
    } else {
      start += 2;
    }
  }
  return found;
}

/**
 * The offset behind the brace that closes `${` at `start`; `start` itself when none does. Looks no further than a reference
 * in a text may be long.
 */
function closingBrace(text: string, start: number): number {
  const limit = Math.min(text.length, start + MAX_EMBEDDED_LENGTH);
  let depth = 0;
  for (let i = start; i < limit; i += 1) {
    const unit = text[i];
    if (unit === '{') depth += 1;
    else if (unit === '}') {
      depth -= 1;
      if (depth === 0) return i + 1;
    }
  }
  return start;
}
