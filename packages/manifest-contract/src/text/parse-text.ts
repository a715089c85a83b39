import type { Document, YAMLError } from 'yaml';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import { describeManifest, type Remark, type Span } from '../diagnostics/report.js';
import type { JsonValue } from '../json.js';
import { DEFAULT_LIMITS, type TextLimits } from '../limits.js';
import { composeDocuments } from './compose.js';
import { LineIndex } from './line-index.js';
import { mendSyntax, mendText } from './mend.js';
import type { ParsedText } from './parsed-text.js';
import { Places } from './places.js';
import { readDocument } from './read-document.js';
import { UNSTORABLE } from './storable.js';
import type { Suspect } from './suspect.js';
import { isExplained, syntaxMessage } from './syntax-messages.js';
import { isNoColon, isOfBrackets, isOfColumns, syntaxPlace } from './syntax-place.js';

/**
 * Finds the one slip behind all errors of syntax of a text, from the offset of the first; from null, a slip that makes
 * none.
 */
export type Search = (text: string, offset: number | null) => Suspect | null;

/**
 * Parses a YAML text once, whatever string it is; never throws.
 *
 * Bytes are counted first, depth and nodes while the tokens come in, so that no work is done beyond the limits. What
 * only the contract asks for (`value`, `diagnostics`) is read from the documents when it is asked for. `search` looks
 * for what is behind an error of syntax, from where the parser met it.
 */
export function parseText(
  text: string,
  limits: Partial<TextLimits> = {},
  search: Search = () => null,
): ParsedText {
  return new ReadOnDemand(text, { ...DEFAULT_LIMITS, ...limits }, search);
}

/**
 * A class, because getters in a literal give each text a hidden class of its own: the engine keeps those, and all that
 * they reach, until it collects its old generation.
 */
class ReadOnDemand implements ParsedText {
  readonly text: string;
  readonly documents: readonly Document.Parsed[];
  readonly positions: LineIndex;
  readonly #refusal: Fault | null;
  readonly #limits: TextLimits;
  readonly #search: Search;
  #reading: TextReading | undefined;
  #diagnostics: readonly Diagnostic[] | undefined;

  constructor(text: string, limits: TextLimits, search: Search) {
    const { documents, refusal } = composeDocuments(text, limits);
    this.text = text;
    this.documents = documents;
    this.positions = new LineIndex(text);
    this.#refusal = refusal;
    this.#limits = limits;
    this.#search = search;
  }

