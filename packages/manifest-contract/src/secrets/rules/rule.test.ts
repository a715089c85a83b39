import { describe, expect, it } from 'vitest';
import { TextRuns } from '../text-runs.js';
import { around, CLASSES, pattern, token, vendor } from './rule.js';

const { alnum, word } = CLASSES;
const GENERATED = 'q1W2e3R4t5Y6u7I8';

/** What a shape reads behind the trigger `zz`, which a text must hold. */
function read(shape: ReturnType<typeof token>, text: string, strict = true): string | null {
  const stretch = shape.match(new TextRuns(text), text.indexOf('zz'), 'zz', strict);
  return stretch === null ? null : text.slice(stretch.start, stretch.end);
}

describe('A token', () => {
  const shape = token(['zz'], alnum, 16);

  it('runs to the end of its class', () => {
    expect(read(shape, `zz${GENERATED}`)).toBe(`zz${GENERATED}`);
    expect(read(shape, `"zz${GENERATED}more_"`)).toBe(`zz${GENERATED}more`);
    expect(read(shape, `zz${GENERATED.slice(1)}`)).toBeNull();
    expect(read(shape, `zz-${GENERATED}`)).toBeNull();
  });

  it('is none where it shows where one goes, nor in other YAML where it is a sample', () => {
    expect(read(shape, 'zzxxxxxxxxxxxxxxxx')).toBeNull();
    expect(read(shape, 'zzexampleq1W2e3R4t5')).not.toBeNull();
    expect(read(shape, 'zzexampleq1W2e3R4t5', false)).toBeNull();
    expect(read(shape, `zz${GENERATED}`, false)).not.toBeNull();
  });

  it('may stand behind letters, but not in the midst of base64', () => {
    expect(read(shape, `abczz${GENERATED}`)).toBe(`zz${GENERATED}`);
    expect(read(shape, `${'a'.repeat(19)}zz${GENERATED}`)).not.toBeNull();
    expect(read(shape, `${'a+/0'.repeat(5)}zz${GENERATED}`)).toBeNull();
    // What is cut off by a mark is no base64 around it.
    expect(read(shape, `${'a'.repeat(20)}.zz${GENERATED}`)).not.toBeNull();
    expect(read(shape, `${'a'.repeat(9)}.${'a'.repeat(10)}zz${GENERATED}`)).not.toBeNull();
    expect(read(shape, `${'a'.repeat(20)}+zz${GENERATED}`)).not.toBeNull();
    expect(read(shape, `-${'a'.repeat(20)}zz${GENERATED}`)).toBeNull();
    expect(read(shape, `${'a'.repeat(20)} bzz${GENERATED}`)).not.toBeNull();
    for (const trigger of ['zz_', 'z_z']) {
      const text = `${'a'.repeat(20)}${trigger}${GENERATED}`;
      expect(token([trigger], alnum, 16).match(new TextRuns(text), 20, trigger, true)).not.toBeNull();
    }
  });

  it('has to look generated behind a letter where its prefix is short', () => {
    const apart = token(['zz'], alnum, 16, { apart: true });
    for (const before of ['', '-', '"'])
      expect(read(apart, `${before}zz${'mountainriver'.repeat(2)}`)).not.toBeNull();
    for (const before of ['a', 'Z', '0']) {
      expect(read(apart, `${before}zz${'mountainriver'.repeat(2)}`)).toBeNull();
      expect(read(apart, `${before}zz${GENERATED}`)).toBe(`zz${GENERATED}`);
    }
  });

  it('stands alone where its letters are common', () => {
    const alone = token(['zz'], alnum, 16, { alone: true });
    expect(read(alone, `-zz${GENERATED}`)).not.toBeNull();
    expect(read(alone, `azz${GENERATED}`)).toBeNull();
  });

  it('has small letters and capitals where both are asked for', () => {
    const mixed = token(['zz'], alnum, 16, { mixed: true });
    expect(read(mixed, `zz${GENERATED}`)).not.toBeNull();
    expect(read(mixed, `zz${GENERATED.toLowerCase()}`)).toBeNull();
    expect(read(mixed, `zz${GENERATED.toUpperCase()}`)).toBeNull();
  });

  it.each([
    ['q1w2e3r4t5y6u7i8', true],
    // Four digits in sixteen are many.
    ['mountain1river23', false],
    ['mountain12river34', false],
    ['mounta1234rivers', true],
    ['qzxvkjwqpgzxvkqj', false],
    ['qzxvkjwqPgzxvkqj', true],
    ['qzxvkjwq1gzxvkqj', true],
    ['MountainRiverSea', false],
    ['the1house2riverSto3ne', true],
    // Judged by what follows as well.
    [`mountainriverse${'q1w2e3'.repeat(5)}`, true],
    [`q1w2e3r4t5y6u7i8${'river'.repeat(8)}`, false],
    [`q1w2e3r4t5y6u7i8${'a1b2c3d4'.repeat(6)}${'mountain'.repeat(50)}`, true],
  ])('looks generated where words share its prefix: %s: %s', (body, isFound) => {
    expect(read(token(['zz'], alnum, 16, { random: true }), `zz${body}`) !== null).toBe(isFound);
  });
});

it('A rule proposes a profile if its vendor has one', () => {
  expect(vendor('acme-key', 'key', 'ACME_KEY', 'docs', [], 'profile://acme#key').profile).toBe(
    'profile://acme#key',
  );
  expect(vendor('acme-key', 'key', 'ACME_KEY', 'docs', [])).not.toHaveProperty('profile');
});

it('A pattern goes on in the class of its tail, which is a word if not told', () => {
  expect(read(pattern(['zz'], 'a{3}\\.b{3}'), 'zzaaa.bbb-c_1.')).toBe('zzaaa.bbb-c_1');
  expect(read(pattern(['zz'], 'a{3}\\.b{3}', alnum), 'zzaaa.bbb-c')).toBe('zzaaa.bbb');
  expect(read(pattern(['zz'], 'a{3}(?![a-z])', word), 'zzaaab')).toBeNull();
});

describe('A token known by letters in its midst', () => {
  const shape = around(['zz'], 'a-z', 8, '[a-z]{4,8}zz[0-9]{4,6}(?![0-9])');

  it('is read from where its run begins', () => {
    expect(read(shape, '"abcdzz1234"')).toBe('abcdzz1234');
    expect(read(shape, '-abcdefghzz123456')).toBe('abcdefghzz123456');
  });

  it('is none when a part is shorter or longer', () => {
    for (const text of ['abczz1234', 'abcdzz123', 'abcdzz1234567', 'zz1234'])
      expect(read(shape, text)).toBeNull();
  });

  it('is looked for no further back than it reaches', () => {
    expect(read(shape, 'xabcdefghzz1234')).toBe('abcdefghzz1234');
    expect(read(around(['zz'], 'a-z', 3, '[a-z]{4}zz[0-9]{4}'), 'abcdzz1234')).toBeNull();
  });

  it('ends behind the letters that told it', () => {
    expect(read(around(['zz'], 'a-z', 8, '[a-z]{4}'), 'abcdzz1234')).toBeNull();
  });
});
