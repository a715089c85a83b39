/** Colours, on a terminal that wants them. */

const CODES = { bold: 1, dim: 2, red: 31, green: 32, yellow: 33, blue: 34, cyan: 36 } as const;
export type Style = keyof typeof CODES;

/** Whether a stream gets colours: NO_COLOR and FORCE_COLOR decide, else a terminal does. */
export function hasColour(
  stream: { readonly isTTY?: boolean },
  env: NodeJS.ProcessEnv = process.env,
): boolean {
  if (env.NO_COLOR) return false;
  if (env.FORCE_COLOR) return env.FORCE_COLOR !== '0';
  return stream.isTTY === true && env.TERM !== 'dumb';
}

/** Puts text in a style, or leaves it as it is. */
export function styler(colour: boolean): (text: string, ...styles: readonly Style[]) => string {
  if (!colour) return (text) => text;
  return (text, ...styles) =>
    styles.length === 0
      ? text
      : `${styles.map((style) => `\u001b[${CODES[style]}m`).join('')}${text}\u001b[0m`;
}

/** The width to write for; a pipe has none. */
export function widthOf(stream: { readonly isTTY?: boolean; readonly columns?: number }): number | undefined {
  return stream.isTTY && stream.columns ? stream.columns : undefined;
}
