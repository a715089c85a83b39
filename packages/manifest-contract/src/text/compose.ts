import { Composer, type CST, type Document, Lexer, Parser, Schema } from 'yaml';
import type { DiagnosticCode } from '../diagnostics/codes.js';
import type { Remark, Span } from '../diagnostics/report.js';
import type { TextLimits } from '../limits.js';

// One schema for all documents: building it per document would make `---` repeated a way to burn time.
const SCHEMA = new Schema({ schema: 'core', merge: false, resolveKnownTags: false });

// The lexer announces a plain or block scalar by this unit; the lexeme after it is the scalar's own text.
const SCALAR = '\u001f';
const NODE_STARTS = new Set(['"', "'", '*', '{', '[', SCALAR]);
const BLANK_STARTS = new Set(['\n', '\r', ' ', '\t', '#']);

interface Composed {
  readonly documents: readonly Document.Parsed[];
  /** The limit that stopped the work; then there are no documents. */
  readonly refusal: (Remark & { readonly span: Span }) | null;
}

/** Lexes, parses and composes a text in one go, and stops at the first token beyond a limit. */
export function composeDocuments(text: string, limits: TextLimits): Composed {
  // No unit takes more than three bytes.
  if (text.length * 3 > limits.maxBytes && utf8Length(text) > limits.maxBytes) {
    return refuse('text_too_large', 0, `The text has more than ${limits.maxBytes} bytes.`);
  }
  const documents: Document.Parsed[] = [];
  const parser = new Parser();
  const composer = new Composer({ schema: SCHEMA, uniqueKeys: false });
  const takeUp = (tokens: Iterable<CST.Token>) => {
    for (const token of tokens) for (const document of composer.next(token)) documents.push(document);
  };
  // In a text shorter than the limits there can be no more of anything: only depth is left to watch.
  const isShort = text.length <= Math.min(limits.maxNodes, limits.maxScalarLength);
  const counter = isShort ? null : new LexemeCounter(limits);
  for (const lexeme of new Lexer().lex(text)) {
    const excess = counter?.count(lexeme);
    if (excess) return refuse(excess.code, parser.offset, excess.message);
    takeUp(parser.next(lexeme));
    // Above the collections, the stack holds the document, and at most one scalar.
    if (parser.stack.length > limits.maxDepth + 2) {
      const message = `Collections are nested more than ${limits.maxDepth} deep.`;
      return refuse('text_too_deep', parser.offset, message);
    }
  }
  takeUp(parser.end());
  // A text of nothing but broken directives still tells what is wrong with them.
  documents.push(...composer.end(true, text.length));
  return { documents, refusal: null };
}

/** Counts what a text holds while it is lexed. */
class LexemeCounter {
  readonly #limits: TextLimits;
  #nodes = 0;
  #marks = 0;
  #insideScalar = false;

  constructor(limits: TextLimits) {
    this.#limits = limits;
  }

  /** The limit that a lexeme passes, if it does. */
  count(lexeme: string): Pick<Remark, 'code' | 'message'> | null {
    const { maxNodes, maxScalarLength } = this.#limits;
    const start = lexeme.charAt(0);
    if (lexeme.length > maxScalarLength && (this.#insideScalar || start === '"' || start === "'")) {
      const message = `A key or value has more than ${maxScalarLength} characters.`;
      return { code: 'text_scalar_too_long', message };
    }
    if (this.#insideScalar) {
      this.#insideScalar = false;
      return null;
    }
    this.#insideScalar = lexeme === SCALAR;
    if (NODE_STARTS.has(start)) this.#nodes += 1;
    else if (!BLANK_STARTS.has(start)) this.#marks += 1;
    // Every `-`, `:`, `,`, tag or directive belongs to a node of its own: marks alone may not run away either.
    if (this.#nodes <= maxNodes && this.#marks <= maxNodes) return null;
    return { code: 'text_too_many_nodes', message: `The text has more than ${maxNodes} nodes.` };
  }
}

function refuse(code: DiagnosticCode, at: number, message: string): Composed {
  const hint = 'Make the manifest smaller, or split it in several.';
  return { documents: [], refusal: { code, path: [], message, hint, span: [at, at] } };
}

/** Bytes of UTF-8; the platform's encoder is not at hand in a library without DOM and Node types. */
function utf8Length(text: string): number {
  let bytes = 0;
  for (let i = 0; i < text.length; i += 1) bytes += utf8LengthOf(text.charCodeAt(i));
  return bytes;
}

/** A pair of surrogates takes four bytes: two for each. */
function utf8LengthOf(unit: number): number {
  if (unit < 0x80) return 1;
  return unit < 0x800 || (unit & 0xf800) === 0xd800 ? 2 : 3;
}
