import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSecretLike } from './is-secret-like.js';
import { scanString, scanValue } from './scan-value.js';
import { examplesOf, seeded } from './testing/examples.js';

const TOKEN = examplesOf('github-token', seeded(5))[0] ?? '';

describe('scanValue', () => {
  it('finds by position and by shape, in order, with pointers', () => {
    const value = {
      a: [{ note: TOKEN }],
      auth: { password: 12_345, username: 'bot', key: 'x1' },
      env: [{ name: 'API_TOKEN', value: 'x1' }],
      args: ['--api-key', 'x1'],
      'a/b~c': { token: 'x1' },
      ok: { token: '${T}', secret: null, password: '', apiKey: false },
    };
    expect(scanValue(value).map(({ ruleId, pointer }) => `${ruleId} ${pointer}`)).toEqual([
      'github-token /a/0/note',
      'credential-value /auth/password',
      'credential-value /auth/key',
      'credential-value /env/0/value',
      'credential-value /args/1',
      'credential-value /a~1b~0c/token',
    ]);
  });

  it('finds by shape alone when told so', () => {
    expect(scanValue({ token: 'x1', note: `use ${TOKEN}` }, 'shape')).toMatchObject([
      { ruleId: 'github-token', pointer: '/note' },
    ]);
  });

  it('finds a secret key and never spells it', () => {
    expect(scanValue({ [TOKEN]: { password: 'x1' } }).map(({ pointer }) => pointer)).toEqual([
      '/?',
      '/?/password',
    ]);
  });

  const pointersOf = (value: unknown) => scanValue(value).map(({ pointer }) => pointer);

  it('takes numbers for what they are', () => {
    expect(pointersOf({ password: 12n, tokens: 4096 })).toEqual(['/password']);
    expect(pointersOf({ tokens: '4096' })).toEqual(['/tokens']);
  });

  it('tells once what is a secret by its shape and by its position, samples too', () => {
    const sample = ['AK', 'IAIOSFODNN7EXAMPLE'].join('');
    expect(pointersOf({ token: TOKEN, note: sample })).toEqual(['/token', '/note']);
    expect(pointersOf({ [sample]: 1 })).toEqual(['/?']);
  });

  it('tells an object once, wherever it stands, and passes over what is no JSON', () => {
    const inner: Record<string, unknown> = { token: 'x1' };
    inner.self = inner;
    expect(pointersOf({ a: inner, b: inner })).toHaveLength(1);
    const callable = Object.assign(() => 1, { password: 'x1' });
    expect(pointersOf([undefined, null, true, Symbol('a'), callable])).toEqual([]);
  });

  it('reads lists of names, of arguments and of credentials', () => {
    expect(pointersOf({ secrets: ['registry-login'], passwords: ['registry-login'] })).toEqual([
      '/passwords/0',
    ]);
    expect(pointersOf(['-password', 'x1'])).toEqual(['/1']);
    for (const flag of ['password', 'x--password', '--x password', '---password', ['--password']])
      expect(pointersOf([flag, 'x1'])).toEqual([]);
  });

  it('reads pairs and selectors', () => {
    expect(pointersOf({ key: 'a', name: 'DB_PASSWORD', value: 'x1' })).toEqual(['/value']);
    expect(pointersOf({ colour: 'DB_PASSWORD', value: 'x1' })).toEqual([]);
    expect(pointersOf({ password: { name: 'a', key: 'b' } })).toEqual([]);
    expect(pointersOf({ credentials: { openai: 'x1' } })).toEqual(['/credentials/?']);
  });

  it('stands any JavaScript value', () => {
    const cyclic: Record<string, unknown> = { password: 'x1' };
    cyclic.self = cyclic;
    let deep: unknown = { token: 'x1' };
    for (let i = 0; i < 20_000; i += 1) deep = [deep];
    expect(scanValue(cyclic)).toHaveLength(1);
    expect(scanValue(deep)).toHaveLength(1);
    fc.assert(
      fc.property(
        fc.anything({ withBigInt: true, withNullPrototype: true, withSparseArray: true }),
        (value) => {
          expect(Array.isArray(scanValue(value))).toBe(true);
        },
      ),
      { numRuns: 300 },
    );
  });
});

it('scanString tells where and what to write, not what', () => {
  const [finding] = scanString(`see ${TOKEN}.`);
  expect(finding).toMatchObject({ ruleId: 'github-token', start: 4, end: 4 + TOKEN.length });
  expect(JSON.stringify(finding)).not.toContain(TOKEN);
  expect(scanString(['AK', 'IAIOSFODNN7EXAMPLE'].join(''))).toHaveLength(1);
  expect(isSecretLike(TOKEN)).toBe(true);
  expect(isSecretLike('team-docs')).toBe(false);
  // Neither a sample nor what a name points at is repeated in a message.
  expect(isSecretLike(['AK', 'IAIOSFODNN7EXAMPLE'].join(''))).toBe(true);
  expect(isSecretLike('password=hunter2x')).toBe(true);
});
