import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { formatCodeFrames, formatGithub, formatJson, formatSarif } from '../entries/format.js';
import { DIAGNOSTIC_EXAMPLES } from '../testing/diagnostic-examples.js';
import { diagnosticsPage } from '../testing/diagnostics-page.js';
import { manifestWith, tokenLike } from '../testing/manifests.js';
import { sarifFaults } from '../testing/sarif-faults.js';
import { applyFixes } from './apply-fixes.js';
import { DIAGNOSTICS, type DiagnosticCode } from './codes.js';

const page = readFileSync(new URL('../../../../docs/diagnostics.md', import.meta.url), 'utf8');

test('docs/diagnostics.md is up to date (`pnpm --filter @moonmind/manifest-contract schema` writes it)', () => {
  expect(page).toBe(diagnosticsPage());
});

interface Expected {
  readonly pointer: string;
  /** The stretch of the text that is pointed at; null for a diagnostic without a text. */
  readonly at: string | null;
  readonly suggestion?: string;
  /** What the first place of two says. */
  readonly first?: string;
  /** Confidence and what the example becomes. */
  readonly fix?: readonly ['safe' | 'unsure', string];
}

const body = (pointer: string, suggestion?: string): Expected => ({
  pointer,
  at: null,
  ...(suggestion && { suggestion }),
});

// What each example's diagnostic says of its place and of the remedy.
const EXPECTED: Readonly<Record<DiagnosticCode, Expected>> = {
  not_text: { pointer: '', at: null },
  text_too_large: { pointer: '', at: '' },
  text_too_deep: { pointer: '', at: '' },
  text_too_many_nodes: { pointer: '', at: '' },
  text_too_many_aliases: { pointer: '/metadata/tags/101', at: '*a' },
  text_scalar_too_long: { pointer: '', at: '' },
  text_not_storable: { pointer: '/metadata/owner', at: '"a\\0b"' },
  yaml_syntax: { pointer: '', at: '{', fix: ['unsure', 'run: {batchSize: 8}'] },
  yaml_empty: { pointer: '', at: '' },
  yaml_multiple_documents: { pointer: '', at: '---' },
  yaml_duplicate_key: { pointer: '/run/batchSize', at: 'batchSize', first: 'batchSize' },
  yaml_key_not_scalar: { pointer: '/observability', at: '[a, b]' },
  yaml_unknown_tag: {
    pointer: '/observability/logs',
    at: 'LOGS',
    fix: ['unsure', 'observability: {logs: LOGS}'],
  },
  yaml_binary: { pointer: '/observability/icon', at: 'aWNvbg==' },
  yaml_alias_unresolved: { pointer: '/observability/logs', at: '*out' },
  yaml_alias_recursive: { pointer: '/observability/again', at: '*o' },
  yaml_merge_not_map: { pointer: '/run', at: '<<' },
  yaml_number_inexact: {
    pointer: '/observability/account',
    at: '12345678901234567890',
    fix: ['unsure', 'observability: {account: "12345678901234567890"}'],
  },
  reserved_key: { pointer: '/observability', at: '__proto__' },
  legacy_manifest: { pointer: '/apiVersion', at: 'apiVersion' },
  version_unsupported: { pointer: '/version', at: 'v1', fix: ['unsure', 'version: v0'] },
  field_missing: { pointer: '/embeddings/provider', at: 'embeddings' },
  wrong_type: { pointer: '/run/concurrency', at: '"4"', fix: ['safe', 'run: {concurrency: 4}'] },
  invalid_value: { pointer: '/run/concurrency', at: '0', fix: ['unsure', 'run: {concurrency: 1}'] },
  invalid_name: {
    pointer: '/metadata/name',
    at: 'my manifest',
    fix: ['unsure', 'metadata: {name: my-manifest}'],
  },
  invalid_schedule: { pointer: '/scheduling', at: 'every night' },
  reference_not_allowed: { pointer: '/vectorStore/type', at: '"${STORE}"' },
  malformed_reference: {
    pointer: '/vectorStore/indexName',
    at: '"${INDEX"',
    suggestion: '${INDEX}',
    fix: ['unsure', 'vectorStore: {type: qdrant, indexName: "${INDEX}"}'],
  },
  unknown_key: {
    pointer: '/embeddings/batch_size',
    at: 'batch_size',
    suggestion: 'batchSize',
    fix: ['safe', 'embeddings: {provider: openai, batchSize: 8}'],
  },
  duplicate_id: {
    pointer: '/dataSources/1/id',
    at: 'a',
    first: 'a',
    fix: ['unsure', 'dataSources: [{id: a, type: ConfluenceReader}, {id: a-2, type: GoogleDriveReader}]'],
  },
  unknown_data_source: {
    pointer: '/indices/0/sources/0',
    at: 'doc',
    suggestion: 'docs',
    fix: ['safe', 'indices: [{id: main, sources: [docs]}]'],
  },
  unknown_index: {
    pointer: '/retrievers/0/indices/0',
    at: 'mian',
    suggestion: 'main',
    fix: ['safe', 'indices: [{id: main}]\nretrievers: [{indices: [main]}]'],
  },
  overlap_too_large: {
    pointer: '/transforms/splitter/chunkOverlap',
    at: '200',
    fix: ['unsure', 'transforms: {splitter: {chunkSize: 200, chunkOverlap: 20}}'],
  },
  unknown_provider: {
    pointer: '/embeddings/provider',
    at: 'opneai',
    suggestion: 'openai',
    fix: ['safe', 'embeddings: {provider: openai}'],
  },
  unknown_store: {
    pointer: '/vectorStore/type',
    at: 'quadrant',
    suggestion: 'qdrant',
    fix: ['safe', 'vectorStore: {type: qdrant}'],
  },
  unknown_reader: {
    pointer: '/dataSources/0/type',
    at: 'GithubReader',
    suggestion: 'GithubRepositoryReader',
    fix: ['unsure', 'dataSources: [{type: GithubRepositoryReader}]'],
  },
  raw_secret: {
    pointer: '/dataSources/0/auth/token',
    at: 'correct-horse',
    fix: ['unsure', 'dataSources: [{type: ConfluenceReader, auth: {token: "${TOKEN}"}}]'],
  },
  body_not_json: body('/manifest/options/maxDocs'),
  body_too_complex: body('/x/49991'),
  unknown_field: body('/manifest/optoins', 'options'),
  name_mismatch: body('/manifest/name'),
  reserved_action: body('/manifest/action'),
  unknown_action: body('/manifest/action', 'run'),
  reserved_source_kind: body('/manifest/source/kind'),
  unknown_source_kind: body('/manifest/source/kind', 'inline'),
  path_source_disabled: body('/manifest/source/kind'),
  registry_content_refused: body('/manifest/source/content'),
  registry_text_missing: body('/manifest/source'),
  invalid_option: body('/manifest/options/maxDocs'),
  structural_option: body('/manifest/options/dataSources'),
  unknown_option: body('/manifest/options/verbose'),
  too_many_diagnostics: { pointer: '', at: null },
};

