import { expect, test } from 'vitest';
import { tokenLike } from '../testing/manifests.js';
import { LineIndex } from '../text/line-index.js';
import { ManifestContractError } from './contract-error.js';
import { nameKey, pointerTo } from './pointer.js';
import { arrange, describeBody, describeManifest } from './report.js';

const positions = new LineIndex('aaaa\nbbbb\ncccc\n');
const remark = (code: 'wrong_type' | 'unknown_key', ...path: string[]) => ({
  code,
  path,
  message: 'm',
  hint: 'h',
});
const at = (offset: number, code: 'wrong_type' | 'unknown_key' = 'wrong_type', key = 'k') =>
  describeManifest(remark(code, key), positions, [offset, offset + 1]);

test('The body comes first, then the text from its top', () => {
  const arranged = arrange([at(10), at(5), describeBody(remark('wrong_type', 'x')), at(6)], 10);
  expect(arranged.map((d) => [d.in, d.line, d.column])).toEqual([
    ['body', null, null],
    ['manifest', 2, 1],
    ['manifest', 2, 2],
    ['manifest', 3, 1],
  ]);
});

test('Of several at one place under one pointer, the first stays', () => {
  const arranged = arrange([at(5), at(5, 'unknown_key'), at(5, 'wrong_type', 'other')], 10);
  expect(arranged.map((d) => [d.code, d.pointer])).toEqual([
    ['wrong_type', '/k'],
    ['wrong_type', '/other'],
  ]);
});

test('What an alias repeats in the text is told once; what stands in no text, at each place', () => {
  const repeated = [remark('wrong_type', 'a', 'k'), remark('wrong_type', 'b', 'k')];
  const inText = repeated.map((each) => describeManifest(each, positions, [5, 6]));
  expect(arrange(inText, 10).map(({ pointer }) => pointer)).toEqual(['/a/k']);
  expect(arrange(repeated.map(describeBody), 10).map(({ pointer }) => pointer)).toEqual(['/a/k', '/b/k']);
});

test('Beyond the limit errors go before warnings, and a last one tells that there are more', () => {
  const arranged = arrange([at(0, 'unknown_key'), at(5), at(10)], 2);
  expect(arranged.map((d) => d.code)).toEqual(['wrong_type', 'wrong_type', 'too_many_diagnostics']);
  expect(arrange([at(0), at(5)], 2)).toHaveLength(2);
  // Warnings alone must not turn into a refusal.
  const warnings = arrange([at(0, 'unknown_key'), at(5, 'unknown_key')], 1);
  expect(warnings.map((d) => d.severity)).toEqual(['warning', 'warning']);
});

test('What is kept beyond the limit stands in order of place', () => {
  const arranged = arrange([at(10), at(0, 'unknown_key'), at(5), at(1, 'unknown_key')], 3);
  expect(arranged.map((d) => d.range?.start.offset)).toEqual([0, 5, 10, undefined]);
  expect(arranged.at(-1)).toMatchObject({ code: 'too_many_diagnostics', in: 'manifest', pointer: '' });
  const body = [describeBody(remark('wrong_type', 'x')), describeBody(remark('wrong_type', 'y'))];
  expect(arrange(body, 1).map((d) => d.in)).toEqual(['body', 'body']);
  expect(arrange([at(5), at(10)], 1).map((d) => d.in)).toEqual(['manifest', 'manifest']);
  const mixed = arrange([describeBody(remark('wrong_type', 'x')), at(5), at(10)], 2);
  expect(mixed.map((d) => d.in)).toEqual(['body', 'manifest', 'manifest']);
  expect(arrange(body, 0).map((d) => [d.code, d.in])).toEqual([['too_many_diagnostics', 'body']]);
});

test('What stands nowhere in the text comes before what does, and behind the body', () => {
  const nowhere = describeManifest(remark('wrong_type', 'x'), positions, null);
  const body = describeBody(remark('wrong_type', 'x'));
  expect(arrange([at(0), nowhere, body], 3)).toEqual([body, nowhere, at(0)]);
});

