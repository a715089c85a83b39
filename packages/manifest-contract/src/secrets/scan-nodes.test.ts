import { describe, expect, it } from 'vitest';
import { parseText } from '../text/parse-text.js';
import { placeAt, scanNodes } from './scan-nodes.js';
import { letters, seeded } from './testing/examples.js';
import { pathOf } from './trail.js';

const TOKEN = ['gh', 'p_', letters(seeded(93), 36)].join('');
const half = TOKEN.length >> 1;
const VARIABLE = `a${letters(seeded(94), 30)}`;
const escaped = (text: string) => [...text].map((unit) => `\\x${unit.charCodeAt(0).toString(16)}`).join('');

/** A block of base64 in lines too short to be looked at for themselves. */
const inShortLines = (text: string) => `|\n  ${btoa(text).replace(/.{7}(?=.)/g, '$&\n  ')}`;

/** A block of lines put together, whose value has a length, with a token over its last two lines. */
function longBlock(length: number): string {
  const lines = `${'a'.repeat(63)}\n`.repeat(1023);
  const last = `${'a'.repeat(length - lines.length - TOKEN.length - 1)}${TOKEN.slice(0, half)}\n${TOKEN.slice(half)}`;
  return `a: |-\n  ${`${lines}${last}`.replaceAll('\n', '\n  ')}`;
}

/** What is found in the nodes of a text, as variable, path and stretch. */
const found = (text: string, strict = true) =>
  scanNodes(parseText(text), strict).findings.map(({ rule, trail, start, end }) => [
    rule.env,
    pathOf(trail).join('.'),
    text.slice(start, end),
  ]);

