import { expect, it } from 'vitest';
import {
  categoryOf,
  FINAL_STATUSES,
  isLegacyType,
  JOB_CATEGORIES,
  JOB_STATUSES,
  JOB_TYPES,
  typesOf,
} from './job.js';

it('lists manifest jobs apart from tasks (FR-001, FR-012)', () => {
  expect(JOB_TYPES).toEqual(['manifest', 'task', 'codex_exec', 'codex_skill']);
  expect(JOB_TYPES.map(categoryOf)).toEqual(['manifests', 'tasks', 'tasks', 'tasks']);
});

it('gives each type to exactly one category', () => {
  expect(JOB_CATEGORIES.flatMap(typesOf)).toEqual([...JOB_TYPES]);
  expect(typesOf('manifests')).toEqual(['manifest']);
});

it('calls the codex types legacy', () => {
  expect(JOB_TYPES.filter(isLegacyType)).toEqual(['codex_exec', 'codex_skill']);
});

it('knows which states are final', () => {
  expect(JOB_STATUSES.filter((status) => !FINAL_STATUSES.some((final) => final === status))).toEqual([
    'queued',
    'running',
  ]);
});
