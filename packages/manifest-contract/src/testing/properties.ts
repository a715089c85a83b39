/** What must hold for every input: run a few hundred times in the suite, and many more by `pnpm fuzz`. */
import fc from 'fast-check';
import { applyFixes } from '../diagnostics/apply-fixes.js';
import { formatCodeFrames, formatGithub, formatJson, formatSarif } from '../entries/format.js';
import {
  createManifestContract,
  detectSecrets,
  ManifestContractError,
  type ManifestJobPayload,
  safeRedactSecrets,
} from '../index.js';
import { scanWhole } from '../secrets/detect.js';
import { isPlainlyClean } from '../secrets/plain-text.js';
import { parseText } from '../text/parse-text.js';
import { inlinePayload, manifestWith, tokenLike } from './manifests.js';
import { singleFaults } from './single-faults.js';

const contract = createManifestContract({ allowPathSource: true });

export interface Outcome {
  readonly failed: boolean;
  readonly cases: number;
  /** The seed and the shrunken case of a failure. */
  readonly report: string;
}

export type Property = (settings: { readonly numRuns: number; readonly seed?: number }) => Outcome;

function property<T>(inputs: fc.Arbitrary<T>, check: (input: T) => void): Property {
  return (settings) => {
    const details = fc.check(fc.property(inputs, check), settings);
    const { failed, numRuns } = details;
    return { failed, cases: numRuns, report: failed ? (fc.defaultReportMessage(details) ?? '') : '' };
  };
}

function hold(condition: boolean, rule: string): void {
  if (!condition) throw new Error(rule);
}

const YAML_PIECES = [
  ...[
    'a',
    'b',
    '0',
    '1',
    ':',
    ': ',
    ' ',
    '  ',
    '-',
    '- ',
    '\n',
    '\n  ',
    '{',
    '}',
    '[',
    ']',
    '"',
    "'",
    ',',
    '#',
    ' #',
  ],
  ...[
    '&a ',
    '*a',
    '<<: ',
    '!!str ',
    '!x ',
    '!!binary ',
    '|',
    '|\n  ',
    '>',
    '? ',
    '%',
    '---\n',
    '...\n',
    '\t',
    '\r\n',
  ],
  ...['\ufeff', '\u2028', '\0', '\ud83d', '😀', '\\', '\\u0041', '~', '.nan', '1e999', '0x1f', '2026-11-22'],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'version: v0\n',
    'metadata',
    'dataSources',
    'password: ',
    '${A}',
    '${A:-',
  ],
  ...[
    'profile://a#b',
    'vault://a/b#c',
    tokenLike(),
    'Bearer ',
    'https://u:p@h/',
    'eyJ',
    'sk-',
    '-----BEGIN ',
  ],
];

/** Text that is often nearly YAML, and often nearly a manifest. */
const texts: fc.Arbitrary<string> = fc.oneof(
  fc.array(fc.constantFrom(...YAML_PIECES), { maxLength: 40 }).map((pieces) => pieces.join('')),
  fc.array(fc.constantFrom(...YAML_PIECES), { maxLength: 12 }).map((pieces) => manifestWith(pieces.join(''))),
  fc
    .tuple(fc.nat(1_000_000), fc.nat(20))
    .map(([seed, skip]) => singleFaults(seed, skip + 1).at(-1)?.text ?? ''),
  fc
    .tuple(fc.nat(1_000_000), fc.nat(800), fc.nat(30), fc.constantFrom(...YAML_PIECES))
    .map(([seed, at, length, piece]) => {
      const text = singleFaults(seed, 1)[0]?.text ?? '';
      return text.slice(0, at) + piece + text.slice(at + length);
    }),
  fc.string({ unit: 'binary', maxLength: 60 }),
);

const generated = tokenLike().slice(4);
const LINE_KEYS = 'a b name value key code token password apiKey auth tokens env <<'.split(' ');
const LINE_VALUES = [
  ...[
    '',
    '',
    'b',
    '${A}',
    '"${A}"',
    'hunter2',
    "'it is'",
    '12345678',
    '--password',
    'admin:hunter2',
    generated,
  ],
  ...[
    '&x',
    '&x b',
    `&x ${generated}`,
    '*x',
    '[*x]',
    '[a, b]',
    `[${generated}]`,
    '{ a: b }',
    '{ key: hunter2 }',
  ],
  ...[
    `{ auth: ${generated} }`,
    '{ token: "${A}" }',
    '{ a: { password: hunter2 } }',
    '{ name: PASSWORD, value: b }',
  ],
];

/** Lines of block YAML that nearly fit together, about credentials. */
const lines: fc.Arbitrary<string> = fc
  .array(
    fc
      .record({
        indent: fc.constantFrom('', '', '  ', '    '),
        dash: fc.constantFrom('', '', '- '),
        key: fc.constantFrom('', ...LINE_KEYS.map((key) => `${key}: `)),
        value: fc.constantFrom(...LINE_VALUES),
        comment: fc.constantFrom('', '', '', ' # b', ' # password: hunter2x'),
      })
      .map(({ indent, dash, key, value, comment }) => `${indent}${dash}${key}${value}${comment}\n`),
    { minLength: 1, maxLength: 8 },
  )
  .map((list) => list.join(''));

