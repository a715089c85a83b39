import { describe, expect, it } from 'vitest';
import { type NamesIn, scanNames } from './scan-names.js';
import { letters, seeded } from './testing/examples.js';

const MODES: readonly NamesIn[] = ['value', 'comment', 'lines', 'loose'];
const STRICT = 'value comment lines';
const ALL = `${STRICT} loose`;

const word = 'hunter2x';
const generated = letters(seeded(71), 40);
const hex = '0a1b2c3d'.repeat(4);
const aws = `${letters(seeded(72), 39)}+`;

const found = (text: string, names: NamesIn) =>
  scanNames(text, names).map(({ rule, start, end }) => [rule.id, rule.env, text.slice(start, end)]);
const modesOf = (text: string) => MODES.filter((names) => scanNames(text, names).length > 0).join(' ');

describe('A name points at the literal behind it', () => {
  it.each<[text: string, modes: string, secret: string, env: string]>([
    [`password=${word}`, STRICT, word, 'PASSWORD'],
    [`the password: ${word}`, STRICT, word, 'PASSWORD'],
    [`the password is ${word}`, STRICT, word, 'PASSWORD'],
    [`password = ${word} today`, STRICT, word, 'PASSWORD'],
    [`smtp_salasana=${word}`, STRICT, word, 'SMTP_SALASANA'],
    [`token-: ${word}`, STRICT, word, 'TOKEN'],
    [`.password.: ${word}`, STRICT, word, 'PASSWORD'],
    [`${'a'.repeat(90)}password=${word}`, STRICT, word, 'SECRET'],
    [`my api key: ${word}`, STRICT, word, 'API_KEY'],
    [`cookie=${word}`, STRICT, word, 'COOKIE'],
    [`password=${generated}`, ALL, generated, 'PASSWORD'],
    // A plain word is one where it is named and closed off.
    ['password=letmein', STRICT, 'letmein', 'PASSWORD'],
    ['password = letmein', STRICT, 'letmein', 'PASSWORD'],
    ['password: letmein', 'value lines', 'letmein', 'PASSWORD'],
    ['- password: letmein', 'lines', 'letmein', 'PASSWORD'],
    ['the password: letmein', 'lines', 'letmein', 'PASSWORD'],
    ['password: |\n  letmein', 'lines', 'letmein', 'PASSWORD'],
    ['password:\n  letmein\n', 'lines', 'letmein', 'PASSWORD'],
    ['a: {password: letmein}', 'value lines', 'letmein', 'PASSWORD'],
    ['{"password": "letmein"}', STRICT, 'letmein', 'PASSWORD'],
    ['{"password": "letmein", "b": 1}', STRICT, 'letmein', 'PASSWORD'],
    ['say "password": "letmein" here', 'lines', 'letmein', 'PASSWORD'],
    ['host=db password=letmein dbname=x', STRICT, 'letmein', 'PASSWORD'],
    ["const password = 'letmein';", STRICT, 'letmein', 'PASSWORD'],
    ['export TOKEN=abcd', STRICT, 'abcd', 'TOKEN'],
    ['PASSWORD:-letmein', STRICT, 'letmein', 'PASSWORD'],
    ['--password letmein', STRICT, 'letmein', 'PASSWORD'],
    ['sync --api-key abcd --all', STRICT, 'abcd', 'API_KEY'],
    ['<password>letmein</password>', STRICT, 'letmein', 'PASSWORD'],
    // A token in a sentence is no word, but for one with marks or digits alone.
    [`the token is ${word}`, STRICT, word, 'TOKEN'],
    ['note token = Summer!', STRICT, 'Summer!', 'TOKEN'],
    ['the pin: 12345', STRICT, '12345', 'PIN'],
    ['token: cl100k_base', 'value lines', 'cl100k_base', 'TOKEN'],
    ['note token: house-2024', 'lines', 'house-2024', 'TOKEN'],
    ['tokens=12345678', STRICT, '12345678', 'TOKENS'],
    ['secret:prod1x', STRICT, 'prod1x', 'SECRET'],
  ])('%s, in %s', (text, modes, secret, env) => {
    expect(modesOf(text)).toBe(modes);
    for (const names of MODES)
      expect(found(text, names)).toEqual(modes.includes(names) ? [['named-secret', env, secret]] : []);
  });

  it.each([
    'password = letmein today',
    'the password is letmein',
    'password=\nfoo',
    `<password>${word}`,
    'postgres://a:<password>@db',
    'tokens: 4096',
    'arn:aws:secretsmanager:eu:1:secret:prod1x',
    'mytokenizer: abc1234',
    `password${'a'.repeat(90)}=${word}`,
    `keys of a house: ${word}`,
  ])('and at none in %s', (text) => {
    expect(modesOf(text)).toBe('');
  });
});

