import { applyEdits } from '../diagnostics/apply-fixes.js';
import type { JsonValue } from '../json.js';
import type { TextLimits } from '../limits.js';
import { composeDocuments } from './compose.js';
import { commentedKeys } from './habits.js';
import { readDocument } from './read-document.js';
import type { Suspect } from './suspect.js';
import { suspectsAt } from './suspects.js';

/** Each suspect costs another parse of the text: together no more than so many characters. */
const READING = 256 * 1024;

/** How many faults a value has besides its syntax. */
export type Judge = (value: JsonValue) => number;

/**
 * The one slip without which a broken text can be read: all errors of the parser are its consequences then. Of several,
 * the likeliest of those that leave the fewest faults. Null where none is found, or the text is too long to try.
 */
export function findCulprit(
  text: string,
  offset: number | null,
  limits: TextLimits,
  judge: Judge,
): Suspect | null {
  let affordable = Math.floor(READING / text.length);
  let best: Suspect | null = null;
  let fewest = Infinity;
  for (const suspect of offset === null ? commentedKeys(text) : suspectsAt(text, offset)) {
    affordable -= 1;
    if (affordable < 0 || fewest === 0) break;
    const count = faultsOf(applyEdits(text, suspect.fix.edits), limits, judge);
    if (count >= fewest) continue;
    fewest = count;
    best = suspect;
  }
  return best;
}

/** Infinite for a text that cannot be read. */
function faultsOf(text: string, limits: TextLimits, judge: Judge): number {
  const [document, ...others] = composeDocuments(text, limits).documents;
  if (!document || others.length > 0 || document.errors.length > 0) return Infinity;
  const { value, faults } = readDocument(document.contents, limits);
  return value === undefined ? Infinity : faults.length + judge(value);
}
