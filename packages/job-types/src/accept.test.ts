import { createManifestContract, hashManifest, ManifestContractError } from '@moonmind/manifest-contract';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createJobAcceptor } from './accept.js';
import { type AcceptedJob, accepted, JobContractError } from './contract.js';
import { JOB_TYPES } from './job.js';
import { faults, refusal, TASK } from './testing/submissions.js';

const TEXT = `version: v0
metadata:
  name: docs
embeddings:
  provider: openai
vectorStore:
  type: qdrant
dataSources:
  - type: ConfluenceReader
    auth:
      token: vault://kv/confluence#token
`;
const CAPABILITIES = ['manifest', 'embeddings', 'openai', 'qdrant', 'confluence'];

const acceptor = createJobAcceptor({ manifest: createManifestContract({ allowPathSource: true }) });

function manifestJob(source: object, registryText?: string): AcceptedJob {
  const payload = { manifest: { name: 'docs', action: 'run', source, options: { dryRun: true } } };
  return acceptor.accept({ type: 'manifest', payload }, registryText === undefined ? {} : { registryText });
}

describe('a manifest job', () => {
  it.each([
    ['inline', { kind: 'inline', content: TEXT }, undefined, false],
    ['path', { kind: 'path', path: 'manifests/docs.yaml', content: TEXT }, undefined, false],
    ['registry', { kind: 'registry', name: 'docs' }, TEXT, true],
  ])(
    'of source kind %s pins the text and keeps it out of what users see',
    (kind, source, text, fromRegistry) => {
      const job = manifestJob(source, text);
      expect(job.manifest).toEqual({
        name: 'docs',
        contentHash: hashManifest(TEXT),
        content: TEXT,
        fromRegistry,
      });
      expect(job).toMatchObject({ type: 'manifest', repository: null, requiredCapabilities: CAPABILITIES });
      expect(job.payload).toMatchObject({
        manifest: {
          name: 'docs',
          action: 'run',
          source: { kind, contentHash: hashManifest(TEXT), version: 'v0' },
        },
        manifestHash: hashManifest(TEXT),
        manifestVersion: 'v0',
        requiredCapabilities: CAPABILITIES,
        effectiveRunConfig: { dryRun: true },
        manifestSecretRefs: { vault: [{ ref: 'vault://kv/confluence#token' }] },
      });
      expect(JSON.stringify(job.payload)).not.toContain('dataSources');
    },
  );

  it.each<[string, unknown]>([
    ['a broken manifest', { manifest: { name: 'docs', source: { kind: 'inline', content: 'version: v1' } } }],
    ['a task', TASK],
    ['nothing', undefined],
    ['a registry source without its text', { manifest: { name: 'docs', source: { kind: 'registry' } } }],
  ])('is refused by the manifest contract: %s', (_what, payload) => {
    expect(() => acceptor.accept({ type: 'manifest', payload })).toThrow(ManifestContractError);
  });
});

describe('an unknown type', () => {
  it.each(['', 'Task', 'constructor', '__proto__', 'toString', 'tasks', 'x'.repeat(100_000)])(
    '%.20s',
    (type) => {
      const [fault] = refusal(type, TASK);
      expect(fault).toMatchObject({
        code: 'unknown_job_type',
        pointer: '',
        message: 'The type is none that the queue accepts.',
      });
    },
  );

  it('is answered with the nearest known one, and all', () => {
    expect(refusal('manifests', {})[0]?.hint).toContain('Did you mean "manifest"?');
    expect(refusal('zebra', {})[0]?.hint).toBe('Write one of manifest, task, codex_exec, codex_skill.');
  });
});