describe('A value that offends its position is found', () => {
  it.each<[text: string, env: string, path: string, stretch: string]>([
    ['password: letmein', 'PASSWORD', 'password', 'letmein'],
    ['password: "letmein"', 'PASSWORD', 'password', '"letmein"'],
    ['password: 1e3', 'PASSWORD', 'password', '1e3'],
    ['password: 2026-11-22', 'PASSWORD', 'password', '2026-11-22'],
    ['password: |\n  letmein\n  x\n\nb: 1', 'PASSWORD', 'password', 'letmein\n  x'],
    ['password: >-\n\n  x1\n', 'PASSWORD', 'password', 'x1'],
    ['a: &a x1\nb: {password: *a}', 'PASSWORD', 'b.password', 'x1'],
    ['a: &a {x: y1}\npassword: *a\ntoken: *a', 'PASSWORD', 'password.x', 'y1'],
    ['password: {a: x1, name: y1}', 'PASSWORD', 'password.a', 'x1'],
    ['password: {name: a, key: b, value: x1}', 'PASSWORD', 'password.key', 'b'],
    ['password: {x1}', 'PASSWORD', 'password', '{x1}'],
    ['password: {x1, y1}', 'PASSWORD', 'password', '{x1, y1}'],
    ['tokens: {12}', 'TOKENS', 'tokens', '{12}'],
    ['a: [{ password: { "x1" } }]', 'PASSWORD', 'a.0.password', '{ "x1" }'],
    ['? [password]\n: x1', 'PASSWORD', 'password', 'x1'],
    ['- {name: DB_PASSWORD, value: x1}\n- {name: HOST, value: y1}', 'DB_PASSWORD', '0.value', 'x1'],
    ['- {key: a, name: DB_PASSWORD, default: x1}', 'DB_PASSWORD', '0.default', 'x1'],
    ['n: &n {name: DB_PASSWORD}\ne: {<<: *n, value: x1}', 'DB_PASSWORD', 'e.value', 'x1'],
    ['e: {<<: {name: DB_PASSWORD}, value: x1}', 'DB_PASSWORD', 'e.value', 'x1'],
    ['e: {<<: {<<: {name: DB_PASSWORD}}, value: x1}', 'DB_PASSWORD', 'e.value', 'x1'],
    ['n: &n DB_PASSWORD\ne: {name: *n, value: x1}', 'DB_PASSWORD', 'e.value', 'x1'],
    ['args: [--password, x1, y1, password, z1]', 'PASSWORD', 'args.1', 'x1'],
    ['args: [-password, x1]', 'PASSWORD', 'args.1', 'x1'],
    ['auth: {key: x1, name: b}', 'KEY', 'auth.key', 'x1'],
    ['tokens: "12"', 'TOKENS', 'tokens', '"12"'],
    ['a: &a {key: x1}\nauth: *a', 'KEY', 'auth.key', 'x1'],
    ['e: {<<: {name: HOST}, name: DB_PASSWORD, value: x1}', 'DB_PASSWORD', 'e.value', 'x1'],
    ['? [a, b]\n: {token: y1}', 'TOKEN', '.token', 'y1'],
    ['~: {token: y1}', 'TOKEN', '.token', 'y1'],
    [`\${${VARIABLE}}`, 'SECRET', '', `\${${VARIABLE}}`],
    ['a: 1\n---\ntoken: y1', 'TOKEN', 'token', 'y1'],
  ])('in %j', (text, env, path, stretch) => {
    expect(found(text)[0]).toEqual([env, path, stretch]);
    expect(found(text, false)).toEqual([]);
  });

  it('once for each that offends, in the order of the text', () => {
    expect(found('password: [x1, {a: y1}]\nb: {token: z1}')).toEqual([
      ['PASSWORD', 'password.0', 'x1'],
      ['PASSWORD', 'password.1.a', 'y1'],
      ['TOKEN', 'b.token', 'z1'],
    ]);
    expect(found('a: {password: &p x1}\nb: {token: *p}\nc: *p')).toHaveLength(1);
    expect(found('a: &a "x=1 password=hunter2x"\nb: {token: *a}').map(([, path]) => path)).toEqual([
      'a',
      'b.token',
    ]);
  });

  it.each([
    'password: true',
    'password: {}',
    'password: {"${A}"}',
    'password: {"${A}", x1}',
    'password: {x1: ~, y1: true}',
    'password: ~',
    'password: ""',
    'password: |\nb: 1',
    'b: {password: *a}',
    'a: &a x1\nb: *a',
    '? [password, b]\n: x1',
    'valueFrom: {secretKeyRef: {name: a, key: password}}',
    'password: {name: a, key: b}',
    'args: [---password, x1, -p, z1, "--password y", z1]',
    'args: [password, x1]',
    'args: ["--x password", x1]',
    'e: {<<: [x], value: x1}',
    'e: {<<: x, value: x1}',
    'e: {x: {name: DB_PASSWORD}, value: x1}',
    'e: {name: *a, value: x1}',
    `\${${VARIABLE}}: a`,
    'e: {<<: {name: HOST}, value: x1}',
    'e: {colour: DB_PASSWORD, value: x1}',
    'auth: [key]',
    'tokens: 12',
    'secrets: [a-b]',
    'password: ${A}',
    'x1: {y1: z1}',
    'a: &a x1\n---\npassword: *a',
  ])('but none in %j', (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('A token that YAML hides is found where it is written', () => {
  it.each([
    [
      `a: "${TOKEN.slice(0, half)}\\\n  ${TOKEN.slice(half)}" # c`,
      `${TOKEN.slice(0, half)}\\\n  ${TOKEN.slice(half)}`,
    ],
    [`a: >-\n  x\n  ${TOKEN.slice(0, half)}\n  ${TOKEN.slice(half)}\nb: 1`, null],
    [
      `a: >-\n  ${TOKEN.slice(0, half)}\n  ${TOKEN.slice(half)}\nb: 1`,
      `${TOKEN.slice(0, half)}\n  ${TOKEN.slice(half)}`,
    ],
    [`a: |\n  one\n  ${TOKEN}\n  two`, TOKEN],
    // Only what could be one token is put together.
    [`a: |\n  ${TOKEN.slice(0, 33)}\n  ${TOKEN.slice(33)}`, `${TOKEN.slice(0, 33)}\n  ${TOKEN.slice(33)}`],
    [
      `a: |\n  ${TOKEN.slice(0, 33)}\n\n  ${TOKEN.slice(33)}`,
      `${TOKEN.slice(0, 33)}\n\n  ${TOKEN.slice(33)}`,
    ],
    [
      `a: |\n  ${TOKEN.slice(0, 12)}\n\n  ${TOKEN.slice(12, 26)}\n\n  ${TOKEN.slice(26)}`,
      `${TOKEN.slice(0, 12)}\n\n  ${TOKEN.slice(12, 26)}\n\n  ${TOKEN.slice(26)}`,
    ],
    [`a: >-\n  (abcdefg ${TOKEN.slice(0, half)}\n  ${TOKEN.slice(half)}`, null],
    [`a: >-\n  ${TOKEN.slice(0, half)}\n  ${TOKEN.slice(half)}!`, null],
    [`a: >-\n  ${TOKEN.slice(0, half)}\n  ${TOKEN.slice(half)}\n  x y`, null],
    [longBlock(65_536), `${TOKEN.slice(0, half)}\n  ${TOKEN.slice(half)}`],
    [longBlock(65_537), null],
    [`a: !!binary ${inShortLines(TOKEN)}`, inShortLines(TOKEN)],
    [`a: |\n  ${inShortLines(TOKEN).slice(4)}`, null],
    [`a: !x ${inShortLines(TOKEN)}`, null],
    [
      `a: "${TOKEN.slice(-16)} ${TOKEN.slice(0, half)}\\\n  ${TOKEN.slice(half)}"`,
      `${TOKEN.slice(0, half)}\\\n  ${TOKEN.slice(half)}`,
    ],
    // What is written as it reads is looked for in the text itself.
    [`a: ${TOKEN}\nb: "${TOKEN}"\nc: '${TOKEN}'\nd: !x ${TOKEN}`, null],
    [`a: 'it''s ${TOKEN}'`, TOKEN],
    [`a: "x\\n${TOKEN} é"`, TOKEN],
    // Of what is all escapes only the scalar is known, of the rest the beginning and the end.
    [`a: "see ${escaped(TOKEN)}"`, `"see ${escaped(TOKEN)}"`],
    [
      `a: "see ${TOKEN.slice(0, 9)}${escaped(TOKEN.slice(9, 20))}${TOKEN.slice(20)} x"`,
      `${TOKEN.slice(0, 9)}${escaped(TOKEN.slice(9, 20))}${TOKEN.slice(20)}`,
    ],
    [
      `a: "see ${TOKEN.slice(0, 9)}${escaped(TOKEN.slice(9))}"`,
      `${TOKEN.slice(0, 9)}${escaped(TOKEN.slice(9))}"`,
    ],
    [`a: !!binary ${btoa(TOKEN)}`, btoa(TOKEN)],
  ])('in %j', (text, stretch) => {
    for (const strict of [true, false]) {
      const stretches = found(text, strict).map(([, , found]) => found);
      expect(new Set(stretches)).toEqual(new Set(stretch === null ? [] : [stretch]));
    }
  });

  it('and a name in a string, but in a manifest alone', () => {
    expect(found('a: "x=1 password=hunter2x"')).toEqual([['PASSWORD', 'a', 'hunter2x']]);
    expect(found("- 'password=hunter2x'")).toEqual([['PASSWORD', '0', 'hunter2x']]);
    expect(found('a: x=1 password=hunter2x')).toEqual([['PASSWORD', 'a', 'hunter2x']]);
    expect(found('a: "\u200bpassword=hunter2x"')).toEqual([['PASSWORD', 'a', 'hunter2x']]);
    expect(found('a: "x=1 password=hunter2x"', false)).toEqual([]);
    expect(found('a: "\u200bpassword=hunter2x"', false)).toEqual([]);
    expect(found('a: |\n  x\n  password=abcd')).toEqual([['PASSWORD', 'a', 'abcd']]);
    const bytes = inShortLines('DB_PASSWORD=hunter2x');
    expect(found(`a: !!binary ${bytes}`)).toEqual([['DB_PASSWORD', 'a', bytes]]);
    // What stands on another line is none of its own.
    expect(found('a: |\n  password=\n  hunter2xhunter2x')).toEqual([]);
    expect(found('a: !x |\n  password=\n  hunter2xhunter2x')).toEqual([]);
    // A short word alone names nothing.
    expect(found('a: okta-q1w2e3r4t5y6u7i8o')).toEqual([]);
    expect(found('a: okta-q1w2e3r4t5y6u7i8o9p')).toHaveLength(1);
    expect(found(`a: \${${VARIABLE}}`)).toHaveLength(1);
    expect(found(`a: \${${VARIABLE}}`, false)).toEqual([]);
    // What stands in a key is told without the key.
    expect(found('"x=1 password=hunter2x": 1')).toEqual([['PASSWORD', '?', 'hunter2x']]);
  });
});

describe('placeAt', () => {
  const text = 'a: bc\nd: {e: f}\n---\ng: [h]\n';
  const { places } = scanNodes(parseText(text), true);

  it('tells the scalar that holds an offset', () => {
    const held = [...text].map((_, at) => {
      const place = placeAt(places, at);
      return place === null ? '.' : text.slice(place.start, place.end).charAt(at - place.start);
    });
    expect(held.join('')).toBe('a..bc.d...e..f......g...h..');
    expect(placeAt([], 0)).toBeNull();
    expect(placeAt(places.slice(0, 1), 0)).toBe(places[0]);
  });

  it('and each once', () => {
    expect(scanNodes(parseText('a: &a x1\nb: {password: *a}'), true).places).toHaveLength(4);
  });

  it('and which stand in brackets', () => {
    expect(places.map(({ start, end, inFlow }) => [text.slice(start, end), inFlow])).toEqual([
      ['a', false],
      ['bc', false],
      ['d', false],
      ['e', true],
      ['f', true],
      ['g', false],
      ['h', true],
    ]);
  });
});
