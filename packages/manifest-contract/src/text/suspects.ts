import type { Span } from '../diagnostics/report.js';
import { bracketsOfJson, bracketsOfLine } from './brackets.js';
import { extraClosing, unopened } from './closings.js';
import { habitsOf } from './habits.js';
import {
  after,
  before,
  blockAbove,
  indentOf,
  isAboveBlock,
  type Lines,
  lineAt,
  linesOf,
  ODD,
  ODD_INDENT,
  uncommented,
} from './lines.js';
import { quotesOfLine } from './quotes.js';
import { quote, type Suspect, unsure } from './suspect.js';
import { KEY_VALUE } from './syntax-messages.js';

const NO_WIDTH = /[\u200b-\u200d\u2060\ufeff]/g;
const KEY = '(?:- +)?["\']?[A-Za-z][\\w.-]{0,80}["\']?';

const TAB_INDENT = /^ *\t[ \t]*/;
const ODD_GAP = new RegExp(`^ *(?:-|${KEY}:) *((?:${ODD}|\\t)+)[ \\t]*`);
const BULLET = /^ *([\u2010-\u2015\u2212\u2022\u00b7\u25aa\u25e6*+]|--(?!-)|-(?=[A-Za-z"'])) */;
const COLON = new RegExp(`^ *${KEY}( *(?:[\\uff1a\\ufe55\\u2236;=]|=>|:=) *)(?=[^ =>]|$)`);
const GLUED_VALUE = new RegExp(`^ *${KEY}(:)[^\\s:/]`);
const NO_COLON = new RegExp(`^ *${KEY}( +)["'\\w$*{[]`);
const BARE_KEY = /^ *(?:- +)?[A-Za-z][\w.-]{0,80}( *)$/;
const EXTRA_CLOSING = /[\])}]$/;
const NO_ENTRY = /^ *(?:[^\s#:-][^:]{0,200}|-)$/;
const LONE_VALUE = /^ *(?:[^\s"'#]\S*|"[^"]*"|'[^']*') *$/;
/** How other languages, tools and typists set a line apart. */
const FOREIGN_LINE = /^ *(?:\/[/*]|--(?: |$)|;|<!--|<%|\{[{%]|[=*<>|]{3,}|\.\.\.|…|\$ )/;
const DASH = /^ *(- +)/;

const VALUE = new RegExp(`^ *(?:${KEY}:|-) +(?=\\S)`);
/** Plain values that YAML takes for something else by how they begin. */
const NO_PLAIN_START = /^(?:[*@`%&!|>,\]}]|[?-] |\[[^\]]*\] +\w|\{[^}]*\} +\w)/;
const NO_PLAIN_PART = /^[^"'[{].*:(?: |$)/;

const IS_ENTRY = new RegExp(`^ *(?:- |${KEY} *:(?: |$))`);

const COLUMNS = 'Give all entries of one block the same number of spaces.';

/** The slips that people make around an offset at which the parser gave up, the likeliest first. */
export function* suspectsAt(text: string, offset: number): Generator<Suspect> {
  const lines = linesOf(text);
  const here = lines.all.findLastIndex(({ start }) => start <= offset);
  const above = before(lines, here);
  const below = after(lines, here);
  const isBelowDeeper = indentOf(lines, below) > indentOf(lines, here);
  const near = [...(isBelowDeeper ? [below, here] : [here, below]), above, before(lines, above)];
  yield* blanksOf(lines, here);
  yield* habitsOf(text);
  const isJson = /^\s*\{/.test(text);
  if (isJson) yield* bracketsOfJson(text);
  // Of JSON that is broken anywhere, the parser may tell as of one key that is too long, from its beginning.
  for (const { start, line } of lines.all.slice(0, isJson ? Infinity : here + 1).reverse()) {
    if (!isJson) yield* bracketsOfLine(text, start, line);
    yield* quotesOfLine(start, line);
  }
  for (const i of [...blockAbove(lines, here), below]) yield* blanksOf(lines, i);
  for (const i of near) if (FOREIGN_LINE.test(lineAt(lines, i).line)) yield* strayLine(lines, i);
  for (const i of near) yield* marksOf(lines, i);
  // Braces leave lines where they are.
  if (isJson) return;
  // A line whose indentation is odd is likelier to be the one that was shifted.
  const isOdd = (i: number) => indentOf(lines, i) % 2 === 1;
  for (const i of [...near.filter(isOdd), ...near.filter((i) => !isOdd(i))]) yield* columnsOf(lines, i);
  const firsts = [...blockAbove(lines, here)].filter(
    (i) => isAboveBlock(lines, before(lines, i)) && !DASH.test(lineAt(lines, i).line),
  );
  for (const i of near) yield* valueBelow(lines, i);
  for (const i of new Set([...near, ...firsts])) yield* dashesOf(lines, i);
  for (const i of near) if (isNoEntry(lineAt(lines, i).line)) yield* strayLine(lines, i);
}

function isNoEntry(line: string): boolean {
  return NO_ENTRY.test(line.trimEnd()) && !FOREIGN_LINE.test(line);
}

function* blanksOf(lines: Lines, i: number): Generator<Suspect> {
  const { start, line } = lineAt(lines, i);
  const tab = TAB_INDENT.exec(line);
  const blanks = tab ?? ODD_INDENT.exec(line);
  if (blanks) {
    const [run] = blanks;
    const span: Span = [start, start + run.length];
    const message = tab
      ? 'A tab is used for indentation.'
      : 'A blank that is no space stands in the indentation.';
    const hint = tab ? 'Indent with spaces.' : 'Indent with spaces alone (U+0020).';
    const widths = [run.replace(NO_WIDTH, '').replaceAll('\t', '  ').length, ...widthsAround(lines, i)];
    for (const width of new Set(widths))
      yield { span, message, hint, fix: unsure('Indent with spaces', span, ' '.repeat(width)) };
  }
  const gap = ODD_GAP.exec(line);
  if (gap?.[1] === undefined) return;
  const end = start + gap[0].length;
  const span: Span = [end - gap[0].length + gap[0].indexOf(gap[1]), end];
  yield {
    span,
    message: 'A blank that is no space stands here.',
    hint: 'Write a space (U+0020).',
    fix: unsure('Write a space', span, gap[0].length === line.length ? '' : ' '),
  };
}

function* marksOf(lines: Lines, i: number): Generator<Suspect> {
  const { start, line } = lineAt(lines, i);
  const suspect = (match: RegExpExecArray, message: string, hint: string, written: string): Suspect => {
    const [whole, mark = whole] = match;
    const at = start + whole.lastIndexOf(mark);
    const span: Span = [at, start + whole.length];
    return { span, message, hint, fix: unsure(`Write \`${written.trim()}\``, span, written) };
  };
  const bullet = BULLET.exec(line);
  if (bullet?.[1] === '-')
    yield suspect(
      bullet,
      'A dash is glued to the key behind it.',
      'Write `- `, with a space: `- id: docs`.',
      '- ',
    );
  else if (bullet)
    yield suspect(
      bullet,
      'An entry of a list begins with something other than a dash.',
      'Begin it with `- `.',
      '- ',
    );
  yield* closingsOf(lines, i);
  yield* valuesOf(lines, i);
  const colon = COLON.exec(line);
  if (colon)
    yield suspect(
      colon,
      'Something other than a colon stands behind a key.',
      KEY_VALUE,
      colon[0].length === line.length ? ':' : ': ',
    );
  const glued = GLUED_VALUE.exec(line);
  if (glued?.[1] !== undefined) {
    const at = start + glued[0].length - 1;
    const span: Span = [at - 1, at];
    yield {
      span,
      message: 'A space is missing behind a colon.',
      hint: KEY_VALUE,
      fix: unsure('Add a space', [at, at], ' '),
    };
  }
  for (const match of [isAboveBlock(lines, i) ? BARE_KEY.exec(line) : null, NO_COLON.exec(line)]) {
    if (match?.[1] === undefined) continue;
    const from = start + match[0].length - match[1].length - (match.input === match[0] ? 0 : 1);
    const key: Span = [start + line.search(/\S/), from];
    yield {
      span: key,
      message: 'A key has no colon behind it.',
      hint: KEY_VALUE,
      fix: unsure('Add a colon', [from, from], ':'),
    };
  }
}

/** A bracket that ends a line: one too much, or the end of what was not opened. */
function* closingsOf(lines: Lines, i: number): Generator<Suspect> {
  const { start, line } = lineAt(lines, i);
  const closing = EXTRA_CLOSING.exec(uncommented(line));
  if (!closing) return;
  const span: Span = [start + closing.index, start + closing.index + 1];
  // Braces are likelier to begin with the entry, brackets with the value.
  const starts = closing[0] === '}' ? [DASH, VALUE] : [VALUE, DASH];
  for (const from of starts.flatMap((before) => before.exec(line)?.[0].length ?? []))
    if (!/[[{]/.test(line.charAt(from))) yield* unopened(start + from, closing[0], span);
  yield extraClosing(span);
}

/** A value that is to be read as it stands, or as the block that it may have been meant to be. */
function* valuesOf(lines: Lines, i: number): Generator<Suspect> {
  const { start, line } = lineAt(lines, i);
  const before = VALUE.exec(line)?.[0];
  if (before === undefined) return;
  const value = uncommented(line.slice(before.length));
  const at = start + before.length;
  const span: Span = [at, at + value.length];
  const isOfStart = NO_PLAIN_START.test(value);
  if (!isOfStart && !NO_PLAIN_PART.test(value)) return;
  yield {
    span,
    message: isOfStart
      ? 'A value that begins like this needs quotes.'
      : 'A value with `: ` in it needs quotes.',
    hint: 'Put the whole value in quotes.',
    fix: quote(lines.text, span),
  };
  if (isOfStart) return;
  const indent = ' '.repeat(indentOf(lines, i) + 4);
  yield {
    span,
    message: 'A nested block begins on the line of its key.',
    hint: 'Begin it on the next line, indented.',
    fix: unsure('Begin it on the next line', [start + before.trimEnd().length, at], `\n${indent}`),
  };
}

function* columnsOf(lines: Lines, i: number): Generator<Suspect> {
  const { start, line } = lineAt(lines, i);
  const own = indentOf(lines, i);
  if (!IS_ENTRY.test(line)) return;
  const widths = widthsAround(lines, i).filter((width) => width !== own);
  const span: Span = [start, start + (own > 0 ? own : line.search(/ |$/))];
  for (const width of new Set(widths)) {
    const message =
      width < own
        ? 'The indentation is deeper than that of its block.'
        : 'The indentation is less than that of its block.';
    yield {
      span,
      message,
      hint: COLUMNS,
      fix: unsure('Indent it as its block', [start, start + own], ' '.repeat(width)),
    };
  }
}

function* dashesOf(lines: Lines, i: number): Generator<Suspect> {
  const { start, line } = lineAt(lines, i);
  const dash = DASH.exec(line);
  if (dash?.[1] !== undefined) {
    const end = start + dash[0].length;
    const span: Span = [end - dash[1].length, end];
    const message = 'A dash stands before what begins no entry of a list.';
    const hint = 'Take it out, or indent what belongs to the entry.';
    for (const written of ['', ' '.repeat(dash[1].length)])
      yield { span, message, hint, fix: unsure('Take the dash out', span, written) };
    return;
  }
  const at = start + indentOf(lines, i);
  const message = 'The dash of an entry is missing.';
  const hint = 'Begin each entry of a list with `- `.';
  if (IS_ENTRY.test(line)) {
    const span: Span = [at, at + line.trimStart().search(/[ :]/)];
    for (const from of new Set([Math.max(start, at - 2), at]))
      yield { span, message, hint, fix: unsure('Add the dash', [from, at], '- ') };
  } else if (LONE_VALUE.test(line) && isNoEntry(line)) {
    const neighbours = [before(lines, i), after(lines, i)].map((other) => lineAt(lines, other).line);
    const [dash] = neighbours.flatMap((other) => DASH.exec(other)?.[0] ?? []);
    const span: Span = [at, start + line.trimEnd().length];
    if (dash !== undefined) yield { span, message, hint, fix: unsure('Add the dash', [start, at], dash) };
  }
}

/** A value that stands on the line below its key, and not deeper. */
function* valueBelow(lines: Lines, i: number): Generator<Suspect> {
  const { start, line } = lineAt(lines, i);
  const isBelowKey = uncommented(lineAt(lines, before(lines, i)).line).endsWith(':');
  if (!isBelowKey || !LONE_VALUE.test(line) || isAboveBlock(lines, i)) return;
  const at = start + indentOf(lines, i);
  yield {
    span: [at, start + line.trimEnd().length],
    message: 'A value stands no deeper than its key.',
    hint: 'Indent it deeper than its key.',
    fix: unsure('Indent it', [at, at], '  '),
  };
}

function* strayLine(lines: Lines, i: number): Generator<Suspect> {
  const { start, line } = lineAt(lines, i);
  const from = start + indentOf(lines, i);
  yield {
    span: [from, start + line.trimEnd().length],
    message: 'This line is neither an entry nor a comment.',
    hint: 'Begin a comment with `# `; take out what does not belong.',
    fix: unsure('Make it a comment', [from, from], '# '),
  };
}

/** How far a line may have been meant to be indented: as its neighbours, one step away from them, or as a line of its block. */
function widthsAround(lines: Lines, i: number): number[] {
  const above = indentOf(lines, before(lines, i));
  const below = indentOf(lines, after(lines, i));
  const isEntry = /^\s*- /.test(lineAt(lines, i).line);
  const isBelowEntry = /^\s*- /.test(lineAt(lines, before(lines, i)).line);
  const ofKey = isBelowEntry ? [above + 2, below, above] : [below, above, above + 2];
  const steps = isEntry ? [below - 2, below, above, above - 2, above - 4] : ofKey;
  const ofBlock = Array.from(blockAbove(lines, i), (other) => indentOf(lines, other));
  return [...steps, ...ofBlock, 0].filter((width) => width >= 0);
}
