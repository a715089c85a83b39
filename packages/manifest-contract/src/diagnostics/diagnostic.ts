/**
 * Terminology
 *
 * - **diagnostic**: one thing that is wrong (or odd) in a submission, with its place and what would be right.
 * - **body**: the job payload as JSON; **manifest**: the YAML text. A pointer leads into one of the two.
 * - **place**: line and column count from 1, in UTF-16 code units, as editors do; offsets count from 0.
 * - **fix**: edits of the text that a tool can apply.
 */
import type { DiagnosticCode } from './codes.js';

/** Whether a diagnostic refuses the submission (`error`) or only remarks on it (`warning`). */
export type Severity = 'error' | 'warning';

export interface TextPosition {
  readonly line: number;
  readonly column: number;
  /** UTF-16 code units from the beginning of the text; a byte order mark counts as one. */
  readonly offset: number;
}

/** A stretch of the YAML text; the end is exclusive. */
export interface TextRange {
  readonly start: TextPosition;
  readonly end: TextPosition;
}

/** A stretch of the YAML text in four numbers; the end is exclusive. */
export interface TextPlace {
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Another place that belongs to a diagnostic: the first of two duplicates, say. */
export interface RelatedPlace extends TextPlace {
  readonly message: string;
  readonly range: TextRange;
}

/** Puts `text` in the place of a range. */
export interface TextEdit {
  readonly range: TextRange;
  readonly text: string;
}

/** Edits that mend a fault; they never overlap, and stand in order of place. */
export interface Fix {
  /** What it does, as a sentence to click on. */
  readonly title: string;
  /**
   * `safe`: what was meant is beyond doubt, and the text validates once its other faults are mended.
   * `unsure`: a guess, or it changes what the run does; a person decides.
   */
  readonly confidence: 'safe' | 'unsure';
  readonly edits: readonly TextEdit[];
}

/**
 * One problem of a submission. Never holds a value that may be a secret: neither in the message, the pointer, the
 * suggestions nor the fix. `line` … `range` are null for a diagnostic about the body, which has no text of its own.
 */
export interface Diagnostic {
  readonly code: DiagnosticCode;
  readonly severity: Severity;
  readonly in: 'body' | 'manifest';
  /** JSON Pointer (RFC 6901) into the body or the manifest; '' is the whole. */
  readonly pointer: string;
  /** What is wrong. */
  readonly message: string;
  /** What would be right. */
  readonly hint: string;
  readonly line: number | null;
  readonly column: number | null;
  readonly endLine: number | null;
  readonly endColumn: number | null;
  /** The same place with offsets. */
  readonly range: TextRange | null;
  readonly related: readonly RelatedPlace[];
  /** Known names near to an unknown one, the nearest first. */
  readonly suggestions?: readonly string[];
  readonly fix?: Fix;
  /** URL of the section that explains the code. */
  readonly docs: string;
}
