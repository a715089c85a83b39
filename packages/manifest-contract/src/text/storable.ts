/** U+0000 or a lone surrogate: PostgreSQL's text and jsonb take neither. */
export const UNSTORABLE = /[\0\p{Cs}]/u;

/** Whether a text can be stored as it is: it holds neither U+0000 nor half of a surrogate pair. */
export function isStorable(text: string): boolean {
  return !UNSTORABLE.test(text);
}
