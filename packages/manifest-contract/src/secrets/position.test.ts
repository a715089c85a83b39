import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import {
  type Demand,
  demandOf,
  demandOfNamed,
  demandOfPair,
  hidesInReference,
  isSelector,
  NO_DEMAND,
  offends,
  readKey,
} from './position.js';
import { scanValue } from './scan-value.js';
import { letters, seeded } from './testing/examples.js';

setFlagsFromString('--expose-gc');
const collect: () => void = runInNewContext('gc');

it('a key that is remembered keeps nothing of the text that it was cut out of', () => {
  const held = () => {
    collect();
    return process.memoryUsage().heapUsed;
  };
  const before = held();
  for (let n = 100; n < 200; n += 1) {
    const text = `someUnknownKey${n}: ${'x'.repeat(100_000)}`;
    // Searching makes one string of its pieces.
    readKey(text.slice(0, text.indexOf(':')));
  }
  expect(held() - before).toBeLessThan(2_000_000);
});

const below = (...keys: string[]): Demand => keys.reduce((above, key) => demandOf(key, above), NO_DEMAND);
const generated = `a${letters(seeded(31), 19)}`;
const hex = letters(seeded(32), 23, '0123456789abcdef');

describe('What the keys above a value demand of it', () => {
  it.each([
    [['password'], { reference: true, auth: false, key: 'password' }],
    [['params', 'note'], { reference: false, auth: false, key: 'note' }],
    // A block below a credential's key holds credentials, but for what describes one.
    [['credentials', 'openai'], { reference: true, auth: false, key: 'credentials' }],
    [['credentials', 'username'], { reference: false, auth: false, key: 'username' }],
    [['password', 'a', 'b'], { reference: true, auth: false, key: 'password' }],
    // `auth` demands nothing itself; a bare `key` inside it does.
    [['auth'], { reference: false, auth: true, key: 'auth' }],
    [['auth', 'key'], { reference: true, auth: true, key: 'key' }],
    [['auth', 'header', 'key'], { reference: false, auth: false, key: 'key' }],
    [['auth', 'github', 'key'], { reference: true, auth: true, key: 'key' }],
    [['key'], { reference: false, auth: false, key: 'key' }],
  ])('below %j', (keys, demand) => {
    expect(below(...keys)).toEqual({ ...demand, listed: false });
  });

  it.each(['name', 'Key', 'ParameterKey'])('a value belongs to what `%s` names', (key) => {
    expect(demandOfNamed(key, 'DB_PASSWORD')).toEqual(demandOfPair('DB_PASSWORD'));
    expect(demandOfNamed(key, 'DB_HOST')).toBeNull();
    expect(demandOfNamed('note', 'DB_PASSWORD')).toBeNull();
  });

  it('a value is of the kind that its sibling tells, which for a token may be a piece of text', () => {
    expect(demandOfNamed('type', 'password')?.reference).toBe(true);
    expect(demandOfNamed('format', 'api_key')?.reference).toBe(true);
    expect(demandOfNamed('kind', 'apiKey')?.reference).toBe(true);
    expect(demandOfNamed('kind', 'apikey')?.reference).toBe(true);
    expect(demandOfNamed('type', 'token')).toBeNull();
    expect(demandOfNamed('type', 'string')).toBeNull();
  });

  it('a value belongs to the name beside it', () => {
    expect(demandOfPair('DB_PASSWORD')).toEqual({
      reference: true,
      auth: false,
      key: 'DB_PASSWORD',
      listed: false,
    });
    expect(demandOfPair('DB_HOST')).toBeNull();
  });

  it.each('name key header variable var env field parameter param option setting id property k'.split(' '))(
    '`%s` names the value beside it',
    (name) => {
      expect(scanValue({ [name]: 'DB_PASSWORD', value: 'x1' })).toHaveLength(1);
      expect(scanValue({ [name]: 'DB_HOST', value: 'x1' })).toEqual([]);
    },
  );

  it.each('value val default content data literal text contents defaultValue v'.split(' '))(
    '`%s` is the value of the name beside it',
    (key) => {
      expect(scanValue({ name: 'DB_PASSWORD', [key]: 'x1' })).toHaveLength(1);
      expect(readKey(key).isValueKey).toBe(true);
    },
  );

  it('a map that selects a secret holds none', () => {
    expect(isSelector(['name', 'key'])).toBe(true);
    expect(isSelector(['key', 'name', 'optional', 'namespace', 'property', 'version'])).toBe(true);
    expect(isSelector(['name'])).toBe(false);
    expect(isSelector(['key'])).toBe(false);
    expect(isSelector(['name', 'key', 'value'])).toBe(false);
  });
});

describe('A key once read', () => {
  it('is remembered, unless it is so long that it may be a secret', () => {
    const [short, long] = ['k'.repeat(24), 'k'.repeat(25)];
    expect(readKey(short)).toBe(readKey(short));
    expect(readKey(long)).not.toBe(readKey(long));
    expect(readKey(long)).toEqual(readKey(short));
  });

  it('is forgotten behind a thousand others', () => {
    const before = readKey('first');
    for (let i = 1; readKey('first') === before; i += 1) readKey(`other${i}`);
    // From here on two keys are known, this one and the last.
    const first = readKey('first');
    for (let i = 2; i < 1000; i += 1) readKey(`another${i}`);
    expect(readKey('first')).toBe(first);
    readKey('one more');
    expect(readKey('first')).not.toBe(first);
  });
});

