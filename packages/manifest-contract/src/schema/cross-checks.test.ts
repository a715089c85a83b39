import { describe, expect, test } from 'vitest';
import { tokenLike } from '../testing/manifests.js';
import { type Clash, crossCheck, describeClash } from './cross-checks.js';

const told = (manifest: Parameters<typeof crossCheck>[0]) =>
  [...crossCheck(manifest)].map(({ code, path }: Clash) => `${code} ${path.join('/')}`);

describe('A name that no entry has', () => {
  const named = (ids: unknown[], sources: string[]) =>
    told(
      JSON.parse(
        JSON.stringify({
          dataSources: ids.map((id) => ({ id })),
          indices: [{ id: 'main', sources }],
        }),
      ),
    );

  test.each([[12], [true], [''], ['${ID}'], [{ a: 1 }], [['docs']]])(
    'is not told where the id %j is the fault',
    (id) => {
      expect(named([id, 'wiki'], ['docs', 'wiki', 'docs'])).toEqual([]);
    },
  );

  test('is told beside a malformed id, when more names are unknown than ids malformed', () => {
    expect(named([12], ['docs', 'wiki'])).toEqual([
      'unknown_data_source indices/0/sources/0',
      'unknown_data_source indices/0/sources/1',
    ]);
  });

  test('is told beside an entry that is no mapping', () => {
    expect(told({ dataSources: [null, 'docs'], indices: [{ sources: ['docs'] }] })).toEqual([
      'unknown_data_source indices/0/sources/0',
    ]);
  });

  test.each([[null], [undefined], ['wiki']])('is told beside the id %j', (id) => {
    expect(named([id], ['docs'])).toEqual(['unknown_data_source indices/0/sources/0']);
  });

  test('is told of indices, too, by the same rule', () => {
    const retrievers = [{ indices: ['main'] }];
    expect(told({ indices: [{ id: 'other' }], retrievers })).toEqual([
      'unknown_index retrievers/0/indices/0',
    ]);
    expect(told({ indices: [{ id: 7 }], retrievers })).toEqual([]);
  });

  test('is not told where the list itself is missing or none, but an absent list of indices has none', () => {
    expect(told({ indices: [{ sources: ['docs'] }] })).toEqual([]);
    expect(told({ dataSources: 'docs', indices: [{ sources: ['docs'] }] })).toEqual([]);
    expect(told({ indices: {}, retrievers: [{ indices: ['main'] }] })).toEqual([]);
    for (const indices of [undefined, null])
      expect(told({ ...(indices === null && { indices }), retrievers: [{ indices: ['main'] }] })).toEqual([
        'unknown_index retrievers/0/indices/0',
      ]);
  });

  test('is no name when it is empty or no string', () => {
    expect(
      told({ dataSources: [{ id: 'docs' }], indices: [{ sources: ['', 3, null] }, { sources: 'x' }, 4] }),
    ).toEqual([]);
  });
});

test('Each further entry of one id clashes with the first', () => {
  for (const block of ['dataSources', 'indices', 'retrievers']) {
    const entries = [{ id: 'a' }, { id: 'b' }, { id: 'a' }, { id: 'a' }, { id: 1 }, { id: 1 }, 'a', null];
    expect([...crossCheck({ [block]: entries })]).toEqual([
      { code: 'duplicate_id', path: [block, 2, 'id'], first: [block, 0, 'id'] },
      { code: 'duplicate_id', path: [block, 3, 'id'], first: [block, 0, 'id'] },
    ]);
  }
});

test.each([
  [100, 99, 0],
  [100, 100, 1],
  [100, 101, 1],
  [1, 1, 1],
  [0, 5, 0],
  ['${SIZE}', 5, 0],
  [100, '${OVERLAP}', 0],
])('Chunks of %j overlap by %j: %i clash', (chunkSize, chunkOverlap, count) => {
  const path = 'overlap_too_large transforms/splitter/chunkOverlap';
  expect(told({ transforms: { splitter: { chunkSize, chunkOverlap } } })).toEqual(count ? [path] : []);
});

test.each([[null], ['text'], [[]], [{}], [{ transforms: 3 }], [{ transforms: { splitter: 'x' } }]])(
  '%j has no clash',
  (manifest) => {
    expect(told(manifest)).toEqual([]);
  },
);

describe('A clash in words', () => {
  const words = (manifest: Parameters<typeof crossCheck>[0]) =>
    [...crossCheck(manifest)].map((clash) => {
      const { message, hint, suggestions = [] } = describeClash(clash, manifest);
      return [message, hint, suggestions];
    });
  const named = (name: string, ids: (string | null)[]) =>
    words({ dataSources: ids.map((id) => ({ id })), indices: [{ sources: [name] }] });

  test('names the entry that has the id first', () => {
    expect(words({ indices: [{ id: 'a' }, { id: 'b' }, { id: 'b' }] })).toEqual([
      [expect.stringMatching(/^`indices\[1\]`/), expect.stringContaining('id of its own'), []],
    ]);
  });

  test('says how much chunks should overlap', () => {
    expect(words({ transforms: { splitter: { chunkSize: 9, chunkOverlap: 9 } } })).toEqual([
      [
        expect.stringMatching(/`chunkOverlap` is not below `chunkSize`/),
        expect.stringContaining('tenth'),
        [],
      ],
    ]);
  });

  test('names what is not there, what is near, and all that is known', () => {
    expect(named('doc', ['docs', 'wiki'])).toEqual([
      ['There is no data source with the id `doc`.', 'Did you mean `docs`? Known: `docs`, `wiki`.', ['docs']],
    ]);
    expect(words({ indices: [{ id: 'zebra' }], retrievers: [{ indices: ['main'] }] })).toEqual([
      ['There is no index with the id `main`.', 'Known: `zebra`.', []],
    ]);
  });

  test('says where to define it, where nothing is known or too much', () => {
    expect(named('docs', [])).toEqual([
      [expect.any(String), 'Define it under `dataSources`, with this `id`.', []],
    ]);
    expect(words({ retrievers: [{ indices: ['main'] }] })).toEqual([
      [expect.any(String), 'Define it under `indices`, with this `id`.', []],
    ]);
    const ids = Array.from({ length: 21 }, (_, i) => `docs${i}`);
    expect(named('doc', ids)).toMatchObject([{ 1: expect.stringMatching(/^Define/) }]);
    expect(named('doc', [...ids.slice(1), null])).toMatchObject([{ 1: expect.stringMatching(/^Did/) }]);
  });

  test('repeats no id that may be a secret', () => {
    const token = tokenLike();
    expect(named(token, ['docs'])).toEqual([['There is no data source with this id.', 'Known: `docs`.', []]]);
    expect(named('docs', [token])).toEqual([
      ['There is no data source with the id `docs`.', expect.stringMatching(/^Define/), []],
    ]);
  });
});
