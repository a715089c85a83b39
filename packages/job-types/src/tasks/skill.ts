import type { JsonValue } from '../job.js';
import type { Fields } from '../payload/fields.js';
import { readCapabilities } from './capabilities.js';

/** The skill of a task or of a step; one that names none leaves the choice to the runtime: `auto`. */
export function readSkill(owner: Fields): { value: JsonValue; requiredCapabilities: string[] } {
  const skill = owner.section('skill');
  const requiredCapabilities = readCapabilities(skill, 'requiredCapabilities');
  const value = {
    ...skill.object,
    id: skill.text('id') ?? 'auto',
    args: skill.section('args').object,
    requiredCapabilities: [...new Set(requiredCapabilities)],
  };
  return { value, requiredCapabilities };
}