describe('What may stand where a reference is demanded', () => {
  const password = below('password');
  const listed = { ...below('secrets'), listed: true };

  it.each(['${A}', 'profile://github#token', 'vault://kv/a#b', 'Bearer ${A}', ''])('%s', (text) => {
    expect(offends(text, false, password, true)).toBe(false);
  });

  it.each(['x', '${A}x', 'true', '***', '<password>'])('not %s', (text) => {
    expect(offends(text, false, password, true)).toBe(true);
  });

  it('a count of tokens, which is a number', () => {
    expect(offends('4096', true, below('tokens'), true)).toBe(false);
    expect(offends('4096', false, below('tokens'), true)).toBe(true);
    expect(offends('4096', true, password, true)).toBe(true);
  });

  it('the pieces of a list of tokens, which are shorter than any secret', () => {
    const tokens = { ...below('tokens'), listed: true };
    expect(offends('the', false, tokens, true)).toBe(false);
    expect(offends('they', false, tokens, true)).toBe(true);
    expect(offends('the', false, below('tokens'), true)).toBe(true);
    expect(offends('the', false, { ...below('passwords'), listed: true }, true)).toBe(true);
  });

  it('the names of a list of secrets', () => {
    expect(offends('registry-login', false, listed, true)).toBe(false);
    expect(offends('Login_b', false, listed, true)).toBe(false);
    expect(offends('login', false, { ...below('secret'), listed: true }, true)).toBe(false);
    expect(offends('registry-login', false, below('secrets'), true)).toBe(true);
    expect(offends('login', false, { ...below('passwords'), listed: true }, true)).toBe(true);
    expect(offends('login', false, { ...below('secretTokens'), listed: true }, true)).toBe(true);
    for (const value of ['login1', '1login', '-login', 'my login', 'x!'])
      expect(offends(value, false, listed, true)).toBe(true);
  });

  it('in other YAML all that does not look generated', () => {
    expect(offends('hunter2', false, password, false)).toBe(false);
    expect(offends(letters(seeded(12), 40), false, password, false)).toBe(true);
  });
});

describe('A value right behind `auth` is a secret', () => {
  const auth = below('auth');

  it.each([generated, 'bot:abc', btoa('a:bc'), `${'u'.repeat(64)}:abc`, 'bot:a:b'])('as %s', (text) => {
    expect(offends(text, false, auth, true)).toBe(true);
    expect(offends(text, false, auth, false)).toBe(false);
    expect(offends(text, false, below('note'), true)).toBe(false);
    expect(offends(text, false, below('auth', 'note'), true)).toBe(false);
  });

  it.each([
    'basic',
    'bot:ab',
    ':abc',
    'my bot:abc',
    'bot:a bc',
    '$BOT:abc',
    'bot:$ABC',
    'bot:a/bc',
    'bot:abc/d',
    'bot:abc d',
    'a/b:abc',
    `${'u'.repeat(65)}:abc`,
    'bot:{{abc}}{{',
  ])('not as %s', (text) => {
    expect(offends(text, false, auth, true)).toBe(false);
  });
});

describe('A part of a reference may be a secret', () => {
  const mixed = `${letters(seeded(33), 12)}_${letters(seeded(34), 12)}q`;

  it.each([
    `\${${generated}}`,
    `https://\${${generated}}/x`,
    `\${A} \${${generated}}`,
    `\${A:-\${${generated}}}`,
    `\${A:-\${B:-vault://kv/a#${generated}}}`,
    `profile://${generated}#key`,
    `profile://cohere#${generated}`,
    `profile://cohere#key-${generated}`,
    `vault://${generated}/a#b`,
    `vault://kv/a/${generated}#b`,
    `vault://kv/a#${generated}`,
    `\${${mixed}}`,
    `\${a${hex}}`,
    `profile://cohere#a${hex}`,
    `vault://a${hex}/a#b`,
    `vault://kv/a#a${hex}`,
  ])('as in %s', (text) => {
    expect(hidesInReference(text)).toBe(true);
  });

  it.each([
    '${DATABASE_PASSWORD}',
    'profile://github#token',
    'vault://kv/teams/docs#token',
    generated,
    `\${${mixed.toUpperCase()}}`,
    `\${${mixed.toLowerCase()}}`,
    `\${${mixed.slice(0, 23)}}`,
    `\${a${hex.slice(1)}}`,
    `\${${'abcdef'.repeat(4)}}`,
    `vault://kv/a${hex}#b`,
    'profile://x#3f2504e0-4f89-41d3-9a0c-0305e82c3301',
  ])('but not as in %s', (text) => {
    expect(hidesInReference(text)).toBe(false);
  });
});

it('A secret that no key stands above is named after none', () => {
  expect(scanValue([`\${${generated}}`])[0]?.hint).toContain('${SECRET}');
});
