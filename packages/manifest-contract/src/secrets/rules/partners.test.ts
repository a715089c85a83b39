import { expect, it } from 'vitest';
import { scanShapes } from '../scan-shapes.js';
import { ALNUM } from '../testing/alphabets.js';
import { letters, seeded } from '../testing/examples.js';

const random = seeded(52);
const generated = (length: number, alphabet = ALNUM) => letters(random, length, alphabet);
const SMALL = 'abcdefghijklmnopqrstuvwxyz0123456789';
const rulesOf = (text: string) => scanShapes(text, true).map(({ rule }) => rule.id);

it('A rule names its variable after itself', () => {
  const [found] = scanShapes(`apify_api_${generated(32)}`, true);
  expect(found?.rule).toMatchObject({ id: 'apify-token', env: 'APIFY_TOKEN' });
});

it.each([
  ['adafruit-key', 'aio_', 26],
  ['adobe-secret', 'p8e-', 32],
  ['nuget-key', 'oy2', 43],
  ['yandex-key', 'AQVN', 34],
  ['yandex-key', 'YC', 38],
])('%s: %s before words is none', (rule, prefix, length) => {
  const words = (alphabet: string) => alphabet.repeat(length).slice(0, length);
  expect(rulesOf(`${prefix}${generated(length, SMALL)}`)).toContain(rule);
  expect(rulesOf(`${prefix}${words('mountainriver')}`)).not.toContain(rule);
});

it.each([
  ['clickhouse-key', '4b1d', 38],
  ['dify-key', 'app-', 24],
])('%s: %s stands before small letters and capitals', (rule, prefix, length) => {
  expect(rulesOf(`${prefix}${generated(length)}`)).toContain(rule);
  expect(rulesOf(`${prefix}${generated(length, SMALL)}`)).not.toContain(rule);
});

const uuid = ['a1a1a1a1', 'a1a1', 'a1a1', 'a1a1', 'a1a1a1a1a1a1'].join('-');

it.each([
  ['adafruit-key', `aio_${'aA1'.repeat(9)}`],
  ['cursor-key', `key_${'a1'.repeat(30)}`],
  ['gocardless-token', `live_${'a1'.repeat(16)}`],
  ['launchdarkly-key', `sdk-${uuid}`],
  ['volcengine-key', `ark-${uuid}`],
])('%s stands apart where it does not look generated', (rule, token) => {
  expect(rulesOf(token)).toContain(rule);
  expect(rulesOf(`-x${token}`)).not.toContain(rule);
});

it.each([
  ['nuget-key', `oy2${generated(43, SMALL)}`],
  ['yandex-key', `AQVN${generated(34)}`],
  ['yandex-key', `YC${generated(38)}`],
  ['twitter-token', `${'A'.repeat(20)}${generated(10)}%3D${generated(30)}`],
])('%s stands apart in any case', (rule, token) => {
  expect(rulesOf(token)).toContain(rule);
  expect(rulesOf(`-x${token}`)).not.toContain(rule);
});

it('A key of Authress has a dash or a line before its account', () => {
  for (const mark of ['.acc_', '.acc-'])
    expect(rulesOf(`sc_${generated(12)}.${generated(5)}${mark}${generated(16)}.${generated(60)}`)).toEqual([
      'authress-key',
    ]);
});