  get diagnostics(): readonly Diagnostic[] {
    this.#diagnostics ??= this.#read().faults.map((fault) => {
      const fix = fault.fix ?? mendText(this.text, fault.code, fault.span);
      return describeManifest({ ...fault, ...(fix && { fix }) }, this.positions, fault.span);
    });
    return this.#diagnostics;
  }

  get value(): JsonValue | undefined {
    return this.#read().value;
  }

  get places(): Places {
    return this.#read().places;
  }

  #read(): TextReading {
    this.#reading ??= this.#refusal
      ? { faults: [this.#refusal], value: undefined, places: new Places() }
      : readText(this.text, this.documents, this.positions, this.#limits, this.#search);
    return this.#reading;
  }
}

type Fault = Remark & { readonly span: Span };

interface TextReading {
  readonly faults: readonly Fault[];
  readonly value: JsonValue | undefined;
  readonly places: Places;
}

function readText(
  text: string,
  documents: readonly Document.Parsed[],
  positions: LineIndex,
  limits: TextLimits,
  search: Search,
): TextReading {
  const syntax = syntaxFaultsOf(text, documents, positions, limits, search);
  const faults: Fault[] = [...storageFaults(text), ...syntax];
  const [first, second] = documents;
  const broken = faults.some((fault) => fault.code === 'yaml_syntax');
  const reading = first && !broken ? readDocument(first.contents, limits) : null;
  if (reading) faults.push(...reading.faults.filter((fault) => !faults.some((told) => tellsOf(told, fault))));
  if (!second && reading?.value === null) {
    faults.push(
      fault('yaml_empty', [0, 0], 'There is no manifest in this text.', 'Begin with `version: v0`.'),
    );
  }
  if (second) {
    const span = markBetween(text, second.range[0]);
    const hint = 'Keep one document, and take the `---` and `...` lines between them out.';
    faults.push(fault('yaml_multiple_documents', span, 'A second YAML document begins here.', hint));
  }
  const value = reading?.value ?? undefined;
  return { faults, value, places: reading?.places ?? new Places() };
}

/** The `---` or `...` that stands between two documents. */
function markBetween(text: string, start: number): Span {
  const mark = text.startsWith('---', start) ? start : text.lastIndexOf('\n...', start) + 1;
  return [mark, mark + 3];
}

/** What cannot be stored is told where it stands, and not of its whole value again. */
function tellsOf(told: Fault, { code, span: [start, end] }: Fault): boolean {
  return code === 'text_not_storable' && start <= told.span[0] && told.span[1] <= end;
}

function storageFaults(text: string): Fault[] {
  const at = text.search(UNSTORABLE);
  if (at < 0) return [];
  const hint = 'Take the character out; text is whole Unicode characters without U+0000.';
  return [fault('text_not_storable', [at, at + 1], 'Here stands U+0000 or half a surrogate pair.', hint)];
}

/** What is wrong with the syntax: the one slip that all errors come of, if it is found, or what the parser tells. */
function syntaxFaultsOf(
  text: string,
  documents: readonly Document.Parsed[],
  positions: LineIndex,
  limits: TextLimits,
  search: Search,
): Fault[] {
  const faults = syntaxFaults(text, documents, positions, limits);
  const [error] = documents.flatMap(({ errors }) => errors);
  const culprit = search(text, error?.pos[0] ?? null);
  if (!culprit) return faults;
  const [first] = faults;
  // What the parser's own error explains as well, and at the same place, is told in its more exact words. That a colon
  // is missing is all that it says of one that is there, but written otherwise or without a space; of brackets, that they
  // are not closed, or lack a comma or a colon.
  const isTold = first && positions.at(first.span[0]).line === positions.at(culprit.span[0]).line;
  if (error && isTold && isExplained(text, error) && !isNoColon(error) && !isOfBrackets(error))
    return [{ ...first, fix: culprit.fix }];
  return [{ code: 'yaml_syntax', path: [], ...culprit }];
}

/** The parser goes on after an error and trips over its traces there and on the next line: the first of them tells. */
function syntaxFaults(
  text: string,
  documents: readonly Document.Parsed[],
  positions: LineIndex,
  limits: TextLimits,
): Fault[] {
  let faults: Fault[] = [];
  let lastLine = -1;
  let isTabTold = false;
  for (const document of documents) {
    let isAstray = false;
    let blockEnd = -1;
    for (const error of document.errors) {
      if (faults.length > limits.maxDiagnostics) return faults;
      const [start, end] = error.pos;
      const { line } = positions.at(start);
      if (line <= lastLine + 1) continue;
      // The first is told with a fix of all.
      if (error.code === 'TAB_AS_INDENT' && isTabTold) continue;
      isTabTold ||= error.code === 'TAB_AS_INDENT';
      // Once a line stands too deep or its dash is glued, the columns of those below it fit no better; nor do they after
      // any other error, to the end of its block.
      if ((isAstray || start <= blockEnd) && (OF_COLUMNS.has(error.code) || isNoColon(error))) continue;
      // Once the parser has closed the manifest too early, nothing below belongs to it.
      if (faults.length > 0 && isOutside(error)) continue;
      isAstray ||= isOfColumns(text, error);
      blockEnd = endOfBlock(text, start);
      const place = syntaxPlace(text, document, error);
      // What was told from behind that place comes of it: from within brackets that are not closed.
      faults = faults.filter(({ span }) => span[0] < place[0]);
      const fix = mendSyntax(text, error.code, [start, end]);
      faults.push({ ...syntaxFault(text, error, place), ...(fix && { fix }) });
      // Of a text in a Markdown fence nothing else is to tell: its last line is such a one, too.
      if (text.startsWith('```', start)) return faults;
      lastLine = line;
    }
  }
  return faults;
}

/** Whether the parser holds the document to have ended already. */
function isOutside({ message }: YAMLError): boolean {
  return /^Unexpected \S{1,40} token in YAML stream/.test(message);
}

/** Where the block ends that stands at the left: before the next key or dash there. */
function endOfBlock(text: string, start: number): number {
  const next = /\n(?:[A-Za-z"']|- )/g;
  next.lastIndex = start;
  return next.exec(text)?.index ?? text.length;
}

const OF_COLUMNS: ReadonlySet<string> = new Set([
  'BAD_INDENT',
  'BLOCK_AS_IMPLICIT_KEY',
  'MULTILINE_IMPLICIT_KEY',
]);

function syntaxFault(text: string, error: YAMLError, span: Span): Fault {
  if (error.code === 'TAG_RESOLVE_FAILED') {
    return fault('yaml_unknown_tag', span, 'This tag is unknown.', 'Leave the tag out.');
  }
  const { message, hint } = syntaxMessage(text, error);
  return fault('yaml_syntax', span, message, hint);
}

function fault(code: Remark['code'], span: Span, message: string, hint: string): Fault {
  return { code, path: [], message, hint, span };
}
