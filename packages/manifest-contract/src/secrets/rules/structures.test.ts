import { describe, expect, it } from 'vitest';
import { scanShapes } from '../scan-shapes.js';
import { letters, seeded } from '../testing/examples.js';

const random = seeded(81);
const found = (text: string, strict = true) =>
  scanShapes(text, strict).map(({ rule, start, end }) => [rule.id, text.slice(start, end)]);

describe('A JSON Web Token', () => {
  const part = (length: number) => letters(random, length);
  const head = `ey${'Jh'}${part(6)}`;
  const claims = `ey${'Jz'}${part(6)}`;
  const signature = part(10);
  const sample = `${head}.${['eyJzdWIiOiIx', 'MjM0NTY3ODkwI'].join('')}${part(9)}.${signature}`;

  it.each([
    `${head}.${claims}.${signature}`,
    `${head}-_.${claims}${part(80)}.${part(43)}`,
    // Encrypted: the second part is no JSON, or empty.
    `${head}..${part(16)}.${part(13)}.${part(10)}`,
    `${head}.${part(40)}.${part(16)}.${part(40)}.${part(22)}`,
  ])('is found: %s', (token) => {
    expect(found(`a: ${token}, b`)).toEqual([['jwt', token]]);
    expect(found(token, false)).toEqual([['jwt', token]]);
  });

  it('is no sample in other YAML', () => {
    expect(found(sample)).toEqual([['jwt', sample]]);
    expect(found(sample, false)).toEqual([]);
  });

  it.each([
    `${head.slice(0, 9)}.${claims}x.${signature}`,
    `see it: ${head.slice(0, 9)}.${claims}x.${signature}`,
    `${head}`,
    `${head}.${claims.slice(0, 9)}.${signature}`,
    `${head}.${claims}.${signature.slice(1)}`,
    `${head}.${claims}x`,
    `${head},${claims}x.${signature}`,
    `${head}.${part(11)}.${signature}`,
    `${head}..${part(16)}.${part(12)}.${part(9)}`,
    `${head}..${part(16)}.${part(60)}`,
  ])('is none in %s', (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('A private key', () => {
  const body = letters(random, 64);
  const line = (what: string, kind: string) => `-----${what} ${kind}PRIVATE ${'KEY'}-----`;

  it.each(['', 'RSA ', 'EC ', 'OPENSSH ', 'ENCRYPTED ', 'AA BB CC '])('of the kind "%s"', (kind) => {
    const pem = `${line('BEGIN', kind)}\n${body}\n${body}\n${line('END', kind)}`;
    for (const text of [pem, pem.replaceAll('\n', '\\n'), pem.replaceAll('\n', '\n  # ')])
      expect(found(`a: "${text}" b`)).toEqual([['private-key', text]]);
    expect(found(pem, false)).toEqual([['private-key', pem]]);
  });

  it.each([
    [
      'with headers',
      `${line('BEGIN', 'RSA ')}\nProc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,0A1B\n\n${body}\n${line('END', 'RSA ')}`,
    ],
    [
      'of PGP',
      `${line('BEGIN', 'PGP ').replace('KEY', 'KEY BLOCK')}\n${body}\n${line('END', 'PGP ').replace('KEY', 'KEY BLOCK')}`,
    ],
    [
      'of PuTTY',
      `PuTTY-User-Key-File-3: ssh-ed25519\nPrivate-Lines: 1\n${body}\n  Private-MAC: ${'0a1b2c3d'.repeat(5)}`,
    ],
    ['of PuTTY with blanks', `PuTTY-User-Key-File-2: ssh-rsa\nPrivate-MAC:   ${'0a1b2c3d'.repeat(5)}`],
  ])('%s', (_, pem) => {
    expect(found(`a: ${pem} b`)).toEqual([['private-key', pem]]);
  });

  it('without an end ends where a key may', () => {
    const open = `${line('BEGIN', '')}\n${body}`;
    expect(found(open)).toEqual([['private-key', open]]);
    const long = `${line('BEGIN', '')}\n${'a'.repeat(2000)}`;
    expect(found(long)[0]?.[1]).toHaveLength(line('BEGIN', '').length + 400);
  });

  it.each([
    `${line('BEGIN', '')}\n...\n${line('END', '')}`,
    `${line('BEGIN', '')}\n${body.slice(0, 15)}`,
    `${line('BEGIN', '')}\n... see ${body}`,
    `-----BEGIN PUBLIC ${'KEY'}-----\n${body}`,
    `-----BEGIN CERTIFICATE-----\n${body}`,
    `${line('BEGIN', 'AA BB CC DD ')}\n${body}`,
    `${line('BEGIN', 'rsa ')}\n${body}`,
    `PuTTY-User-Key-File-3: ssh-ed25519\n${body}`,
    `PuTTY-User-Key-File-3: ssh-ed25519 Private-MAC: ${'0a1b2c3d'.repeat(5)}`,
  ])('is none in %j', (text) => {
    expect(found(text)).toEqual([]);
  });
});

describe('Tokens that are known by what stands around a mark', () => {
  const word = (length: number) => letters(random, length);

  it.each([
    ['azure-ad-secret', `${word(3)}8Q~${word(28)}`],
    ['azure-ad-secret', `a.~8Q~${word(34)}_-`],
    ['azure-ad-secret', `Q~a8Q~${word(28)}`],
    ['telegram-token', `12345678:${word(34)}`],
    ['telegram-token', `1234567890:${word(40)}`],
    ...[...'0123456789'].map((digit) => ['telegram-token', `1234567${digit}:${word(34)}`]),
    // As mixed as a token may be at least.
    ['telegram-token', `12345678:${'The1'.repeat(7)}riverthe`],
    ['discord-token', `${'The1'.repeat(6)}.The1Th.${'The1'.repeat(4)}riverThering`],
    ['discord-token', `${word(22)}B.${word(6)}.${word(26)}7`],
    ['discord-token', `${word(27)}B.${word(6)}.${word(40)}7`],
  ])('%s: %s', (rule, token) => {
    expect(found(token)).toEqual([[rule, token]]);
    expect(found(`a "${token}" b`)).toEqual([[rule, token]]);
  });

  it.each([
    `${word(2)}8Q~${word(28)}`,
    `${word(4)}Q~${word(20)}`,
    `${word(3)}xQ~${word(28)}`,
    `${word(3)}8Q~${word(27)}`,
    `1234567:${word(34)}`,
    `12345678:${word(33)}`,
    `12345678:${'mountain'.repeat(5)}`,
    `12345678:${'mountain'.repeat(5)} ${'q1'.repeat(60)}`,
    `12345678901:${word(34)}`,
    `${word(21)}B.${word(6)}.${word(26)}7`,
    `${word(28)}B.${word(6)}.${word(26)}7`,
    `${word(22)}B.${word(5)}.${word(26)}7`,
    `${word(22)}B.${word(6)},${word(26)}7`,
    `${word(22)}B.${word(6)}.${word(25)}7`,
    `${'mountain'.repeat(3)}.MouRi7.${'mountain'.repeat(4)}`,
    `${word(24)}.${word(6)}.${word(27)}`.toLowerCase(),
    `Q7 ${`${word(24)}.${word(6)}.${word(27)}`.toLowerCase()}`,
    `${word(24)}.${word(6)}.${word(27)}`.replace(/[0-9]/g, 'x'),
  ])('none in %s', (text) => {
    expect(found(text)).toEqual([]);
  });
});