const strange: fc.Arbitrary<unknown> = fc.anything({
  withBigInt: true,
  withDate: true,
  withMap: true,
  withNullPrototype: true,
  withSparseArray: true,
  withTypedArray: true,
  key: fc.oneof(
    fc.string(),
    fc.constantFrom('manifest', 'name', 'source', 'content', 'kind', '__proto__', 'constructor'),
  ),
});

const bodies: fc.Arbitrary<unknown> = fc.oneof(
  strange,
  texts.map((text) => inlinePayload(text)),
  fc
    .record(
      {
        name: fc.oneof(fc.constant('demo'), strange),
        action: fc.oneof(fc.constantFrom('run', 'plan', 'RUN ', 'evaluate'), strange),
        source: fc.oneof(
          fc.record(
            {
              kind: fc.constantFrom('inline', 'path', 'registry', 'repo'),
              content: texts,
              path: fc.string(),
            },
            { requiredKeys: [] },
          ),
          strange,
        ),
        options: fc.oneof(
          fc.record(
            {
              dryRun: fc.boolean(),
              forceFull: fc.boolean(),
              maxDocs: fc.oneof(fc.integer(), fc.constant(null)),
            },
            { requiredKeys: [] },
          ),
          strange,
        ),
      },
      { requiredKeys: [] },
    )
    .map((manifest) => ({ manifest })),
);

/** Normalizes; null when it is refused in the one way that it may be. */
function normalized(body: unknown): ManifestJobPayload | null {
  try {
    return contract.normalizeManifestJobPayload(body, { registryText: manifestWith() });
  } catch (error) {
    if (!(error instanceof ManifestContractError)) throw error;
    hold(
      error.diagnostics.some(({ severity }) => severity === 'error'),
      'a refusal names an error',
    );
    return null;
  }
}

/** Payloads that are taken: options and the manifest's run vary. */
const sound = fc
  .tuple(
    fc.record(
      { dryRun: fc.boolean(), forceFull: fc.boolean(), maxDocs: fc.integer({ min: 1 }) },
      { requiredKeys: [] },
    ),
    fc.dictionary(
      fc.constantFrom('concurrency', 'batchSize', 'maxDocs', 'extra', 'x-y'),
      fc.integer({ min: 1 }),
    ),
    fc.constantFrom('inline', 'path', 'registry'),
  )
  .map(([options, run, kind]) => {
    const content = manifestWith(`run: ${JSON.stringify(run)}`);
    const source = { inline: { kind, content }, path: { kind, content, path: 'a.yaml' }, registry: { kind } }[
      kind
    ];
    return { manifest: { name: 'demo', source, options } };
  });

/** The properties by name; each throws where it does not hold. */
export const PROPERTIES = {
  'only ManifestContractError leaves it': property(bodies, (body) => {
    normalized(body);
  }),
  'normalizing is deterministic, and takes its own result': property(sound, (body) => {
    const first = normalized(body);
    hold(first !== null, 'a sound payload is taken');
    hold(JSON.stringify(normalized(body)) === JSON.stringify(first), 'the same payload gives the same bytes');
    hold(JSON.stringify(normalized(first)) === JSON.stringify(first), 'normalizing again changes nothing');
  }),
  'diagnostics have places in the text, in order': property(texts, (text) => {
    const { manifest, diagnostics } = contract.parseManifest(text);
    hold(
      (manifest === null) === diagnostics.some(({ severity }) => severity === 'error'),
      'a manifest or an error',
    );
    let before = 0;
    for (const { range, line, related, code } of diagnostics) {
      if (range === null) continue;
      const { start, end } = range;
      hold(start.offset <= end.offset && end.offset <= text.length, 'a range lies in the text');
      hold(start.line === line && start.line >= before, 'places are in order');
      before = start.line;
      const firsts = code === 'yaml_duplicate_key' || code === 'duplicate_id' ? 1 : 0;
      hold(related.length >= firsts, 'a duplicate names the first');
    }
  }),
  'safe fixes leave no more errors than there were': property(texts, (text) => {
    const { diagnostics } = contract.parseManifest(text);
    for (const found of diagnostics.filter(({ fix }) => fix?.confidence === 'safe')) {
      const left = contract.parseManifest(applyFixes(text, [found])).diagnostics;
      hold(left.length < diagnostics.length, `${found.code}: a safe fix mends its fault and makes no other`);
    }
  }),
  'formats say the same each time, and no secret': property(texts, (text) => {
    const { diagnostics } = contract.parseManifest(text);
    const all = () =>
      [
        formatCodeFrames(diagnostics, text),
        formatGithub(diagnostics),
        formatSarif(diagnostics),
        formatJson(diagnostics),
      ].join('');
    const [first, again] = [all(), all()];
    hold(first === again, 'the same bytes');
    hold(!first.includes(tokenLike().slice(4, 14)), 'no secret');
  }),
  'what is seen to be clean without a parse is clean': property(lines, (text) => {
    if (isPlainlyClean(text))
      hold(scanWhole(parseText(text)).length === 0, 'the parser finds nothing either');
  }),
  'what is redacted scans clean': property(texts, (text) => {
    const result = safeRedactSecrets(text);
    if (result.success) hold(detectSecrets(result.text).length === 0, 'a redacted text has no finding');
  }),
} as const;
