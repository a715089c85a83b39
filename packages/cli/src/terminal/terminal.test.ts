import { expect, it } from 'vitest';
import { hasColour, styler } from './style.js';
import { table } from './table.js';
import { visible } from './visible.js';
import { wrap } from './wrap.js';

const style = styler(false);
const HEAD = ['name', 'status', 'message'];
const ROWS = [
  ['repo-docs', 'succeeded', 'the quick brown fox jumps over the lazy dog'],
  ['wiki', '–', '–'],
];

it('a table is as wide as its cells where there is no terminal', () => {
  expect(table(HEAD, ROWS, { style, width: undefined })).toBe(
    `name       status     message
repo-docs  succeeded  the quick brown fox jumps over the lazy dog
wiki       –          –
`,
  );
});

it('its last column is cut to the width', () => {
  expect(table(HEAD, ROWS, { style, width: 45 })).toBe(
    `name       status     message
repo-docs  succeeded  the quick brown fox ju…
wiki       –          –
`,
  );
});

it('a terminal that is too narrow for the others gets a line per cell', () => {
  expect(table(HEAD, ROWS, { style, width: 30 })).toBe(
    `name     repo-docs
status   succeeded
message  the quick brown fox jumps over the lazy dog

name     wiki
status   –
message  –
`,
  );
});

it('lines break between words, and never within one', () => {
  expect(wrap('  = help: Write this or that', 20, 4)).toBe('  = help: Write this\n    or that');
  expect(wrap('  --> a/very/long/path/that/stays.yaml', 20, 4)).toBe(
    '  -->\n    a/very/long/path/that/stays.yaml',
  );
  expect(wrap('short', 20, 4)).toBe('short');
  expect(wrap('as long as it likes to be', undefined, 4)).toBe('as long as it likes to be');
});

it.each([
  [{ isTTY: true }, {}, true],
  [{ isTTY: false }, {}, false],
  [{}, { FORCE_COLOR: '1' }, true],
  [{ isTTY: true }, { FORCE_COLOR: '0' }, false],
  [{ isTTY: true }, { FORCE_COLOR: '1', NO_COLOR: '1' }, false],
  [{ isTTY: true }, { TERM: 'dumb' }, false],
])('%j with %j: colours %s', (stream, env, expected) => {
  expect(hasColour(stream, env)).toBe(expected);
});

it('what a terminal would obey is not told', () => {
  expect(visible('a\u001b[2Jb\rc\u009bd\u202ee\tf\ng')).toBe('a\ufffd[2Jb\ufffdc\ufffdd\ufffde\tf\ng');
});