describe.each(Object.entries(EXPECTED))('%s', (code, expected) => {
  const facts = Object.entries(DIAGNOSTICS).find(([own]) => own === code)?.[1];
  const example = Object.entries(DIAGNOSTIC_EXAMPLES).find(([own]) => own === code)?.[1];
  const all = example?.diagnose(example.wrong) ?? [];
  const found = all.find((diagnostic) => diagnostic.code === code);
  const text = example?.text(example.wrong) ?? '';

  test('is provoked by what the docs call wrong', () => {
    expect(found?.severity).toBe(facts?.severity);
    if (code !== 'too_many_diagnostics') expect(all.map((diagnostic) => diagnostic.code)).toEqual([code]);
  });

  test('is mended by what the docs call right', () => {
    expect(example?.diagnose(example.right)).toEqual([]);
  });

  test('says where: pointer, start and end, the first of two', () => {
    expect(found?.pointer).toBe(expected.pointer);
    const at = found?.range ? text.slice(found.range.start.offset, found.range.end.offset) : null;
    expect(at).toBe(expected.at);
    expect([found?.line, found?.column, found?.endLine, found?.endColumn]).toEqual([
      found?.range?.start.line ?? null,
      found?.range?.start.column ?? null,
      found?.range?.end.line ?? null,
      found?.range?.end.column ?? null,
    ]);
    const [first] = found?.related ?? [];
    expect(first && text.slice(first.range.start.offset, first.range.end.offset)).toBe(expected.first);
    if (first && found?.range) expect(first.range.end.offset).toBeLessThanOrEqual(found.range.start.offset);
  });

  test('says what is wrong and what is right, in sentences', () => {
    for (const sentence of [found?.message, found?.hint]) expect(sentence).toMatch(/^[A-Z`'{].{8,}[.?}]$/s);
    expect(found?.suggestions?.[0]).toBe(expected.suggestion);
  });

  test('has the fix it can have', () => {
    const mended = found && applyFixes(text, [found], { unsure: true });
    const fix = found?.fix && [found.fix.confidence, mended];
    expect(fix).toEqual(expected.fix && [expected.fix[0], manifestWith(expected.fix[1])]);
    if (fix && example) expect(example.diagnoseText(mended ?? '')).toEqual([]);
    if (found?.fix?.confidence === 'unsure') expect(applyFixes(text, [found])).toBe(text);
  });

  test('has a section in the docs, with a wrong and a right example', () => {
    const anchor = found?.docs.split('#')[1];
    const section = page.split(/^## /m).find((part) => part.startsWith(`${anchor}\n`));
    expect(anchor).toBe(code);
    expect(section).toContain(facts?.meaning);
    expect(section).toMatch(/^Wrong:[\s\S]+^Right:/m);
  });

  test('shows in every format, masked and valid', () => {
    const token = tokenLike();
    const leaky = `${text.slice(0, 100_000)}\n# ${token}\n`;
    const frames = formatCodeFrames(all, text);
    expect(frames).toContain(`[${code}]: `);
    expect(formatCodeFrames(all, leaky, { context: 1000 })).not.toContain(token.slice(4, 10));
    if (code === 'raw_secret') expect(frames).not.toContain('horse');
    expect(formatGithub(all)).toMatch(
      new RegExp(`^::${facts?.severity} file=manifest.yaml,.*title=${code}::`, 'm'),
    );
    expect(JSON.parse(formatJson(all))).toEqual(all);
    expect(sarifFaults(formatSarif(all))).toEqual([]);
  });
});
