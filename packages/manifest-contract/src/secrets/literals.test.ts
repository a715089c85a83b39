import { describe, expect, it } from 'vitest';
import { isLiteralSecret, passwordOfBasicPair, type Standing } from './literals.js';
import { letters, seeded } from './testing/examples.js';

const STANDINGS: readonly Standing[] = ['assigned', 'line', 'prose', 'url', 'loose', 'loose-url'];
/** Where a value is a secret. */
const standingsOf = (value: string) =>
  STANDINGS.filter((standing) => isLiteralSecret(value, standing)).join(' ');
const generated = letters(seeded(41), 30);
const STRICT = 'assigned line prose url';
const ALL = `${STRICT} loose loose-url`;

describe('A literal is a secret where it stands', () => {
  it.each([
    // What nobody would take for anything else.
    [generated, ALL],
    [generated.slice(0, 16), ALL],
    [generated.slice(0, 15), `${STRICT} loose-url`],
    ['hunter2x', `${STRICT} loose-url`],
    ['Summer!x', STRICT],
    ['Summer!', STRICT],
    ['12345', STRICT],
    ['TjZqkVxwQp', STRICT],
    ['$A b', 'assigned line url'],
    ['<1a2b3c>', `${STRICT} loose-url`],
    ['x1y2z3${A}', `${STRICT} loose-url`],
    // Words, unless they are named and closed off.
    ['letmein', 'assigned line url'],
    ['1234', 'assigned line url'],
    ['ab123', 'assigned line url'],
    ['abc', 'assigned line url'],
    ['x1', 'line url'],
    ['TheHandbook', 'assigned line url'],
    ['Tjzqkvxwqp', 'assigned line url'],
    ['TjZqkVxwQ', 'assigned line url'],
    ['tjzqkvx(1)', 'assigned line url loose-url'],
    ['1abcd(x)', 'assigned line url loose-url'],
    ['1234-5678', 'assigned line url'],
    ['Tj-ZqkVxwQ', 'assigned line url'],
    ['TjZqkVxwQtherivertheh', STRICT],
    ['.x1y2z3', `${STRICT} loose-url`],
    ['-x1y2z3', `${STRICT} loose-url`],
    ['_x1y2z3', `${STRICT} loose-url`],
    ['x-env.A1b2', `${STRICT} loose-url`],
    ['q1w2e3r4'.repeat(1024), `${STRICT} loose-url`],
    ['https://${A:-vault://kv/a#b}/docs', 'assigned line url'],
    // Hex is a digest in a sentence, but for what is as long as API keys are.
    ['0a1b2c3d', `${STRICT} loose-url`],
    ['0a1b2c3d'.repeat(4), `${STRICT} loose-url`],
    ['0a1b2c3d'.repeat(5), 'assigned line url loose-url'],
    // Masks, and words for nothing.
    ['xxxxxxx', ''],
    ['XX*.', 'line'],
    ['••••', 'line url'],
    ['undefined', 'line url'],
    ['NONE', 'line url'],
    ['nulls', 'assigned line url'],
    ['annull', 'assigned line url'],
    // What YAML puts in a value's place.
    ...['null', '~', 'true', '|', '|-', '>2', '&a', '*a', '!x'].map((value) => [value, 'url']),
    ...['>2-', '&ab', '*ab', '!xy'].map((value) => [value, 'assigned url']),
    ...['&', 'a|', '|a'].map((value) => [value, 'line url']),
    // Words that development goes by.
    ...[
      ...['hunter2', 'hunter9', 'secret99.', 'password1!', 'p@ssw0rd', 'pa$$w0rd', 'aa1234'],
      ...['1234567', 'example2024'],
    ].map((value) => [value, STRICT]),
    ...['hunter22x', 'ab1234', 'abcd12345', 'xpassword1', 'x1!abc'].map((value) => [
      value,
      `${STRICT} loose-url`,
    ]),
  ])('%s: %s', (value, standings) => {
    expect(standingsOf(value)).toBe(standings);
  });

  it.each([
    '',
    '${A}',
    '${A:-}',
    '${A:-${B}}',
    '${A}${B}',
    '${A}x',
    'profile://github#token',
    'Bearer ${A}',
    '$A',
    '$(a)',
    '\\$a1b2c3',
    '%A%',
    '%API_KEY%',
    '%(a1b2c3)',
    '{{ a }}',
    '{% a1',
    '<% a1',
    '<a1b2c3>',
    '<!a1b2c3',
    '[a b]',
    '[a b',
    '{a.b}',
    '{a b',
    '#{a1b2c3}',
    '**',
    '***',
    '..',
    '...',
    '--',
    '---',
    '___',
    'x{{a}}1',
    'x$(a)1',
    'x${{a}}1',
    'process.env.A1',
    'os.environ[1]',
    'env.A1x',
    'secrets.A1',
    'vars.A1',
    'getenv1',
    'changeme!',
    'x1'.repeat(4097),
  ])('but nowhere as %s', (value) => {
    expect(standingsOf(value)).toBe('');
  });

  it.each(['[a1b2c3]', '{a1b2c3}'])('a bracket alone makes no form: %s', (value) => {
    expect(standingsOf(value)).toBe('assigned line url loose-url');
  });

  it.each([
    '${A:-hunter2x}',
    '${A-hunter2x}',
    '${ABC:-hunter2x}',
    '${A}hunter2x',
    '${ABC}hunter2x',
    '${A:=hunter2x}',
    '${A}${B:-hunter2x}',
  ])('%s is more than a reference, which other YAML may hold', (value) => {
    expect(standingsOf(value)).toBe(STRICT);
  });

  it.each([
    ['a path', `./${generated}`],
    ['a path from the root', `/${generated}`],
    ['a home', `~${generated}`],
    ['a URL', `ab://${generated}`],
    ['a call', `f(${generated})`],
    ['a list', `${generated},${generated}`],
    ['words', `${generated} ${generated}`],
    ['bcrypt', `$2b$10$${generated}`],
    ['crypt', `x$6$${generated}`],
    ['argon', `x:$argon2id$${generated}`],
    ['a key for SSH', `ssh-${generated}`],
    ['a digest', `sha256-${generated}`],
    ['an ARN', `arn:${generated}`],
    ['a URN', `urn:${generated}`],
    ['a sample', `${generated}example`],
    ['a sample in base64', btoa(`your-${generated}`)],
    ['a sentence in base64', btoa('hello world, the handbook1')],
    ['a digest in base64', btoa(`${'0a1b2c3d'.repeat(4)}\n`)],
    ['what is sealed', generated.repeat(9)],
  ])('%s looks generated and is none in other YAML', (_, value) => {
    expect(isLiteralSecret(value, 'loose')).toBe(false);
  });

  it.each([
    ['base64', btoa(generated)],
    ['a token with marks', `${generated}./~`],
    ['a token that ends like a scheme', `${generated}x://`],
    ['a token behind a word', `my-sha256-${generated}`],
    ['256 characters', `${generated.repeat(8)}${generated.slice(0, 16)}`],
  ])('%s is one there', (_, value) => {
    expect(isLiteralSecret(value, 'loose')).toBe(true);
  });
});

describe('The password of a pair in base64', () => {
  const utf8 = (text: string) => btoa(String.fromCharCode(...new TextEncoder().encode(text)));

  it.each(['bot:hunter2', 'bot:hunter2-größer', 'bot:a:b'])('of %s', (pair) => {
    expect(passwordOfBasicPair(utf8(pair))).toBe(
      String.fromCharCode(...new TextEncoder().encode(pair)).slice(4),
    );
  });

  it.each(['bot', 'bot:h', ':hunter2', 'my bot:hunter2'])('is none in %s', (text) => {
    expect(passwordOfBasicPair(utf8(text))).toBeNull();
  });

  it('is none in what is no base64', () => {
    expect(passwordOfBasicPair('bot:hunter2')).toBeNull();
  });
});