describe('A parameter of a query', () => {
  it.each<[string, string, string, string]>([
    ['x?password=letmein', STRICT, 'letmein', 'PASSWORD'],
    ['x?a=1&api_key=abc', STRICT, 'abc', 'API_KEY'],
    ['Server=db;Password=letmein;E=1', STRICT, 'letmein', 'PASSWORD'],
    ['#access_token=abc', STRICT, 'abc', 'ACCESS_TOKEN'],
    [`x?page=1&key=${hex}`, STRICT, hex, 'KEY'],
    [`?key=${generated}`, ALL, generated, 'KEY'],
    [`?auth=${hex}`, STRICT, hex, 'AUTH'],
  ])('%s, in %s', (text, modes, secret, env) => {
    expect(modesOf(text)).toBe(modes);
    expect(found(text, 'value')).toEqual([['url-parameter', env, secret]]);
  });

  it.each([`key=${hex}`, '?key=handbook', `?auth=${hex}${hex}0`, `?mykey=${hex}`, `?keys=${hex}`])(
    'is none in %s',
    (text) => {
      expect(modesOf(text)).toBe('');
    },
  );
});

describe('A header', () => {
  it.each<[string, string, string, string]>([
    [`Authorization: Bearer ${word}${word}`, `named-secret`, 'AUTHORIZATION', `${word}${word}`],
    [`authorization: token ${hex}`, 'named-secret', 'AUTHORIZATION', hex],
    [`bearer ${word}x1`, 'bearer-token', 'ACCESS_TOKEN', `${word}x1`],
    [`Bearer "${generated}"`, 'bearer-token', 'ACCESS_TOKEN', generated],
    [`basic ${btoa('bot:hunter2x')}`, 'basic-credentials', 'BASIC_CREDENTIALS', btoa('bot:hunter2x')],
    [
      `BASIC ${btoa('bot:correct horse')}`,
      'basic-credentials',
      'BASIC_CREDENTIALS',
      btoa('bot:correct horse'),
    ],
  ])('%s', (text, rule, env, secret) => {
    for (const names of ['value', 'comment', 'lines'] as const)
      expect(found(text, names)).toEqual([[rule, env, secret]]);
  });

  it.each([
    'bearer guide-v2-handbook1',
    'bearer h2x',
    'bearer\nhunter2xhunter2x',
    'basic training1',
    `basic ${btoa('bot:h')}`,
    `basic ${btoa('bot hunter2x')}`,
  ])('is none in %j', (text) => {
    expect(modesOf(text)).toBe('');
  });

  it('holds no secret in other YAML where it does not look generated', () => {
    expect(found(`bearer ${generated}`, 'loose')).toHaveLength(1);
    expect(found(`bearer ${word}x1`, 'loose')).toEqual([]);
    expect(found(`cookie: ${generated}`, 'loose')).toEqual([]);
    expect(found(`basic ${btoa('aladdin:opensesame')}`, 'loose')).toEqual([]);
  });
});

describe('A generated word beside a name', () => {
  it.each<[string, string, string]>([
    [`api key ${generated}`, 'API_KEY', generated],
    [`the token (${generated}) for now`, 'TOKEN', generated],
    [`my api key ${hex}`, 'API_KEY', hex],
    [`api key is "${hex}"`, 'API_KEY', hex],
    [`aws ${generated}`, 'AWS_SECRET_ACCESS_KEY', generated],
    [`AWS: ${aws}`, 'AWS_SECRET_ACCESS_KEY', aws],
    [`Cohere ${generated}`, 'COHERE_API_KEY', generated],
    [`${generated} of cohere`, 'COHERE_API_KEY', generated],
    [`cohere ${generated}...`, 'COHERE_API_KEY', generated],
  ])('%s', (text, env, secret) => {
    for (const names of ['value', 'comment', 'lines'] as const)
      expect(found(text, names)).toEqual([['named-secret', env, secret]]);
    expect(found(text, 'loose')).toEqual([]);
  });

  it.each([
    `api key ${hex.slice(1)}`,
    `api key ${hex}0`,
    `api key ${'12345678'.repeat(4)}`,
    `api key ${'abcdefab'.repeat(4)}`,
    `token/${generated}`,
    `secret+${generated}`,
    `the password ${'x '.repeat(60)} ${generated}`,
    `aws ${aws.slice(1)}`,
    `coheres ${generated}`,
    `xcohere ${generated}`,
    `cohere\n${generated}`,
    `cohere ${generated.slice(0, 18)}`,
    `cohere a/b/c/${generated}`,
    `cohere sha256-${generated}`,
    `cohere ${generated}example`,
    `cohere ${hex}`,
    `cohere ${'x '.repeat(60)}${generated}`,
    `${generated}${' x'.repeat(50)} cohere`,
  ])('is none in %j', (text) => {
    expect(modesOf(text)).toBe('');
  });
});

describe('The user of a command', () => {
  it.each(['curl -u bot:letmein x', '--user "bot:letmein" x', "curl --proxy-user='bot:letmein'"])(
    '%s',
    (text) => {
      expect(found(text, 'value')).toEqual([['basic-credentials', 'BASIC_CREDENTIALS', 'letmein']]);
      expect(found(text, 'loose')).toEqual([]);
    },
  );

  it.each(['curl -u bot x', 'x-u bot:letmein', 'curl -u bot:${P} x', '-ubot:letmein', 'curl -u :letmein'])(
    'has no password in %s',
    (text) => {
      expect(modesOf(text)).toBe('');
    },
  );
});

it('Names are found one behind the other, on every line', () => {
  const text = `user=bot&password=${word}\nx\nDB_TOKEN=abcd API_KEY=efgh`;
  expect(found(text, 'value').map(([, , secret]) => secret)).toEqual([word, 'abcd', 'efgh']);
});
