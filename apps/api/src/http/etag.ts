/** Entity tags: a manifest's strong tag is its content hash in quotes. */

import { requestDiagnostic } from '../problems/diagnostic.js';
import { invalid } from '../problems/problem.js';

/** The header in the OpenAPI document. */
export const ETAG = {
  ETag: { schema: { type: 'string' as const }, description: 'The content hash in quotes' },
};

/** The strong tag of a content hash. */
export function etagOf(contentHash: string): string {
  return `"${contentHash}"`;
}

const TAG = /(W\/)?"([\x21\x23-\x7e\x80-\xff]*)"/;
const LIST = new RegExp(`^(?:[\\s,]*${TAG.source}(?=\\s*(?:,|$)))+[\\s,]*$`);

/**
 * Reads If-Match (strong comparison: a weak tag matches nothing) or If-None-Match (weak comparison).
 * @returns `'*'`, the tags' values, or undefined when the header is absent.
 * @throws {Problem} `invalid_query` when the header is no list of quoted tags: a precondition must not be lost.
 */
function parsePrecondition(
  name: 'If-Match' | 'If-None-Match',
  header: string | undefined,
): '*' | string[] | undefined {
  if (header === undefined) return undefined;
  const text = header.trim();
  if (text === '*') return '*';
  if (!LIST.test(text))
    throw invalid('invalid_query', [
      requestDiagnostic({
        code: 'invalid_format',
        in: 'header',
        pointer: `/${name}`,
        message: `${name} is no list of entity tags.`,
        hint: 'Send the ETag of an earlier answer with its quotes, or *.',
      }),
    ]);
  return [...text.matchAll(new RegExp(TAG, 'g'))]
    .filter(([, weak]) => name === 'If-None-Match' || weak === undefined)
    .map(([, , tag]) => tag ?? '');
}

/** Whether the client has the text already: its If-None-Match names it. @throws {Problem} as `parsePrecondition`. */
export function isKnown(contentHash: string, header: (name: string) => string | undefined): boolean {
  const known = parsePrecondition('If-None-Match', header('if-none-match'));
  return known === '*' || known?.includes(contentHash) === true;
}

/** The preconditions of a request, as the store takes them. */
export function preconditionsIn(header: (name: string) => string | undefined): {
  ifMatch?: '*' | string[];
  ifNoneMatch?: '*' | string[];
} {
  const ifMatch = parsePrecondition('If-Match', header('if-match'));
  const ifNoneMatch = parsePrecondition('If-None-Match', header('if-none-match'));
  return {
    ...(ifMatch === undefined ? {} : { ifMatch }),
    ...(ifNoneMatch === undefined ? {} : { ifNoneMatch }),
  };
}
