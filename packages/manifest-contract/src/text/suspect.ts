import type { Repair, Span } from '../diagnostics/report.js';

/** A slip that may have broken a text, with the edits that would undo it. */
export interface Suspect {
  readonly span: Span;
  readonly message: string;
  readonly hint: string;
  readonly fix: Repair;
}

export type Edit = Repair['edits'][number];

/** Edits that only the author of a text may make: what it was to say, nobody else knows. */
export function unsureAll(title: string, edits: readonly Edit[]): Repair {
  return { title, confidence: 'unsure', edits };
}

export function unsure(title: string, span: Span, text: string): Repair {
  return unsureAll(title, [{ span, text }]);
}

export function insert(at: number, text: string): Edit {
  return { span: [at, at], text };
}

/** The quotes around a value, which may be a secret: it is left where it stands. */
export function quote(text: string, [start, end]: Span): Repair {
  const value = text.slice(start, end);
  const mark = /["\\]/.test(value) ? "'" : '"';
  const inner = mark === "'" ? [...value.matchAll(/'/g)].map(({ index }) => insert(start + index, "'")) : [];
  return unsureAll('Put it in quotes', [insert(start, mark), ...inner, insert(end, mark)]);
}
