/** Accepted jobs for tests of the store. */
import { createHash } from 'node:crypto';
import type { AcceptedJob, JsonObject } from '@moonmind/job-types';
import type { NewJob, PutManifest } from '../store.js';

export const USER = '00000000-0000-0000-0000-000000000000';
export const CAPABILITIES = ['manifest', 'embeddings', 'openai', 'qdrant', 'github'];
export const TEXT = 'version: v0\nmetadata:\n  name: docs\n';

export function hashOf(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}

type Accepted = Pick<AcceptedJob, 'type' | 'payload' | 'requiredCapabilities' | 'repository' | 'manifest'>;

/** The contracts alone give the brand; the store's tests also forge what no contract would let pass. */
export function forged(job: Accepted): AcceptedJob {
  return job as AcceptedJob;
}

export interface ManifestJobParts {
  readonly name?: string;
  readonly text?: string;
  readonly capabilities?: readonly string[];
  readonly fromRegistry?: boolean;
  /** Replaces fields of the payload. */
  readonly payload?: JsonObject;
}

/** A manifest job as its contract accepts it. */
export function manifestJob(parts: ManifestJobParts = {}): AcceptedJob {
  const { name = 'docs', text = TEXT, capabilities = CAPABILITIES, fromRegistry = false } = parts;
  const contentHash = hashOf(text);
  return forged({
    type: 'manifest',
    payload: {
      manifest: {
        name,
        action: 'run',
        source: { kind: fromRegistry ? 'registry' : 'inline', contentHash, version: 'v0' },
        options: { dryRun: true },
      },
      manifestHash: contentHash,
      manifestVersion: 'v0',
      requiredCapabilities: [...capabilities],
      effectiveRunConfig: { concurrency: 4, dryRun: true },
      manifestSecretRefs: { env: [], profile: [], vault: [] },
      ...parts.payload,
    },
    requiredCapabilities: capabilities,
    repository: null,
    manifest: { name, contentHash, content: text, fromRegistry },
  });
}

/** A task as its contract accepts it. */
export function taskJob(parts: Partial<Pick<Accepted, 'type' | 'repository'>> = {}): AcceptedJob {
  const { type = 'task', repository = 'acme/docs' } = parts;
  const requiredCapabilities = ['codex', 'git', 'gh'];
  return forged({
    type,
    payload: { repository, requiredCapabilities },
    requiredCapabilities,
    repository,
    manifest: null,
  });
}

export function newJob(input: Partial<NewJob> = {}): NewJob {
  return { job: manifestJob(), userId: USER, ...input };
}

export function manifestPut(input: Partial<PutManifest> = {}): PutManifest {
  const content = input.content ?? TEXT;
  return {
    name: 'docs',
    version: 'v0',
    content,
    contentHash: hashOf(content),
    requiredCapabilities: CAPABILITIES,
    userId: USER,
    ...input,
  };
}
