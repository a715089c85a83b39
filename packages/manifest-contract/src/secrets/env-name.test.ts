import { expect, it } from 'vitest';
import { envNameOf } from './env-name.js';
import { examplesOf, letters, seeded } from './testing/examples.js';

it.each([
  ['githubToken', 'GITHUB_TOKEN'],
  ['OPENAI_API_KEY', 'OPENAI_API_KEY'],
  ['api key', 'API_KEY'],
  ['x-api-key', 'X_API_KEY'],
  ['_api--key.', 'API_KEY'],
  ['pass_'.repeat(12), `${'PASS_'.repeat(11)}PASS`],
  // No more of a key is looked at.
  [`token${'\u200b'.repeat(80)}x`, 'TOKEN'],
  ['1password', 'SECRET_1PASSWORD'],
  ['', 'SECRET'],
  ['密码', 'SECRET'],
])('envNameOf(%j) is %s', (key, name) => {
  expect(envNameOf(key)).toBe(name);
});

it('never spells a key that may be a secret', () => {
  const random = seeded(9);
  for (const secret of [
    ...examplesOf('github-token', random),
    ...examplesOf('voyage-key', random),
    letters(random, 40),
  ]) {
    expect(envNameOf(`${secret} token`)).toBe('SECRET');
  }
  // A sample of a key may as well be one.
  expect(envNameOf(['AK', 'IAIOSFODNN7EXAMPLE'].join(''))).toBe('SECRET');
  // Words alone are no secret, behind a vendor's prefix they are one.
  expect(envNameOf(`${['gh', 'p_'].join('')}${'mountain'.repeat(5)}`)).toBe('SECRET');
  expect(envNameOf(`${'pass_'.repeat(12)}x`)).toBe('SECRET');
});