test('On one line the column decides', () => {
  const columns = arrange([at(7), at(5), at(8), at(6)], 4).map((d) => d.column);
  expect(columns).toEqual([1, 2, 3, 4]);
});

test('A diagnostic has each field that it always has, and the others where there is something to say', () => {
  const always = {
    code: 'wrong_type',
    severity: 'error',
    in: 'body',
    pointer: '/k',
    message: 'm',
    hint: 'h',
    line: null,
    column: null,
    endLine: null,
    endColumn: null,
    range: null,
    related: [],
    docs: expect.stringMatching(/^https:.+#wrong_type$/),
  };
  const fix = { title: 't', confidence: 'safe', edits: [{ span: [5, 6], text: 'x' }] } as const;
  const more = { related: { span: [0, 1], message: 'r' }, suggestions: ['n'], fix } as const;
  expect(describeBody({ ...remark('wrong_type', 'k'), suggestions: [] })).toStrictEqual(always);
  // What needs a text is left out where there is none.
  expect(describeBody({ ...remark('wrong_type', 'k'), ...more })).toStrictEqual({
    ...always,
    suggestions: ['n'],
  });
  const place = (line: number, column: number, offset: number) => ({ line, column, offset });
  expect(describeManifest({ ...remark('wrong_type', 'k'), ...more }, positions, [5, 7])).toStrictEqual({
    ...always,
    in: 'manifest',
    line: 2,
    column: 1,
    endLine: 2,
    endColumn: 3,
    range: { start: place(2, 1, 5), end: place(2, 3, 7) },
    related: [
      {
        message: 'r',
        line: 1,
        column: 1,
        endLine: 1,
        endColumn: 2,
        range: { start: place(1, 1, 0), end: place(1, 2, 1) },
      },
    ],
    suggestions: ['n'],
    fix: {
      title: 't',
      confidence: 'safe',
      edits: [{ range: { start: place(2, 1, 5), end: place(2, 2, 6) }, text: 'x' }],
    },
  });
});

test('A stretch that ends before it begins has no length', () => {
  expect(describeManifest(remark('wrong_type', 'k'), positions, [2, 1])).toMatchObject({
    column: 3,
    endColumn: 3,
  });
});

test('A pointer escapes `~` and `/`, and never spells a key that may be a secret', () => {
  expect(pointerTo(['a/b', 'c~d', 0])).toBe('/a~1b/c~0d/0');
  expect(pointerTo(['auth', tokenLike(), 'x'])).toBe('/auth/?/x');
  expect(pointerTo(['x'.repeat(128), 'x'.repeat(129)])).toBe(`/${'x'.repeat(128)}/?`);
  // Below a credential key the keys may be the secrets, unless they say what they are.
  expect(pointerTo(['apiKeys', 'hunter2', 'hunter3'])).toBe('/apiKeys/?/?');
  expect(pointerTo(['apiKeys', 0, 'token'])).toBe('/apiKeys/0/token');
  expect(pointerTo(['hunter2', 'apiKeys'])).toBe('/hunter2/apiKeys');
  expect(pointerTo([])).toBe('');
});

test('A message quotes a key unless it may be a secret, is long, or hides something', () => {
  for (const key of ['batchSize', 'x'.repeat(60)]) expect(nameKey(key)).toBe(`\`${key}\``);
  for (const key of [tokenLike(), 'x'.repeat(61), 'a\u200bb', 'a\ud83d', 'a\nb'])
    expect(nameKey(key)).toBe('this key');
});

test('The error tells each diagnostic with its place', () => {
  const body = [describeBody(remark('wrong_type', 'x')), describeBody(remark('wrong_type'))];
  const error = new ManifestContractError([...body, at(5)]);
  expect(error).toBeInstanceOf(Error);
  expect(error.name).toBe('ManifestContractError');
  expect(error.message).toBe('body /x: m\nbody /: m\nmanifest 2:1: m');
});
