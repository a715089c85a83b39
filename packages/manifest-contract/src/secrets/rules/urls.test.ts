import { describe, expect, it } from 'vitest';
import { scanShapes } from '../scan-shapes.js';
import { letters, seeded } from '../testing/examples.js';

/** What is found in a text, in a manifest or in other YAML. */
const found = (text: string, strict = true) =>
  scanShapes(text, strict).map(({ rule, start, end }) => [rule.id, text.slice(start, end)]);
const generated = `${letters(seeded(61), 23)}7`;
const password = 'hunter2x';

describe('The password of a URL', () => {
  it.each([
    `postgres://bot:${password}@db.acme.org/docs`,
    `redis://:${password}@db.acme.org`,
    `https://bot:${password}@acme.org:8080/a?b=c@d`,
    `jdbc:oracle:thin:bot/${password}@db.acme.org:1521/docs`,
    `bot/${password}@//db.acme.org:1521/docs`,
    `sqlplus -s "bot/${password}@//db.acme.org/docs"`,
    `${'far in '.repeat(30)}bot/${password}@//db.acme.org/docs`,
    `jdbc:oracle:oci:bot/${password}@db.acme.org`,
    `jdbc:oracle:oci8:b$t#1/${password}@db.acme.org`,
    `bot:${password}@tcp(db.acme.org:3306)/docs`,
    `bot:${password}@unix(/run/db)/docs`,
  ])('is found in any YAML: %s', (url) => {
    expect(found(`a: "${url}"`)).toEqual([['url-password', password]]);
    expect(found(`a: "${url}"`, false)).toEqual([['url-password', password]]);
  });

  it.each([
    [`postgres://bot:pass@word@db/docs`, 'pass@word'],
    ['postgres://bot:letmein@db/docs', 'letmein'],
    [`postgres://${password}:${password}@db.acme.org`, password],
    [`postgres://bot:${password}@db`, password],
    [`postgres://bot:${password}@127.0.0.1:5432`, password],
    [`postgres://bot:${password}@db.example.org`, password],
    [`postgres://bot:${password}@a.test:80`, password],
    [`postgres://bot:a#${password}@db/docs`, `a#${password}`],
    [`postgres://bot:a/${password}?@db.acme.org:5432`, `a/${password}?`],
    ['postgres://bot:${P}x1y2z3@db', '${P}x1y2z3'],
    [`httpdb://bot:a#${password}@db/docs`, `a#${password}`],
    [`postgres://bot:${password}@xsha256:5432`, password],
    [`postgres://bot:${password}@example.org`, password],
    [`postgres://bot:${password}@a.test`, password],
  ])('is found in a manifest alone: %s', (url, secret) => {
    expect(found(`a: "${url}"`)).toEqual([['url-password', secret]]);
    expect(found(`a: "${url}"`, false)).toEqual([]);
  });

  it.each([
    [`https://${generated}@acme.org`, generated],
    [`https://${generated}:@acme.org`, generated],
  ])('may be a key in the place of the user: %s', (url, secret) => {
    expect(found(url)).toEqual([['url-password', secret]]);
    expect(found(url, false)).toEqual([['url-password', secret]]);
  });

  it.each([
    'see x:// there',
    'https://bot@acme.org',
    'https://@acme.org',
    'https://bot:@acme.org',
    'https://acme.org/a@b',
    `https://${generated}placeholder@acme.org`,
    'postgres://bot:${P}@db',
    'postgres://bot:${P:-}@db',
    'postgres://bot:<password>@db',
    'postgres://bot:xxxx@db',
    `docker://alpine:${password}@sha256:0a1b2c3d`,
    `https://acme.org:a#${password}@db/docs`,
    `http://acme.org:a#${password}@db/docs`,
    `ws://acme.org:a#${password}@db/docs`,
    `file://a:b/${password}@db/docs`,
    `postgres://bot:a#${password}@db!`,
    'milvus://host:19530/docs@eu',
    'postgres://bot:a#b',
    'jdbc:oracle:thin:@db.acme.org:1521/docs',
    'jdbc:oracle:thin:bot/${P}@db.acme.org',
    'bot/${P}@//db.acme.org:1521/docs',
    'git@//db.acme.org/docs',
    `a/bot/${password}@//db.acme.org/docs`,
    `bot@tcp(db:3306)/docs`,
    ':@tcp(db:3306)/docs',
    `:${password}@tcp(db:3306)/docs`,
    'bot:${P}@tcp(db:3306)/docs',
  ])('is none in %s', (url) => {
    for (const text of [`a: "${url}"`, url]) {
      expect(found(text)).toEqual([]);
      expect(found(text, false)).toEqual([]);
    }
  });

  it('is looked for within 256 characters where it stands before its host', () => {
    const [long, longer] = [254, 255].map((length) => 'q1w2e3r4t5'.repeat(26).slice(0, length));
    expect(found(`bot:${long}@tcp(db:3306)/docs`)).toEqual([['url-password', long]]);
    expect(found(`bot:${longer}@tcp(db:3306)/docs`)).toEqual([]);
  });
});

describe('The signature of a URL', () => {
  const signature = `${letters(seeded(62), 19)}7`;

  it.each([
    `?sig=${signature}`,
    `&signature=${signature}`,
    `X-Amz-Signature=${signature}%3D`,
    `;sig=${signature}=`,
  ])('%s', (query) => {
    const secret = query.slice(query.indexOf('=') + 1);
    expect(found(`https://acme.org/a${query} b`)).toEqual([['url-signature', secret]]);
    expect(found(`https://acme.org/a${query} b`, false)).toEqual([]);
  });

  it.each([
    `mysig=${signature}`,
    `a?b mysig=${signature}`,
    `sig=${signature}`,
    `?sig=${signature.slice(1)}`,
    `?sig=${'mountain'.repeat(4)}`,
    `?sig=${'12345678'.repeat(4)}`,
    `?sig=your-${signature}`,
  ])('is none in %s', (query) => {
    expect(found(query)).toEqual([]);
  });
});
