import { expect, test } from 'vitest';
import { applyFixes } from './diagnostics/apply-fixes.js';
import type { Diagnostic } from './diagnostics/diagnostic.js';
import { formatCodeFrames, formatGithub, formatJson, formatSarif } from './entries/format.js';
import { ManifestContractError, parseManifest, safeNormalizeManifestJobPayload } from './index.js';
import { inlinePayload, manifestWith, tokenLike } from './testing/manifests.js';

const TOKEN = tokenLike();
// Any six characters of it in a row are too many.
const PIECES = Array.from({ length: TOKEN.length - 9 }, (_, i) => TOKEN.slice(4 + i, 10 + i));

const MANIFEST = manifestWith(
  [
    'dataSources:',
    '  - id: docs # nightly',
    '    type: ConfluenceReader',
    '    auth: {username: bot, token: "${CONFLUENCE_TOKEN}"}',
    'indices: [{id: main, sources: [docs]}]',
    'run: {batchSize: 8}',
    'observability: {logs: &out stdout, traces: *out}',
  ].join('\n'),
);

/** The manifest with the canary in place of each of its words in turn, and around it what breaks the syntax. */
function* planted(): Generator<[place: string, text: string]> {
  for (const { 0: word, index } of MANIFEST.matchAll(/[A-Za-z_][\w-]*/g)) {
    const [before, after] = [MANIFEST.slice(0, index), MANIFEST.slice(index + word.length)];
    const place = `${word} at ${index}`;
    yield [place, before + TOKEN + after];
    yield [`${place}, behind it`, `${before}${word}${TOKEN}${after}`];
    yield [`${place}, quoted`, `${before}"${TOKEN}"${after}`];
    yield [`${place}, open quote`, `${before}"${TOKEN}${after}`];
    yield [`${place}, doubled`, `${before}${TOKEN}: ${TOKEN}: ${after}`];
    yield [`${place}, alias`, `${before}*${TOKEN} ${after}`];
    yield [`${place}, anchor`, `${before}&${TOKEN} ${word}${after}`];
    yield [`${place}, tag`, `${before}!${TOKEN} ${word}${after}`];
    yield [`${place}, bracket`, `${before}[${TOKEN}${after}`];
    yield [`${place}, escaped`, `${before}"\\x${TOKEN.charCodeAt(0).toString(16)}${TOKEN.slice(1)}"${after}`];
  }
  yield ['comment', `${MANIFEST}# ${TOKEN}\n`];
  yield ['comment at the end of a broken text', `a: [\n# ${TOKEN}`];
  yield ['directive', `%${TOKEN}\n---\n${MANIFEST}`];
  yield ['second document', `${MANIFEST}---\n${TOKEN}: ${TOKEN}\n`];
  yield ['block scalar', `${MANIFEST}notes: |\n  ${TOKEN}\n  ${TOKEN}\n`];
  yield ['duplicate key', `${MANIFEST}${TOKEN}: 1\n${TOKEN}: 2\n`];
  yield ['under the tab of a line', `${MANIFEST}x:\n\t${TOKEN}: 1\n`];
}

/** All that is ever said of a text. */
function everythingSaid(text: string): string {
  const { diagnostics } = parseManifest(text);
  const result = safeNormalizeManifestJobPayload(inlinePayload(text));
  const all: readonly Diagnostic[] = [
    ...diagnostics,
    ...(result.success ? result.warnings : result.diagnostics),
  ];
  return [
    formatCodeFrames(all, text, { context: 100 }),
    formatGithub(all),
    formatSarif(all),
    formatJson(all),
    new ManifestContractError(all).message,
    ...all.map(({ fix }) => JSON.stringify(fix ?? null)),
  ].join('\n');
}

test('A canary in any value, key, comment, anchor, tag or syntax error shows in no format', () => {
  let places = 0;
  for (const [place, text] of planted()) {
    const said = everythingSaid(text);
    const leaks = PIECES.filter((piece) => said.includes(piece));
    expect(leaks, `${place}:\n${leaks.length > 0 ? said : ''}`).toEqual([]);
    places += 1;
  }
  expect(places).toBeGreaterThan(250);
}, 60_000);

test('A plain word under a credential key is masked, too, told or not', () => {
  const word = 'correct-horse-battery';
  for (const text of [
    `${MANIFEST}x: {password: ${word}}\n`,
    `x:\n  password: ${word}\ny: [`,
    `x: {a: "b}\n  client_secret: ${word}\n`,
  ]) {
    const { diagnostics } = parseManifest(text);
    expect(formatCodeFrames(diagnostics, text, { context: 100 })).not.toContain('horse');
    // Whoever leaves the finding out of the list does not unmask it.
    const others = diagnostics.filter(({ code }) => code !== 'raw_secret');
    expect(formatCodeFrames(others, text, { context: 100 })).not.toContain('horse');
  }
});

test('No fix brings a secret back, and none leaves one in', () => {
  const text = `${MANIFEST}x: {password: correct-horse}\n`;
  const mended = applyFixes(text, parseManifest(text).diagnostics, { unsure: true });
  expect(mended).toContain('x: {password: "${PASSWORD}"}');
});
