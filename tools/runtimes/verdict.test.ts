import { expect, test } from 'vitest';
import { probe } from './probe.js';
import { verdict } from './verdict.js';

const secret = ['ghp', 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'].join('_');
const answer = probe(secret);

test('A right answer has no fault', () => {
  expect(verdict(answer, secret)).toEqual([]);
});

test.each([
  ['accepts', { accepted: { success: false } }],
  ['derives', { accepted: { success: true, payload: { requiredCapabilities: ['manifest'] } } }],
  ['refuses', { refused: { success: true } }],
  ['finds', { found: [] }],
  ['takes it out', { leftInRedacted: [{ line: 11 }] }],
  ['formats', { formats: ['raw_secret'] }],
  ['repeats no byte', { redacted: `token: ${secret}` }],
])('A runtime that fails where it %s is told', (word, wrong) => {
  const faults = verdict(JSON.stringify({ ...JSON.parse(answer), ...wrong }), secret).join();
  expect(faults).toContain(word);
});
