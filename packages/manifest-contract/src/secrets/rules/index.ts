import { COMMAND_RULES } from './commands.js';
import { DATA_RULES } from './data.js';
import { MODEL_RULES } from './models.js';
import { PARTNER_RULES } from './partners.js';
import { PLATFORM_RULES } from './platforms.js';
import type { ShapeRule } from './rule.js';
import { SERVICE_RULES } from './services.js';
import { STRUCTURE_RULES } from './structures.js';
import { URL_RULES } from './urls.js';

export type { ShapeRule } from './rule.js';

/** Every rule that knows a secret by its shape. */
export const SHAPE_RULES: readonly ShapeRule[] = [
  ...MODEL_RULES,
  ...DATA_RULES,
  ...PLATFORM_RULES,
  ...SERVICE_RULES,
  ...PARTNER_RULES,
  ...STRUCTURE_RULES,
  ...URL_RULES,
  ...COMMAND_RULES,
];
