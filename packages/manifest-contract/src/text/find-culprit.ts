import type { Document } from 'yaml';
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
/** Characters that are read while the parser makes one error, with the stack that it records. */
const ERROR_COST = 100;

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
  let affordable = READING;
  let best: Suspect | null = null;
  let fewest = Infinity;
  for (const suspect of offset === null ? commentedKeys(text) : suspectsAt(text, offset)) {
    if (affordable < text.length || fewest === 0) break;
    const { documents } = composeDocuments(applyEdits(text, suspect.fix.edits), limits);
    const errors = documents.reduce((sum, document) => sum + document.errors.length, 0);
    affordable -= text.length + errors * ERROR_COST;
    const count = errors > 0 ? Infinity : faultsOf(documents, limits, judge);
    if (count >= fewest) continue;
    fewest = count;
    best = suspect;
  }
  return best;
}

/** Infinite for what is not one document. */
function faultsOf(
  [document, ...others]: readonly Document.Parsed[],
  limits: TextLimits,
  judge: Judge,
): number {
  if (!document || others.length > 0) return Infinity;
  const { value, faults } = readDocument(document.contents, limits);
  return value === undefined ? Infinity : faults.length + judge(value);
}
