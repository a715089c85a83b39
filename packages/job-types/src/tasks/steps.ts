import type { JsonValue } from '../job.js';
import type { Fields } from '../payload/fields.js';
import { readSkill } from './skill.js';

/** What holds for a task as a whole, and so is not a step's to set. */
export const TASK_ONLY_KEYS = [
  'runtime',
  'targetRuntime',
  'model',
  'effort',
  'repository',
  'repo',
  'git',
  'publish',
  'container',
] as const;

/** The steps of a task, with what their skills demand. */
export function readSteps(task: Fields): { value: JsonValue[]; requiredCapabilities: string[] } {
  const steps = task.each('steps').map((step) => {
    for (const key of TASK_ONLY_KEYS) {
      if (!Object.hasOwn(step.object, key)) continue;
      step.report.add({
        code: 'forbidden_field',
        pointer: step.at(key),
        message: `A step may not set \`${key}\`: it holds for the whole task.`,
        hint: 'Remove it here and set it for the task, or submit a job of its own.',
      });
    }
    if (step.value('skill') === null) return { value: step.object, requiredCapabilities: [] };
    const skill = readSkill(step);
    return {
      value: { ...step.object, skill: skill.value },
      requiredCapabilities: skill.requiredCapabilities,
    };
  });
  return {
    value: steps.map(({ value }) => value),
    requiredCapabilities: steps.flatMap(({ requiredCapabilities }) => requiredCapabilities),
  };
}
