import type { JsonObject } from '../job.js';
import type { Fields } from '../payload/fields.js';
import type { TaskDefaults } from './defaults.js';

/** What the contract of a task-like type makes of a payload, as long as nothing was noted in the report. */
export interface TaskFacts {
  readonly payload: JsonObject;
  readonly requiredCapabilities: readonly string[];
  readonly repository: string | null;
}

/** The contract of a task-like job type. Notes what is wrong in the fields' report and goes on. */
export type TaskContract = (payload: Fields, defaults: TaskDefaults) => TaskFacts;
