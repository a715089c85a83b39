/** Submissions that tests start from. */
import { createHash, randomBytes, randomUUID } from 'node:crypto';

export const uniqueName = (prefix = 'docs'): string => `${prefix}-${randomUUID()}`;

/** A small valid manifest. */
export function manifestText(name: string, extra = ''): string {
  return `version: v0
metadata:
  name: ${name}
embeddings:
  provider: openai
  model: text-embedding-3-small
vectorStore:
  type: qdrant
  connection:
    apiKey: \${QDRANT_API_KEY}
dataSources:
  - id: wiki
    type: ConfluenceReader
    params:
      spaceKey: ENG
run:
  maxDocs: 100
${extra}`;
}

export const MANIFEST_CAPABILITIES = ['manifest', 'embeddings', 'openai', 'qdrant', 'confluence'];

/** A job that brings its manifest along. */
export function inlineJob(name = uniqueName(), changes: Readonly<Record<string, unknown>> = {}) {
  return {
    type: 'manifest',
    payload: {
      manifest: { name, action: 'run', source: { kind: 'inline', content: manifestText(name) }, ...changes },
    },
  };
}

export function taskJob(instructions = 'Write a test.', payload: Readonly<Record<string, unknown>> = {}) {
  return { type: 'task', payload: { repository: 'owner/repo', task: { instructions }, ...payload } };
}

export const TASK_CAPABILITIES = ['codex', 'git', 'gh'];

export function hashOf(text: string): string {
  return `sha256:${createHash('sha256').update(text).digest('hex')}`;
}

/** A value of a secret's shape, made at test time so that no scanner of this repository takes it for one. */
export function rawSecret(kind: keyof typeof SECRETS = 'github'): string {
  return SECRETS[kind](
    randomBytes(48)
      .toString('base64')
      .replace(/[^A-Za-z0-9]/g, 'x'),
  );
}

export const SECRETS = {
  github: (random: string) => ['gh', 'p_', random.slice(0, 36)].join(''),
  openai: (random: string) => ['s', 'k-', 'proj-', random.slice(0, 48)].join(''),
  aws: (random: string) =>
    [
      'AK',
      'IA',
      random
        .toUpperCase()
        .replace(/[^A-Z2-7]/g, 'Q')
        .slice(0, 16),
    ].join(''),
  slack: (random: string) => ['xo', 'xb-', '123456789012-', '123456789012-', random.slice(0, 24)].join(''),
} as const;
