import { describe, expect, it } from 'vitest';
import { scanText, type TextScan } from './scan-text.js';
import { letters, seeded } from './testing/examples.js';

const TOKEN = ['gh', 'p_', letters(seeded(91), 36)].join('');
const generated = letters(seeded(92), 30);
const SHAPES: TextScan = { strict: true, names: null };
const VALUE: TextScan = { strict: true, names: 'value' };
const LOOSE: TextScan = { strict: false, names: 'loose' };

const found = (text: string, scan: TextScan) =>
  scanText(text, scan).map(({ rule, start, end }) => [rule.id, text.slice(start, end)]);
const encoded = (text: string, times: number) => {
  let outer = text;
  for (let i = 0; i < times; i += 1) outer = btoa(outer);
  return outer;
};

describe('scanText', () => {
  it('finds shapes, and names where they are asked for', () => {
    const text = `${TOKEN} password=hunter2x`;
    expect(found(text, SHAPES)).toEqual([['github-token', TOKEN]]);
    expect(found(text, VALUE)).toEqual([
      ['github-token', TOKEN],
      ['named-secret', 'hunter2x'],
    ]);
    expect(found(text, LOOSE)).toEqual([['github-token', TOKEN]]);
    // One may follow right behind the other.
    const access = ['AK', 'IA', 'Q2W3E4R5T6Y7U2I3'].join('');
    expect(found(`${access}${TOKEN}`, SHAPES)).toEqual([
      ['aws-access-key-id', access],
      ['github-token', TOKEN],
    ]);
  });

  it('tells a token behind look-alikes with its place', () => {
    const text = `a é ${TOKEN.replace('p', 'р')}\u200b, b`;
    expect(found(text, SHAPES)).toEqual([['github-token', `${TOKEN.replace('p', 'р')}\u200b`]]);
    const last = TOKEN.replace('p', 'р');
    expect(found(last, SHAPES)).toEqual([['github-token', last]]);
    expect(found(`x:${last}`, SHAPES)).toEqual([['github-token', last]]);
  });

  it('undoes encodings three deep and tells the outermost stretch', () => {
    for (const times of [1, 2, 3])
      expect(found(`a: ${encoded(TOKEN, times)}, b`, SHAPES)).toEqual([
        ['github-token', encoded(TOKEN, times)],
      ]);
    expect(found(encoded(TOKEN, 4), SHAPES)).toEqual([]);
    expect(found(`a %67${TOKEN.slice(1)} b`, SHAPES)).toEqual([['github-token', `%67${TOKEN.slice(1)}`]]);
  });

  it('reads names in what was encoded wherever it stands', () => {
    const weak = btoa('export DB_PASSWORD=hunter2x');
    expect(found(weak, SHAPES)).toEqual([['named-secret', weak]]);
    expect(found(weak, LOOSE)).toEqual([]);
    const strong = btoa(`export DB_PASSWORD=${generated}`);
    expect(found(strong, { strict: false, names: null })).toEqual([['named-secret', strong]]);
  });

  it('passes short words over, but no short text', () => {
    expect(found('pwd=hunter2', VALUE)).toEqual([['named-secret', 'hunter2']]);
    expect(found('ｐｗｄ＝ｈｕｎｔｅｒ２', VALUE)).toEqual([['named-secret', 'ｈｕｎｔｅｒ２']]);
    expect(found('a://b:hunter2@c', VALUE)).toEqual([['url-password', 'hunter2']]);
    // One more character than any word that is passed over.
    expect(found(['AK', 'IA', 'Q2W3E4R5T6Y7U2I3'].join(''), VALUE)).toHaveLength(1);
  });
});
