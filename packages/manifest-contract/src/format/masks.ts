import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { scanText } from '../secrets/scan-text.js';

type Stretch = readonly [start: number, end: number];

const MASK = '••••••';
// Tabs and all that a terminal would obey or hide: one placeholder for each.
const UNPRINTABLE = /[\p{Cc}\p{Cf}\p{Cs}\u2028\u2029]/gu;

/**
 * Shows parts of a text with every secret masked: those that diagnostics tell of, and whatever the scan finds in the text
 * itself, told or not. All masks are of one length, which says nothing about the secret's.
 */
export class MaskedText {
  readonly #text: string;
  readonly #masks: readonly Stretch[];

  constructor(text: string, diagnostics: readonly Diagnostic[]) {
    this.#text = text;
    const told = diagnostics
      .filter(({ code }) => code === 'raw_secret')
      .flatMap(({ range }): Stretch[] => (range ? [[range.start.offset, range.end.offset]] : []));
    const found = (['lines', 'comment'] as const).flatMap((names) =>
      scanText(text, { strict: true, names }).map(({ start, end }): Stretch => [start, end]),
    );
    this.#masks = merge([...told, ...found].map((stretch) => wholeWord(text, stretch)));
  }

  /** The text between two offsets, as it may be printed on one line. */
  show(start: number, end: number): string {
    let shown = '';
    let at = start;
    for (const [from, to] of this.#between(start, end)) {
      shown += printable(this.#text.slice(at, from)) + MASK;
      at = to;
    }
    return shown + printable(this.#text.slice(at, end));
  }

  /** A stretch, widened so that it begins and ends outside of masks. */
  around(start: number, end: number): Stretch {
    const touched = this.#between(start, Math.max(end, start + 1));
    return [Math.min(start, touched[0]?.[0] ?? start), Math.max(end, touched.at(-1)?.[1] ?? end)];
  }

  #between(start: number, end: number): readonly Stretch[] {
    return this.#masks.filter(([from, to]) => from < end && to > start);
  }
}

/** What was found may be the part of a secret that has a shape: letters and digits beside it belong to it. */
function wholeWord(text: string, [start, end]: Stretch): Stretch {
  let from = start;
  let to = end;
  while (/[\w-]/.test(text.charAt(from - 1))) from -= 1;
  while (/[\w-]/.test(text.charAt(to))) to += 1;
  return [from, to];
}

function merge(stretches: Stretch[]): Stretch[] {
  const merged: [number, number][] = [];
  for (const [start, end] of stretches.sort((a, b) => a[0] - b[0])) {
    const last = merged.at(-1);
    if (last && start <= last[1]) last[1] = Math.max(last[1], end);
    else merged.push([start, end]);
  }
  return merged;
}

/** A text as it may be printed on one line: nothing in it that a terminal, or a log of workflow commands, would obey. */
export function printable(text: string): string {
  return text.replace(UNPRINTABLE, (unit) => (unit === '\t' ? ' ' : '\ufffd'));
}
