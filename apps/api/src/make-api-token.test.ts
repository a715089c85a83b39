import { SCOPES } from '@moonmind/queue-store';
import { expect, test } from 'vitest';
import { ArgumentError, readApiTokenArguments } from './make-api-token.js';
import { rawSecret } from './testing/samples.js';

test('a token has a name, all scopes and no end unless the arguments say otherwise', () => {
  expect(readApiTokenArguments(['--name', 'first'])).toEqual({
    name: 'first',
    scopes: [...SCOPES],
    expiresAt: null,
  });
  const now = new Date('2026-03-01T12:00:00.000Z');
  expect(readApiTokenArguments(['--name', 'ci', '--scopes', 'submit, read', '--days', '30'], now)).toEqual({
    name: 'ci',
    scopes: ['read', 'submit'],
    expiresAt: '2026-03-31T12:00:00.000Z',
  });
});

test.each([
  [[], /--name must/],
  [['--name', ' '], /--name must/],
  [['--name', 'x'.repeat(129)], /--name must/],
  [['--name', 'a', '--scopes', 'read,everything'], /--scopes must be .*manage_manifests/],
  [['--name', 'a', '--scopes', ''], /--scopes must be/],
  [['--name', 'a', '--days', '0'], /--days must be/],
  [['--name', 'a', '--days', 'soon'], /--days must be/],
  [['--name', 'a', '--for', 'ever'], /takes --name/],
  [['first'], /takes --name/],
])('%j is refused with what would be right', (args, told) => {
  expect(() => readApiTokenArguments(args)).toThrow(ArgumentError);
  expect(() => readApiTokenArguments(args)).toThrow(told);
});

test('what may be a secret is not repeated', () => {
  const secret = rawSecret();
  for (const args of [[secret], ['--name', secret], ['--name', 'a', '--scopes', secret], [`--${secret}`]])
    expect(() => readApiTokenArguments(args)).not.toThrow(secret);
});
