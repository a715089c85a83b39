import { describe, expect, it } from 'vitest';
import { type NamesIn, scanNames } from './scan-names.js';
import { letters, seeded } from './testing/examples.js';

const MODES: readonly NamesIn[] = ['value', 'comment', 'lines', 'loose'];
const STRICT = 'value comment lines';
const ALL = `${STRICT} loose`;

const word = 'hunter2x';
const generated = letters(seeded(71), 40);
const hex = '0a1b2c3d'.repeat(4);
const digest = '0a1b2c3d'.repeat(5);
const aws = `${letters(seeded(72), 39)}+`;

/** As long as a secret of AWS, with slashes in it. */
const SLASHED = [...letters(seeded(73), 40)].map((unit, at) => (at % 12 === 5 ? '/' : unit)).join('');
/** Words between which letters and digits stand mixed. */
const MIXED = 'QzvKxqw1mountain23riverXqzj4houses';

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
    ['password="let me in"', STRICT, 'let me in', 'PASSWORD'],
    [`a:password=${word}`, STRICT, word, 'PASSWORD'],
    [`say pw=${word}`, STRICT, word, 'PW'],
    [`password${'.'.repeat(76)}=${word}`, STRICT, word, 'PASSWORD'],
    [`has_${'a'.repeat(76)}_password=${word}`, STRICT, word, 'SECRET'],
    // An assignment ends with its value where blanks stand around it, and says so where none do.
    ['password=letmein today', STRICT, 'letmein', 'PASSWORD'],
    ['password = letmein\nfoo bar', STRICT, 'letmein', 'PASSWORD'],
    ['password = letmein ; ls', STRICT, 'letmein', 'PASSWORD'],
    ['password = letmein dbname=x', STRICT, 'letmein', 'PASSWORD'],
    ['password := letmein', 'value lines', 'letmein', 'PASSWORD'],
    ['export TOKEN=abcd here', STRICT, 'abcd', 'TOKEN'],
    ['-e TOKEN=abcd here', STRICT, 'abcd', 'TOKEN'],
    ['run --build-arg TOKEN=abcd here', STRICT, 'abcd', 'TOKEN'],
    ['x-e TOKEN=abcd here', 'lines', 'abcd', 'TOKEN'],
    ['a=b  token=abcd here', STRICT, 'abcd', 'TOKEN'],
    ['a=b the token=abcd here', 'lines', 'abcd', 'TOKEN'],
    // A line that could not be parsed may have a value as short as any.
    ['password: letmein today', 'lines', 'letmein', 'PASSWORD'],
    ['password: x1', 'lines', 'x1', 'PASSWORD'],
    ['- password: x1', 'lines', 'x1', 'PASSWORD'],
    // A token in a sentence is no word, but for one with marks or digits alone.
    [`the token is ${word}`, STRICT, word, 'TOKEN'],
    ['note token = Summer!', STRICT, 'Summer!', 'TOKEN'],
    ['the pin: 12345', STRICT, '12345', 'PIN'],
    ['token: cl100k_base', 'value lines', 'cl100k_base', 'TOKEN'],
    ['note token: house-2024', 'lines', 'house-2024', 'TOKEN'],
    ['tokens=12345678', STRICT, '12345678', 'TOKENS'],
    ['secret:prod1x', STRICT, 'prod1x', 'SECRET'],
    // A password there may be as plain as a word.
    ['note password: house-2024', STRICT, 'house-2024', 'PASSWORD'],
    ['note salasana: house-2024', STRICT, 'house-2024', 'SALASANA'],
    ['note dbpw: house-2024', STRICT, 'house-2024', 'DBPW'],
    ['note pwToken: house-2024', 'lines', 'house-2024', 'PW_TOKEN'],
    ['note token: 2024-house', 'lines', '2024-house', 'TOKEN'],
    ['note token: the1houser2', STRICT, 'the1houser2', 'TOKEN'],
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
    `house key: ${word}`,
    `api\tkey: ${word}`,
    ` x-atlassian-token: ${word}`,
    'the password: x1',
    'password = x1',
    'tokens..: 4096',
    `password${'.'.repeat(77)}=${word}`,
    `has_${'a'.repeat(75)}_password=${word}`,
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
    // Hex, or letters and digits that are no words.
    [`?key=${'beadface1'.repeat(4)}`, STRICT, 'beadface1'.repeat(4), 'KEY'],
    ['?key=house7river8lake9stone1', STRICT, 'house7river8lake9stone1', 'KEY'],
  ])('%s, in %s', (text, modes, secret, env) => {
    expect(modesOf(text)).toBe(modes);
    expect(found(text, 'value')).toEqual([['url-parameter', env, secret]]);
  });

  it.each([
    `key=${hex}`,
    '?key',
    '?key=handbook',
    '?key=house7river8lake9ston',
    '?key=mountainQzxvRiverKwjq',
    `?auth=${hex}${hex}0`,
    `?mykey=${hex}`,
    `?keys=${hex}`,
  ])('is none in %s', (text) => {
    expect(modesOf(text)).toBe('');
  });
});

