import { findEnvReferences, parseCredentialReference } from './reference.js';

/** Why a value that was meant as a reference is plain text. */
export interface ReferenceSlip {
  readonly message: string;
  readonly hint: string;
  /** The variable that the whole value was meant to name; null where its author has to say. */
  readonly name: string | null;
}

/** How shells, make, Windows and templates write a variable, alone: in capitals, as variables are written. */
const ELSEWHERE =
  /^(?:\$([A-Z_][A-Z0-9_]*)|\$\(([A-Z_][A-Z0-9_]*)\)|%([A-Z_][A-Z0-9_]*)%|\{\{ ?([A-Z_][A-Z0-9_]*) ?\}\})$/;
/** `$DOCS_DIR/handbook`, `https://$HOST:6333` */
const SHELL = /(?:^|[/:@=])\$[A-Z_][A-Z0-9_]+(?!\w)/;
const SCHEME = /^(vault|profile):\//i;
const DEFAULT = /^\$\{[A-Za-z_]\w*:[-=?+]/;
const ALMOST = /^\$\{ *(?:env[.:])?([A-Za-z_]\w*) *\}?$/;
/** What all that is looked for has: most values have none of it, and one look tells. */
const MARK = /\$|^%|^\{\{|:\//;

/**
 * Reads a value that looks like a reference and is none by the grammar, so that a worker takes it as it stands; null for
 * all else. In a credential position such a value is a raw secret (FR-007), anywhere else it is text.
 */
export function referenceSlip(value: string): ReferenceSlip | null {
  if (!MARK.test(value)) return null;
  const elsewhere = ELSEWHERE.exec(value);
  if (elsewhere !== null || SHELL.test(value)) {
    const name = elsewhere?.slice(1).find((part) => part !== undefined);
    return slip('A variable is not referred to like this; it is plain text.', 'Write `${NAME}`.', name);
  }
  const scheme = SCHEME.exec(value)?.[1];
  if (scheme !== undefined && parseCredentialReference(value) === null) {
    const form = scheme.toLowerCase() === 'vault' ? 'vault://mount/path#field' : 'profile://provider#field';
    return slip('This begins like a reference and is none; it is plain text.', `Write \`${form}\`.`);
  }
  const rest = behindReferences(value);
  if (rest === null) return null;
  return slip('`${` begins no reference here; it is plain text.', hintOn(rest), ALMOST.exec(value)?.[1]);
}

function hintOn(rest: string): string {
  if (!rest.includes('}')) return 'Close the brace: `${NAME}`.';
  if (DEFAULT.test(rest)) return 'A default is empty, or itself a reference: `${NAME:-${OTHER}}`.';
  return 'A name is letters, digits and `_`, and no digit comes first: `${NAME}`.';
}

function slip(message: string, hint: string, name: string | null = null): ReferenceSlip {
  return { message, hint, name };
}

/** A text from its first `${` on that begins no reference; null where there is none. */
function behindReferences(text: string): string | null {
  let from = 0;
  for (const { start, end } of findEnvReferences(text)) {
    const at = text.indexOf('${', from);
    if (at < start) return text.slice(at);
    from = end;
  }
  const at = text.indexOf('${', from);
  return at === -1 ? null : text.slice(at);
}
