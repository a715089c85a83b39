/** All that a terminal would obey, but line breaks and tabs. */
const OBEYED = /(?![\n\t])[\p{Cc}\u202a-\u202e\u2066-\u2069]/gu;

/** A text of somebody else's as it may be printed: without what would move the cursor, colour or hide what is told. */
export function visible(text: string): string {
  return text.replaceAll(OBEYED, '\ufffd');
}