describe('A header', () => {
  it.each<[string, string, string, string]>([
    [`Authorization: Bearer ${word}${word}`, `named-secret`, 'AUTHORIZATION', `${word}${word}`],
    [`authorization: token ${hex}`, 'named-secret', 'AUTHORIZATION', hex],
    [`authorization: token ${digest}`, 'named-secret', 'AUTHORIZATION', digest],
    [`bearer ${word}x1`, 'bearer-token', 'ACCESS_TOKEN', `${word}x1`],
    [`--bearer ${word}x1`, 'bearer-token', 'ACCESS_TOKEN', `${word}x1`],
    ['bearer the1the1the', 'bearer-token', 'ACCESS_TOKEN', 'the1the1the'],
    [`Bearer "${generated}"`, 'bearer-token', 'ACCESS_TOKEN', generated],
    [`basic ${btoa('bot:hunter2x')}`, 'basic-credentials', 'BASIC_CREDENTIALS', btoa('bot:hunter2x')],
    [`basic ${btoa('a:bc')}`, 'basic-credentials', 'BASIC_CREDENTIALS', btoa('a:bc')],
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
    'bearer q1w2e3r4',
    'bearer qzxvkjwqpg',
    `x-bearer ${word}x1`,
    `bearers ${word}x1`,
    'bearer\nhunter2xhunter2x',
    'basic training1',
    `basic ${btoa('bot:h')}`,
    `basic ${btoa('a-long-name:h')}`,
    `basic ${btoa('my bot:hunter2x')}`,
    `basic ${btoa('bot hunter2x')}`,
  ])('is none in %j', (text) => {
    expect(modesOf(text)).toBe('');
  });

  it.each([
    'authorization: Bearer guide-v2-handbook1',
    'authorization  :  Bearer guide-v2-handbook1',
    'say "authorization": "Bearer guide-v2-handbook1" here',
  ])('may hold a token of words, as a comment tells: %s', (text) => {
    expect(found(text, 'comment')).toEqual([['bearer-token', 'ACCESS_TOKEN', 'guide-v2-handbook1']]);
  });

  it.each([
    'authorization: see the docs',
    'authorization: token mountain',
    `authorization: ${digest}`,
    `authorization-token: token ${digest}`,
    `authorization: token ${'12345678'.repeat(5)}`,
    `authorization: token ${'abcdefab'.repeat(5)}`,
    `authorization: token ${'0'.repeat(8)}${digest}`,
    'authorization - Bearer guide-v2-handbook1',
    'authorization: a Bearer guide-v2-handbook1',
  ])('names none in a comment as in %s', (text) => {
    expect(found(text, 'comment')).toEqual([]);
  });

  it('holds no secret in other YAML where it does not look generated', () => {
    expect(found(`bearer ${generated}`, 'loose')).toHaveLength(1);
    expect(found(`bearer ${word}x1`, 'loose')).toEqual([]);
    expect(found(`cookie: ${generated}`, 'loose')).toEqual([]);
    expect(found(`authorization: token ${digest}`, 'loose')).toEqual([]);
    expect(found(`basic ${btoa('aladdin:opensesame')}`, 'loose')).toEqual([]);
    expect(found(`basic ${btoa('aladdin:open7sesame')}`, 'loose')).toHaveLength(1);
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
    [`token = at ${generated}`, 'TOKEN', generated],
    [`a/b api key ${generated}`, 'API_KEY', generated],
    [`api key  ${hex}`, 'API_KEY', hex],
    [`api key\tis\t ${hex}`, 'API_KEY', hex],
    // What begins within reach is told to its end.
    [`token (${'x '.repeat(30)}${generated})`, 'TOKEN', generated],
    [`token ${'a'.repeat(200)}${generated.repeat(3)}`, 'TOKEN', generated.repeat(3).slice(0, 89)],
    [`${generated}${' '.repeat(50)}aws`, 'AWS_SECRET_ACCESS_KEY', generated],
    // In the secrets of AWS slashes make no path; in what is shorter some do not.
    [`api key ${SLASHED}`, 'API_KEY', SLASHED],
    [`api key ${SLASHED.slice(6, 36)}`, 'API_KEY', SLASHED.slice(6, 36)],
    [`aws ${'1The'.repeat(9)}1Th+`, 'AWS_SECRET_ACCESS_KEY', `${'1The'.repeat(9)}1Th+`],
    [`cohere ${generated.slice(0, 30)}`, 'COHERE_API_KEY', generated.slice(0, 30)],
    [
      `cohere ${generated.slice(0, 20)}.${generated.slice(20)}`,
      'COHERE_API_KEY',
      `${generated.slice(0, 20)}.${generated.slice(20)}`,
    ],
    [`cohere my-sha256-${generated}`, 'COHERE_API_KEY', `my-sha256-${generated}`],
    // As often mixed as not, or somewhat less where no joint stands in it.
    ['cohere 0The1Her2Nat3Int4Ent5', 'COHERE_API_KEY', '0The1Her2Nat3Int4Ent5'],
    [`cohere ${MIXED}`, 'COHERE_API_KEY', MIXED],
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
    `api key ${hex.slice(8)}00000000`,
    `token ${'a'.repeat(400)}${generated}`,
    `${generated}${' '.repeat(51)}aws`,
    `${generated}\ncohere`,
    `${'x '.repeat(50)}cohere\n${generated}`,
    `cohere http${generated}`,
    `aws ${'MountainRiver1Lake2'.repeat(3).slice(0, 40)}`,
    `aws ${generated.toLowerCase()}`,
    `aws ${generated.toUpperCase()}`,
    `aws ${generated.replace(/[0-9]/g, 'x')}`,
    `cohere ${MIXED.toLowerCase()}`,
    `cohere ${MIXED.toUpperCase()}`,
    `cohere mou-${MIXED}`,
    `cohere ${MIXED.replace('Kx', '').replace('Xq', 'r').replace('ses', '')}`,
    `cohere ${MIXED.replace('4', '')}`,
    `cohere ${MIXED.replace('1', 'j').replace('23', 'j')}`,
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

describe('A name that says little by itself', () => {
  it('is a credential’s before what looks generated, and nowhere else', () => {
    expect(modesOf(`rotate it, key=${generated}`)).toBe(STRICT);
    expect(modesOf('rotate it, key=hunter2x')).toBe('');
    expect(modesOf(`rotate it, key: ${generated}`)).toBe('');
    expect(modesOf(`rotate it, code=${generated}`)).toBe('');
    expect(modesOf(`https://acme.org/?key ${generated}`)).toBe('');
    expect(found(`key=${generated}`, 'value')).toEqual([['named-secret', 'KEY', generated]]);
  });

  it('is a registry’s login before base64 of one', () => {
    const login = btoa(`bot:${word}`);
    expect(modesOf(`{"auths":{"acme.org":{"auth":"${login}"}}}`)).toBe(ALL);
    expect(modesOf(`_auth=${login}`)).toBe(ALL);
    expect(found(`_auth=${login}`, 'value')).toEqual([['basic-credentials', 'AUTH', login]]);
    expect(modesOf(`{"auth":"${btoa('no pair at all')}"}`)).toBe('');
  });
});

describe('A sentence that tells a password some words on', () => {
  const told = 'q1W2e3R4t5';

  it.each([
    `password for the bot: ${told}`,
    `password for  the bot: ${told}`,
    `password for the bot:  ${told}`,
    `the password of the wiki (staging) is ${told}.`,
    `password in use was "${told}"`,
    `password of it is ${told}`,
    `password (for bots)\twiki's db-1/x=\t${told}, as ever`,
    `secret of the wiki: ${told}; it was reset`,
  ])('%s', (sentence) => {
    expect(found(sentence, 'comment')).toEqual([
      ['named-secret', sentence.startsWith('secret') ? 'SECRET' : 'PASSWORD', told],
    ]);
  });

  it.each([
    'password for the bot: see the wiki',
    'password for the bot: 1234567890',
    `token for the bot: ${told}`,
    `password for the bot; ${told}`,
    `password for the bot:\n${told}`,
    `password for the bot:${told}`,
    `password a b c d e f: ${told}`,
    `password forthebotthatreadsthewiki: ${told}`,
    `password for the bot: ${told}<`,
    `password for the bot: ${told.slice(0, 7)}`,
  ])('tells none in %j', (sentence) => {
    expect(found(sentence, 'comment')).toEqual([]);
  });
});

it.each(['q1W2.e3R4t5', 'q1W2e.3R4t5'])(
  'A dot inside a password of a sentence is its own, the one behind it is not',
  (dotted) => {
    for (const end of ['', '.'])
      expect(found(`password of the bot: ${dotted}${end}`, 'comment')[0]?.[2]).toBe(dotted);
  },
);

it.each([`_auth=${generated}`, `sig=${generated}`, `code=${generated}`])(
  'What outside of a query is no credential is none: %#',
  (text) => {
    expect(modesOf(text)).toBe('');
  },
);

it.each(['GH_PAT', 'seedPhrase'])('In a text that is no manifest %s says nothing', (name) => {
  expect(modesOf(`${name}=${generated}`)).toBe(STRICT);
});

it.each(['"name": "PASSWORD", "value": "letmein"', 'key="password" value="letmein" x'])(
  'The sibling of a name is closed off: %s',
  (text) => {
    expect(found(text, 'comment')).toEqual([['named-secret', 'PASSWORD', 'letmein']]);
  },
);

it.each(['GH_PAT', 'seedPhrase', 'wallet_mnemonic', 'otp', 'mdp'])('%s is a name', (name) => {
  expect(modesOf(`${name}=${word}`)).toContain('value');
});

it('A variable of PowerShell is assigned to', () => {
  expect(found("$env:API_TOKEN = 'correcthorse'", 'value')).toEqual([
    ['named-secret', 'API_TOKEN', 'correcthorse'],
  ]);
});
