import { expect, test } from 'vitest';
import { Secrets } from './secrets.js';

/** Of several lines, with what JSON, URLs and base64 write otherwise; ends with a line break, as files do. */
const LINES = ['first"line /+', 'second\\line?&='].map((line, n) => `${line}${'0123456789'.slice(n)}`);
const SECRET = `${LINES.join('\n')}\n`;
const base64 = (text: string) => Buffer.from(text).toString('base64');

async function secrets() {
  const known = new Secrets({ env: async () => SECRET });
  expect(await known.resolve('${KEY}')).toBe(SECRET);
  return known;
}

test.each([
  ['itself', SECRET],
  ['trimmed', SECRET.trim()],
  ['a line of it', LINES[1] ?? ''],
  ['JSON', JSON.stringify({ key: SECRET.trim() })],
  ['a path', encodeURIComponent(SECRET.trim())],
  ['a form', new URLSearchParams({ key: SECRET.trim() }).toString()],
])('%s is masked', async (_, text) => {
  const told = (await secrets()).mask(`before ${text} after`);
  expect(told).toContain('***');
  expect(told).not.toMatch(/first|second|line/);
});

test.each(['', 'm', 'me', 'me:'])('base64 is masked with %j before it', async (before) => {
  const told = (await secrets()).mask(`Basic ${base64(`${before}${SECRET.trim()}`)}`);
  // Up to two characters at each end are of its neighbours too.
  expect(told).toMatch(/^Basic .{0,5}\*\*\*.{0,3}$/);
});

test('all texts of a value are masked, also in errors and beyond', async () => {
  const told = JSON.stringify(
    (await secrets()).maskAll({ [SECRET]: [new Error(SECRET)], map: new Map([['k', SECRET]]) }),
  );
  expect(told).toBe('{"***":["***"],"map":{"k":"***"}}');
});

test('a resolver that is given as undefined is the default one', async () => {
  const known = new Secrets({ ...JSON.parse('{}'), env: undefined });
  expect(await known.resolve('${PATH}')).toBe(process.env.PATH);
});
