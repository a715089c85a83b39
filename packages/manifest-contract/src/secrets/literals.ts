import { parseCredentialReference } from '../references/reference.js';
import { decodedStretches, decodeWhole } from './encodings.js';
import { isDigestLike, isPlaceholder, isTemplateToken, looksGenerated, randomness } from './randomness.js';

/**
 * Where a literal stands decides what it takes to be a secret.
 *
 * - `assigned`: named and closed off: `PASSWORD=…` on its own line, a JSON member, a query parameter, a flag.
 * - `line`: the value of a YAML line that could not be parsed.
 * - `prose`: named in a sentence or comment: `password: …`.
 * - `url`: the password of a URL.
 * - `loose…`: the same in a text that is no manifest, where samples and development passwords are not findings.
 */
export type Standing = 'assigned' | 'line' | 'prose' | 'url' | 'loose' | 'loose-url';

/** Forms that stand for a value to be filled in: of shells, CI systems, templates and docs. */
const FILLED_IN =
  /^(?:\$[A-Za-z_]\w*$|\$[({]|\\\$|%[A-Za-z_]\w*%|%[({]|\{\{|\{%|<%|<[A-Za-z!]|\[[A-Za-z_ -]*\]?$|\{[A-Za-z_. -]*\}?$|#\{|\*+$|\.+$|-+$|_+$)|\$\{\{|\{\{|\$\(|process\.env|os\.environ|^(?:env|secrets|vars)\.|getenv/i;

/** A default that a shell would put in, and what is left of a value without its references. */
const DEFAULT = /\$\{[A-Za-z_]\w{0,80}:?[-=?+]([^}$]{1,512})\}/;
const REFERENCES = /\$\{[A-Za-z_]\w{0,80}(?::-)?\}/g;

const WEAK =
  /^(?:pass|password|passwd|pwd|secret|root|admin|administrator|test|testing|tests|guest|user|username|postgres|postgresql|mysql|mariadb|redis|mongo|rabbitmq|minio|minioadmin|default|changeme|hunter2?|example|foo|bar|baz|foobar|qwerty|letmein|null|none|true|false|yes|no|on|off|string|required|optional|dev|development|local|demo|my|mypass|mypassword|mysecret|token|key|apikey|api|todo|tbd|xxx|abc|abcd|a+|p@ssw0rd|pa\$\$w[0o]rd)[0-9!.]{0,4}$/i;

/** Whether a literal that a credential name, a URL or a sentence points at is to be taken for a secret. */
export function isLiteralSecret(value: string, standing: Standing): boolean {
  if (value === '' || value.length > 8192 || parseCredentialReference(value) !== null) return false;
  const strict = standing !== 'loose' && standing !== 'loose-url';
  if (strict && holdsMoreThanReferences(value)) return true;
  if (FILLED_IN.test(value) || isTemplateToken(value)) return false;
  switch (standing) {
    case 'line':
      return !/^(?:null|~|true|false|[|>][-+0-9]*|&\S+|\*\S+|!\S*)$/i.test(value);
    case 'url':
      return !/^[xX*.]+$/.test(value);
    case 'assigned':
      return (
        value.length >= 3 &&
        !/^[xX*.•]+$/.test(value) &&
        !/^(?:null|none|true|false|yes|no|undefined|nil|string|str|required|optional)$/i.test(value)
      );
    case 'prose':
      return isProseSecret(value);
    case 'loose-url':
      return (
        value.length >= 6 &&
        !WEAK.test(value) &&
        !isPlaceholder(value) &&
        /[0-9]/.test(value) &&
        /[A-Za-z]/.test(value)
      );
    case 'loose':
      return isLooseSecret(value);
  }
}

/** `${PASSWORD:-hunter2}`, `${PREFIX}s3cr3t`: what only begins like a reference. */
function holdsMoreThanReferences(value: string): boolean {
  const fallback = DEFAULT.exec(value)?.[1];
  if (fallback !== undefined) return parseCredentialReference(fallback) === null;
  const rest = value.replace(REFERENCES, '');
  return rest !== value && isProseSecret(rest);
}

function isProseSecret(value: string): boolean {
  if (isDigestLike(value) && value.length > 32) return false;
  if (/^[0-9]+$/.test(value)) return value.length >= 5;
  const digits = /[0-9]/.test(value);
  const letters = /[A-Za-z]/.test(value);
  const marks = /[!@#$%^&*+=~?]/.test(value);
  if (/[()[\]{}]/.test(value)) return false;
  if (value.length >= 6 && letters && (digits || marks)) return true;
  return (
    value.length >= 10 &&
    /^[A-Za-z]+$/.test(value) &&
    /[A-Z]/.test(value.slice(1)) &&
    randomness(value) >= 0.45
  );
}

/** What looks generated, also once base64 is undone; longer values are sealed or encrypted ones. */
function isLooseSecret(value: string): boolean {
  if (value.length > 256 || !looksGenerated(value, 16) || isPlaceholder(value) || !isOneToken(value))
    return false;
  const decoded = decodeWhole(value);
  return decoded === null || (looksGenerated(decoded.trim(), 12) && !isPlaceholder(decoded));
}

/** Not a path, a URL, an identifier with dots or a call. */
function isOneToken(value: string): boolean {
  return (
    !/[\s()[\]{}<>,;]/.test(value) &&
    !/^[./~]/.test(value) &&
    !/^[a-z]+:\/\//i.test(value) &&
    !/:?\$(?:2[aby]|[156]|argon2\w*|apr1)\$/.test(value) &&
    !/^(?:ssh-|sha\d+-|arn:|urn:)/.test(value)
  );
}

/** The password in base64 of `user:password`, as HTTP's Basic scheme and the logins of registries have it. */
export function passwordOfBasicPair(text: string): string | null {
  // A short pair is no stretch: only as a whole does it say enough.
  const pair = decodeWhole(text) ?? [...decodedStretches(text)][0]?.text ?? '';
  return /^[^:\s]{1,64}:([^\s]{2,})/.exec(pair)?.[1] ?? null;
}
