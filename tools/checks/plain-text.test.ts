import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { scanWhole } from '../../packages/manifest-contract/src/secrets/detect.js';
import { isPlainlyClean } from '../../packages/manifest-contract/src/secrets/plain-text.js';
import { parseText } from '../../packages/manifest-contract/src/text/parse-text.js';
import { plants } from '../eval/secrets/corpus.js';
import { innocentManifests } from '../eval/secrets/innocents.js';
import { Random } from '../eval/secrets/random.js';

// At length: PLAIN_TEXT_SEED=7 PLAIN_TEXT_MUTANTS=20 vitest run tools/checks/plain-text.test.ts
const SEED = Number(process.env.PLAIN_TEXT_SEED ?? 11);
const MUTANTS = Number(process.env.PLAIN_TEXT_MUTANTS ?? 1);

const examples = path.join(import.meta.dirname, '../../examples/manifests');
const manifests = readdirSync(examples)
  .filter((file) => file.endsWith('.yaml'))
  .map((file) => readFileSync(path.join(examples, file), 'utf8'));

/** What YAML makes much of, and what secrets hide behind. */
const PIECES = [
  ...[
    ' ',
    '  ',
    ':',
    ': ',
    ' #',
    '#',
    '-',
    '- ',
    '"',
    "'",
    '\\',
    '\r',
    '\t',
    '|',
    '>',
    '&a ',
    '*a',
    '!!str ',
    '<<: ',
    '? ',
  ],
  ...[
    '{',
    '}',
    '[',
    ']',
    ',',
    '---\n',
    '...\n',
    '%',
    '\u00a0',
    '\u2028',
    'é',
    '\u{1f511}',
    '~',
    'null',
    '\ufeff',
  ],
  ...[
    'token: ',
    'password: ',
    'auth:\n',
    'key: ',
    'name: DB_PASSWORD\n',
    'value: ',
    'hunter2!',
    '--password',
    '${X:-',
    '}',
  ],
  ...[
    's3cr3t-Pa55',
    'https://u:p4ssw0rd9@h.example.org/',
    'apiKeys: [',
    'Qx7Tz9Lm2Vb4Kc8Rf1Wd',
    'security:',
    'profile://a#b',
  ],
];

function mutate(text: string, random: Random): string {
  let mutant = text;
  for (let edits = random.int(1, 3); edits > 0; edits -= 1) {
    const lines = mutant.split('\n');
    const at = random.int(0, lines.length - 1);
    const line = lines[at] ?? '';
    const other = lines[random.int(0, lines.length - 1)] ?? '';
    const cut = random.int(0, line.length);
    const piece = random.pick(PIECES);
    const by = [
      () => [],
      () => [line, other],
      () => [`${' '.repeat(random.int(1, 4))}${line}`],
      () => [line.replace(/^ {1,2}/, '')],
      () => [line.slice(0, cut) + piece + line.slice(cut)],
      () => [line.slice(0, cut) + piece],
      () => [line.slice(0, cut), line.slice(cut)],
      () => [line.replace(/: .*/, `: ${piece}`)],
      () => [line.replace(/[A-Za-z_-]+:/, piece.trimEnd())],
      () => [line, line.replace(/\S.*/, '') + piece + random.pick(PIECES)],
    ];
    lines.splice(at, 1, ...random.pick(by)());
    mutant = lines.join('\n');
  }
  return mutant;
}

function* texts(): Generator<string> {
  const random = new Random(SEED);
  const originals = [
    ...[...plants(random, 1)].map(({ text }) => text),
    ...[...innocentManifests(random, 1)].map(({ text }) => text),
    ...Array.from({ length: 40 }, () => manifests).flat(),
  ];
  for (const text of originals) {
    yield text;
    for (let i = 0; i < MUTANTS; i += 1) yield mutate(text, random);
  }
}

describe('A manifest that is passed without a parse', () => {
  test(`has nothing in it that a parse finds, seed ${SEED}`, () => {
    let passed = 0;
    for (const text of texts()) {
      if (!isPlainlyClean(text)) continue;
      passed += 1;
      const parsed = parseText(text);
      if (scanWhole(parsed).length > 0) expect.fail(`A secret is passed over in:\n${text}`);
      const sound = parsed.documents.length === 1 && parsed.documents[0]?.errors.length === 0;
      if (!sound) expect.fail(`The parser reads otherwise:\n${text}`);
    }
    expect(passed).toBeGreaterThan(100);
  }, 3_600_000);

  test('is the usual one', () => {
    const usual = manifests.filter((text) => !/[&*]\w|[|>]$/m.test(text));
    expect(usual.length).toBeGreaterThan(1);
    expect(usual.map(isPlainlyClean)).toEqual(usual.map(() => true));
  });
});
