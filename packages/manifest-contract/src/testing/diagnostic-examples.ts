/**
 * For each code, something that provokes it and something that mends it. docs/diagnostics.md is made from this, and the
 * tests run it: what the docs call wrong is refused under that code, what they call right is taken.
 */
import { createManifestContract } from '../contract.js';
import type { DiagnosticCode } from '../diagnostics/codes.js';
import type { Diagnostic } from '../diagnostics/diagnostic.js';
import type { TextValidation } from '../validate-text.js';
import { inlinePayload, manifestWith } from './manifests.js';

export interface DiagnosticExample {
  readonly wrong: string;
  readonly right: string;
  /** What the contract says of either. */
  diagnose(shown: string): readonly Diagnostic[];
  /** The text that it says it of; '' where there is none. */
  text(shown: string): string;
  /** What the contract says of a text. */
  diagnoseText(text: string): readonly Diagnostic[];
}

const contract = createManifestContract();

function diagnoseText(text: string): readonly Diagnostic[] {
  return contract.parseManifest(text).diagnostics;
}

/** A fragment of YAML, laid over a valid manifest. */
function manifest(wrong: string, right: string): DiagnosticExample {
  return {
    wrong,
    right,
    diagnose: (shown) => diagnoseText(manifestWith(shown)),
    text: manifestWith,
    diagnoseText,
  };
}

/** A whole text. */
function text(wrong: string, right: string): DiagnosticExample {
  return { wrong, right, diagnose: diagnoseText, text: (shown) => shown, diagnoseText };
}

/** Texts too long or too odd to show: the docs describe them, the test builds them. */
function described(wrong: [string, unknown], right: [string, unknown]): DiagnosticExample {
  return {
    wrong: wrong[0],
    right: right[0],
    text: (shown) => String(shown === wrong[0] ? wrong[1] : right[1]),
    diagnoseText,
    diagnose(shown) {
      const built = shown === wrong[0] ? wrong[1] : right[1];
      // Reflect, since one of them is no string, and the types know better.
      const { diagnostics }: TextValidation = Reflect.apply(contract.validateManifestText, undefined, [
        built,
      ]);
      return diagnostics;
    },
  };
}

/** Fields of `manifest` in the payload, laid over a valid one. */
function payload(wrong: string, right: string, registryText?: string): DiagnosticExample {
  return {
    wrong,
    right,
    text: () => '',
    diagnoseText,
    diagnose(shown) {
      const body = inlinePayload();
      const fields: object = JSON.parse(shown);
      return diagnosticsOf({ manifest: { ...body.manifest, ...fields } }, registryText);
    },
  };
}

function diagnosticsOf(body: unknown, registryText?: string): readonly Diagnostic[] {
  const result = contract.safeNormalizeManifestJobPayload(
    body,
    registryText === undefined ? {} : { registryText },
  );
  return result.success ? result.warnings : result.diagnostics;
}

const nested = (depth: number) => `observability: {a: ${'['.repeat(depth)}${']'.repeat(depth)}}\n`;
const tags = (count: number) =>
  `metadata:\n  name: demo\n  tags: [${Array.from({ length: count }, () => 'a').join(', ')}]\n`;
const aliases = (count: number) =>
  `metadata: {name: demo, tags: [&a docs, ${Array.from({ length: count }, () => '*a').join(', ')}]}\n`;
const inlineSource = (content: string) => JSON.stringify({ source: { kind: 'inline', content } });

