/** What no client may send, wherever it stands: values that cannot be stored, and raw secrets. */
import { isStorable, scanString } from '@moonmind/manifest-contract';
import { type RequestDiagnostic, type RequestPart, requestDiagnostic } from '../problems/diagnostic.js';

/** Collections within each other that a body may have. Contracts have limits of their own below this one. */
export const MAX_DEPTH = 128;
/** A longer list of faults helps no one. */
export const MAX_FAULTS = 50;

/** Whether a text may be shown to whoever reads an answer or a log. */
export function isPresentable(text: string): boolean {
  return text.length <= 128 && isStorable(text) && scanString(text).length === 0;
}

/** A JSON Pointer of keys and indices; a key that may not be shown becomes `?`. */
export function pointerOf(path: readonly PropertyKey[]): string {
  return path
    .map(String)
    .map((key) => `/${isPresentable(key) ? key.replaceAll('~', '~0').replaceAll('/', '~1') : '?'}`)
    .join('');
}

/** Lists what in a JSON value cannot be stored, keys included. Linear, and safe on any depth. */
export function unstorableIn(value: unknown, part: RequestPart): RequestDiagnostic[] {
  const faults: RequestDiagnostic[] = [];
  for (const { node, isKey, place } of nodesOf(value)) {
    if (faults.length === MAX_FAULTS) break;
    const fault = (code: RequestDiagnostic['code'], message: string, hint: string) =>
      faults.push(requestDiagnostic({ code, in: part, pointer: pointerOf(pathTo(place)), message, hint }));
    if (place.depth > MAX_DEPTH) {
      const message = `The value is nested deeper than ${MAX_DEPTH} levels.`;
      return [
        requestDiagnostic({
          code: 'nested_too_deep',
          in: part,
          pointer: '',
          message,
          hint: 'Send a flatter value.',
        }),
      ];
    }
    if (typeof node === 'number' && !Number.isFinite(node))
      fault('unstorable_value', 'The number is too large to be held.', 'Send a smaller number, or a string.');
    else if (typeof node === 'string' && !isStorable(node))
      fault(
        'unstorable_value',
        `The ${isKey ? 'key' : 'text'} holds U+0000 or half of a surrogate pair.`,
        'Leave these characters out.',
      );
    else if (isKey && node === '__proto__')
      fault('unstorable_value', 'The key __proto__ is not taken.', 'Rename the key.');
  }
  return faults;
}

/** Lists the raw secrets that a value's texts and keys hold, by their shape. Echoes none. */
export function secretsIn(value: unknown, part: RequestPart): RequestDiagnostic[] {
  const faults: RequestDiagnostic[] = [];
  for (const { node, place } of nodesOf(value)) {
    if (faults.length === MAX_FAULTS) break;
    const finding = typeof node === 'string' ? scanString(node)[0] : undefined;
    if (finding)
      faults.push(
        requestDiagnostic({
          code: 'raw_secret',
          in: part,
          pointer: pointerOf(pathTo(place)),
          message: `A raw secret stands here (rule ${finding.ruleId}).`,
          hint: finding.hint,
        }),
      );
  }
  return faults;
}

interface Place {
  readonly key: string;
  readonly depth: number;
  readonly parent: Place | null;
}

/** Gives each key and each value in document order. Keeps places as links: a pointer is spelled for faults alone. */
function* nodesOf(value: unknown): Generator<{ node: unknown; isKey: boolean; place: Place }> {
  const pending: { node: unknown; isKey: boolean; place: Place }[] = [
    { node: value, isKey: false, place: { key: '', depth: 0, parent: null } },
  ];
  for (let next = pending.pop(); next; next = pending.pop()) {
    yield next;
    const { node, place: parent, isKey } = next;
    if (isKey || typeof node !== 'object' || node === null) continue;
    for (const [key, child] of Object.entries(node).reverse()) {
      const place = { key, depth: parent.depth + 1, parent };
      pending.push({ node: child, isKey: false, place });
      if (!Array.isArray(node)) pending.push({ node: key, isKey: true, place });
    }
  }
}

function pathTo(place: Place): string[] {
  const path: string[] = [];
  for (let at = place; at.parent; at = at.parent) path.push(at.key);
  return path.reverse();
}