describe('every submission', () => {
  const known = fc.constantFrom(...JOB_TYPES);
  // Keys that contracts read, so that generated payloads get past the first check now and then.
  const key = fc.oneof(
    fc.constantFrom(
      ...[
        'repository',
        'repo',
        'task',
        'instructions',
        'runtime',
        'mode',
        'skill',
        'steps',
        'container',
        'publish',
      ],
      ...[
        'requiredCapabilities',
        'auth',
        'inputs',
        'enabled',
        'manifest',
        'source',
        'name',
        '__proto__',
        'constructor',
      ],
    ),
    fc.string(),
  );
  const leaf = fc.oneof(
    fc.constantFrom('owner/repo', 'codex', 'pr', 'universal', TEXT),
    fc.string({ unit: 'binary' }),
    fc.double(),
    fc.boolean(),
    fc.constant(null),
  );
  const { json } = fc.letrec<{ json: unknown }>((tie) => ({
    json: fc.oneof(
      { maxDepth: 5, withCrossShrink: true },
      leaf,
      fc.array(tie('json'), { maxLength: 4 }),
      fc.array(fc.tuple(key, tie('json')), { maxLength: 6 }).map((entries) => Object.fromEntries(entries)),
    ),
  }));
  const task = fc.tuple(json, json).map(([payload, task]) => ({
    ...asObject(payload),
    repository: 'a/b',
    task: { ...asObject(task), instructions: 'x' },
  }));

  it('is accepted, or refused by a contract: never another error (SC-001)', () => {
    const seen = { accepted: 0, refused: 0 };
    fc.assert(
      fc.property(
        known,
        fc.oneof(json, fc.anything({ withBigInt: true, withDate: true, withMap: true }), task),
        (type, payload) => {
          try {
            const job = acceptor.accept({ type, payload });
            seen.accepted += 1;
            expect(job.requiredCapabilities.length).toBeGreaterThan(0);
            expect(job.requiredCapabilities).toEqual([
              ...new Set(job.requiredCapabilities.map((c) => c.toLowerCase())),
            ]);
            expect(job.payload.requiredCapabilities).toEqual(job.requiredCapabilities);
            expect(JSON.parse(JSON.stringify(job.payload))).toEqual(normalZero(job.payload));
            expect(job.manifest !== null).toBe(type === 'manifest');
          } catch (error) {
            if (!(error instanceof JobContractError) && !(error instanceof ManifestContractError))
              throw error;
            seen.refused += 1;
            expect(error.diagnostics.length).toBeGreaterThan(0);
            for (const { message, hint } of error.diagnostics) expect(message && hint).not.toBe('');
          }
        },
      ),
      { numRuns: 2_000 },
    );
    expect(seen.accepted).toBeGreaterThan(50);
    expect(seen.refused).toBeGreaterThan(50);
  });

  it('is left as it was', () => {
    fc.assert(
      fc.property(known, fc.oneof(json, task), (type, payload) => {
        const before = structuredClone(payload);
        try {
          acceptor.accept({ type, payload });
        } catch {
          // Whether it is refused is another test's matter.
        }
        expect(payload).toEqual(before);
      }),
      { numRuns: 500 },
    );
  });
});

it('an accepted job bears the brand that the store asks for', () => {
  expect(manifestJob({ kind: 'inline', content: TEXT })[accepted]).toBe(true);
  expect(acceptor.accept({ type: 'task', payload: TASK })[accepted]).toBe(true);
});

it('tells all faults in the error’s message, for logs', () => {
  const { name, message } = new JobContractError([
    ...refusal('task', null),
    ...refusal('task', { task: TASK.task }),
  ]);
  expect(name).toBe('JobContractError');
  expect(message).toMatch(/^\/: .+\n\/repository: `repository` is missing or blank\.$/);
  expect(() => acceptor.accept({ type: 'task', payload: {} })).toThrow(
    '/repository: `repository` is missing or blank.',
  );
  expect(faults('task', {})).toEqual(['missing_field /repository', 'missing_field /task']);
});

function asObject(value: unknown): object {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? value : {};
}

/** JSON has no negative zero. */
function normalZero(value: unknown): unknown {
  if (value === 0) return 0;
  if (Array.isArray(value)) return value.map(normalZero);
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, normalZero(item)]));
}