export const DIAGNOSTIC_EXAMPLES: Readonly<Record<DiagnosticCode, DiagnosticExample>> = {
  not_text: described(['bytes, or an object', { version: 'v0' }], ['the YAML as a string', manifestWith()]),
  text_too_large: described(
    ['600 KiB of YAML', manifestWith(`# ${'x'.repeat(600 * 1024)}\n`)],
    ['up to 512 KiB', manifestWith(`# ${'x'.repeat(500 * 1024)}\n`)],
  ),
  text_too_deep: described(
    ['70 brackets within each other', manifestWith(nested(70))],
    ['up to 64 collections', manifestWith(nested(62))],
  ),
  text_too_many_nodes: described(
    ['a list of 60,000 tags', manifestWith(tags(60_000))],
    ['up to 50,000 nodes', manifestWith(tags(40_000))],
  ),
  text_too_many_aliases: described(
    ['101 aliases', manifestWith(aliases(101))],
    ['up to 100 aliases', manifestWith(aliases(100))],
  ),
  text_scalar_too_long: described(
    [
      'a description of 130 KiB',
      manifestWith(`metadata: {name: demo, description: ${'x'.repeat(130 * 1024)}}`),
    ],
    ['up to 128 KiB', manifestWith(`metadata: {name: demo, description: ${'x'.repeat(127 * 1024)}}`)],
  ),
  text_not_storable: manifest(
    'metadata: {name: demo, owner: "a\\0b"}',
    'metadata: {name: demo, owner: "a b"}',
  ),
  yaml_syntax: manifest('run: {batchSize: 8', 'run: {batchSize: 8}'),
  yaml_empty: text('# nothing yet', manifestWith()),
  yaml_multiple_documents: text(`${manifestWith()}---\n${manifestWith()}`, manifestWith()),
  yaml_duplicate_key: manifest('run: {batchSize: 8, batchSize: 9}', 'run: {batchSize: 9}'),
  yaml_key_not_scalar: manifest('observability: {[a, b]: on}', 'observability: {a-b: on}'),
  yaml_unknown_tag: manifest('observability: {logs: !env LOGS}', 'observability: {logs: "${LOGS}"}'),
  yaml_binary: manifest('observability: {icon: !!binary aWNvbg==}', 'observability: {icon: icon.png}'),
  yaml_alias_unresolved: manifest(
    'observability: {logs: *out}',
    'observability: {traces: &out stdout, logs: *out}',
  ),
  yaml_alias_recursive: manifest('observability: &o {again: *o}', 'observability: {once: true}'),
  yaml_merge_not_map: manifest('run: {<<: fast}', 'run: {<<: {batchSize: 8}}'),
  yaml_number_inexact: manifest(
    'observability: {account: 12345678901234567890}',
    'observability: {account: "12345678901234567890"}',
  ),
  reserved_key: manifest('observability: {__proto__: 1}', 'observability: {proto: 1}'),
  legacy_manifest: text('apiVersion: moonmind/v1\nkind: Readers\nspec: {}', manifestWith()),
  version_unsupported: manifest('version: v1', 'version: v0'),
  field_missing: manifest('embeddings: {model: text-embedding-3-small}', 'embeddings: {provider: openai}'),
  wrong_type: manifest('run: {concurrency: "4"}', 'run: {concurrency: 4}'),
  invalid_value: manifest('run: {concurrency: 0}', 'run: {concurrency: 1}'),
  invalid_name: manifest('metadata: {name: my manifest}', 'metadata: {name: demo}'),
  invalid_schedule: manifest('scheduling: every night', 'scheduling: 0 4 * * *'),
  reference_not_allowed: manifest('vectorStore: {type: "${STORE}"}', 'vectorStore: {type: qdrant}'),
  malformed_reference: manifest(
    'vectorStore: {type: qdrant, indexName: "${INDEX"}',
    'vectorStore: {type: qdrant, indexName: "${INDEX}"}',
  ),
  unknown_key: manifest(
    'embeddings: {provider: openai, batch_size: 8}',
    'embeddings: {provider: openai, batchSize: 8}',
  ),
  duplicate_id: manifest(
    'dataSources: [{id: a, type: ConfluenceReader}, {id: a, type: GoogleDriveReader}]',
    'dataSources: [{id: a, type: ConfluenceReader}, {id: b, type: GoogleDriveReader}]',
  ),
  unknown_data_source: manifest(
    'indices: [{id: main, sources: [doc]}]',
    'indices: [{id: main, sources: [docs]}]',
  ),
  unknown_index: manifest(
    'indices: [{id: main}]\nretrievers: [{indices: [mian]}]',
    'indices: [{id: main}]\nretrievers: [{indices: [main]}]',
  ),
  overlap_too_large: manifest(
    'transforms: {splitter: {chunkSize: 200, chunkOverlap: 200}}',
    'transforms: {splitter: {chunkSize: 200, chunkOverlap: 20}}',
  ),
  unknown_provider: manifest('embeddings: {provider: opneai}', 'embeddings: {provider: openai}'),
  unknown_store: manifest('vectorStore: {type: quadrant}', 'vectorStore: {type: qdrant}'),
  unknown_reader: manifest(
    'dataSources: [{type: GithubReader}]',
    'dataSources: [{type: GithubRepositoryReader}]',
  ),
  raw_secret: manifest(
    'dataSources: [{type: ConfluenceReader, auth: {token: correct-horse}}]',
    'dataSources: [{type: ConfluenceReader, auth: {token: "${CONFLUENCE_TOKEN}"}}]',
  ),
  body_not_json: {
    wrong: '{"options": {"maxDocs": NaN}}',
    right: '{"options": {"maxDocs": 10}}',
    text: () => '',
    diagnoseText,
    diagnose: (shown) => {
      const maxDocs = shown.includes('NaN') ? Number.NaN : 10;
      return diagnosticsOf({ manifest: { ...inlinePayload().manifest, options: { maxDocs } } });
    },
  },
  body_too_complex: {
    wrong: 'a payload of 60,000 values',
    right: 'the fields of `manifest`',
    text: () => '',
    diagnoseText,
    diagnose: (shown) =>
      diagnosticsOf(
        shown.startsWith('a payload') ? { ...inlinePayload(), x: Array(60_000).fill(0) } : inlinePayload(),
      ),
  },
  unknown_field: payload('{"optoins": {"dryRun": true}}', '{"options": {"dryRun": true}}'),
  name_mismatch: payload('{"name": "other"}', '{"name": "demo"}'),
  reserved_action: payload('{"action": "evaluate"}', '{"action": "plan"}'),
  unknown_action: payload('{"action": "runn"}', '{"action": "run"}'),
  reserved_source_kind: payload('{"source": {"kind": "repo"}}', inlineSource(manifestWith())),
  unknown_source_kind: payload('{"source": {"kind": "inlined"}}', inlineSource(manifestWith())),
  path_source_disabled: payload(
    '{"source": {"kind": "path", "path": "a.yaml"}}',
    inlineSource(manifestWith()),
  ),
  registry_content_refused: payload(
    '{"source": {"kind": "registry", "content": "version: v0"}}',
    '{"source": {"kind": "registry"}}',
    manifestWith(),
  ),
  registry_text_missing: payload('{"source": {"kind": "registry"}}', inlineSource(manifestWith())),
  invalid_option: payload('{"options": {"maxDocs": "10"}}', '{"options": {"maxDocs": 10}}'),
  structural_option: payload('{"options": {"dataSources": []}}', '{"options": {"dryRun": true}}'),
  unknown_option: payload('{"options": {"verbose": true}}', '{"options": {}}'),
  too_many_diagnostics: described(
    ['more than 100 faults', manifestWith(`metadata: {name: demo, tags: [${'1, '.repeat(120)}1]}`)],
    ['none', manifestWith()],
  ),
};
