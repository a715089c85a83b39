/** The job types that the queue accepts (FR-001, FR-002). */
export const JOB_TYPES = ['manifest', 'task', 'codex_exec', 'codex_skill'] as const;
export type JobType = (typeof JOB_TYPES)[number];

/** The category under which listings and events show a job (FR-012). */
export const JOB_CATEGORIES = ['manifests', 'tasks'] as const;
export type JobCategory = (typeof JOB_CATEGORIES)[number];

const CATEGORY_OF_TYPE: Readonly<Record<JobType, JobCategory>> = {
  manifest: 'manifests',
  task: 'tasks',
  codex_exec: 'tasks',
  codex_skill: 'tasks',
};

/** The category of a job type: `manifests` for manifest jobs, `tasks` for all others. */
export function categoryOf(type: JobType): JobCategory {
  return CATEGORY_OF_TYPE[type];
}

/** Whether the type is an older one that is still accepted: its submission leaves a warning in the events. */
export function isLegacyType(type: JobType): boolean {
  return type === 'codex_exec' || type === 'codex_skill';
}

/** The job types of a category. */
export function typesOf(category: JobCategory): JobType[] {
  return JOB_TYPES.filter((type) => CATEGORY_OF_TYPE[type] === category);
}

/** The states of a job. */
export const JOB_STATUSES = ['queued', 'running', 'succeeded', 'failed', 'cancelled', 'dead_letter'] as const;
export type JobStatus = (typeof JOB_STATUSES)[number];

/** The states in which a job rests for good, unless a user requeues it. */
export const FINAL_STATUSES = [
  'succeeded',
  'failed',
  'cancelled',
  'dead_letter',
] as const satisfies JobStatus[];

export const EVENT_LEVELS = ['info', 'warn', 'error'] as const;
export type EventLevel = (typeof EVENT_LEVELS)[number];

export type { JsonObject, JsonValue } from '@moonmind/manifest-contract';
