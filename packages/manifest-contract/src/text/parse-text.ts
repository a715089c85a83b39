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
import { syntaxMessage } from './syntax-messages.js';

/**
 * Parses a YAML text once, whatever string it is; never throws.
 *
 * Bytes are counted first, depth and nodes while the tokens come in, so that no work is done beyond the limits. What
 * only the contract asks for (`value`, `diagnostics`) is read from the documents when it is asked for.
 */
export function parseText(text: string, limits: Partial<TextLimits> = {}): ParsedText {
  const bounds = { ...DEFAULT_LIMITS, ...limits };
  const positions = new LineIndex(text);
  const { documents, refusal } = composeDocuments(text, bounds);
  let reading: TextReading | undefined;
  const read = () => {
    reading ??= refusal
      ? { faults: [refusal], value: undefined, places: new Places() }
      : readText(text, documents, bounds);
    return reading;
  };
  let diagnostics: readonly Diagnostic[] | undefined;
  return {
    text,
    documents,
    positions,
    get diagnostics() {
      diagnostics ??= read().faults.map((fault) => {
        const fix = fault.fix ?? mendText(text, fault.code, fault.span);
        return describeManifest({ ...fault, ...(fix && { fix }) }, positions, fault.span);
      });
      return diagnostics;
    },
    get value() {
      return read().value;
    },
    get places() {
      return read().places;
    },
  };
}

type Fault = Remark & { readonly span: Span };

interface TextReading {
  readonly faults: readonly Fault[];
  readonly value: JsonValue | undefined;
  readonly places: Places;
}

function readText(text: string, documents: readonly Document.Parsed[], limits: TextLimits): TextReading {
  const faults: Fault[] = [...storageFaults(text), ...syntaxFaults(text, documents, limits)];
  const [first, second] = documents;
  const broken = faults.some((fault) => fault.code === 'yaml_syntax');
  const reading = first && !broken ? readDocument(first.contents, limits) : null;
  if (reading) faults.push(...reading.faults);
  if (!first || (reading && reading.value === null)) {
    faults.push(
      fault('yaml_empty', [0, 0], 'There is no manifest in this text.', 'Begin with `version: v0`.'),
    );
  }
  if (second) {
    const start = second.contents?.range?.[0] ?? second.range[0];
    const mark = text.lastIndexOf('---', start);
    const span: Span = mark < 0 ? [start, start] : [mark, mark + 3];
    const hint = 'Keep one document, and take the `---` lines between them out.';
    faults.push(fault('yaml_multiple_documents', span, 'A second YAML document begins here.', hint));
  }
  const value = reading?.value ?? undefined;
  return { faults, value, places: reading?.places ?? new Places() };
}

function storageFaults(text: string): Fault[] {
  // Few texts have surrogates at all; only in those is it worth telling pairs from halves.
  const at = /[\0\ud800-\udfff]/.test(text) ? text.search(UNSTORABLE) : -1;
  if (at < 0) return [];
  const hint = 'Take the character out; text is whole Unicode characters without U+0000.';
  return [fault('text_not_storable', [at, at + 1], 'Here stands U+0000 or half a surrogate pair.', hint)];
}

/** The parser goes on after an error and trips over its traces there and on the next line: the first of them tells. */
function syntaxFaults(text: string, documents: readonly Document.Parsed[], limits: TextLimits): Fault[] {
  const faults: Fault[] = [];
  let lineEnd = -1;
  for (const document of documents) {
    for (const error of document.errors) {
      if (faults.length > limits.maxDiagnostics) return faults;
      const [start, end] = error.pos;
      if (start >= 0 && start <= lineEnd) continue;
      const fix = mendSyntax(text, error.code, [start, end]);
      faults.push({ ...syntaxFault(error, [start, end]), ...(fix && { fix }) });
      lineEnd = endOfLine(text, endOfLine(text, start) + 1);
    }
  }
  return faults;
}

function endOfLine(text: string, at: number): number {
  const newline = text.indexOf('\n', at);
  return newline < 0 ? text.length : newline;
}

function syntaxFault(error: YAMLError, span: Span): Fault {
  if (error.code === 'TAG_RESOLVE_FAILED') {
    return fault('yaml_unknown_tag', span, 'This tag is unknown.', 'Leave the tag out.');
  }
  const { message, hint } = syntaxMessage(error);
  return fault('yaml_syntax', span, message, hint);
}

function fault(code: Remark['code'], span: Span, message: string, hint: string): Fault {
  return { code, path: [], message, hint, span };
}
