import type { Document } from 'yaml';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { JsonValue } from '../json.js';
import type { LineIndex } from './line-index.js';
import type { Places } from './places.js';

/** A YAML text, parsed once; everything that reads the manifest reads this. */
export interface ParsedText {
  readonly text: string;
  /** Every document of the text, broken ones too; none when a limit stopped the parse. Nodes bear `.range` offsets. */
  readonly documents: readonly Document.Parsed[];
  readonly positions: LineIndex;
  /** What is wrong with the YAML itself: not yet sorted or cut to the limit. Found on the first question. */
  readonly diagnostics: readonly Diagnostic[];
  /** The first document as a JSON value; undefined when the syntax is broken or a limit was passed. */
  readonly value: JsonValue | undefined;
  /** Where in the text each part of `value` stands. */
  readonly places: Places;
}
