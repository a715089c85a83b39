import type { Fields } from '../payload/fields.js';
import type { Report } from '../payload/report.js';

/** How many capabilities one job may demand: they are a key of the queue's index. */
export const MAX_CAPABILITIES = 32;

// ASCII alone, so that lower case means one thing everywhere.
const CAPABILITY = /^[a-z\d][a-z\d._:/+@-]{0,63}$/;

/** The capabilities that a field lists, in lower case. */
export function readCapabilities(fields: Fields, key: string): string[] {
  return (fields.list(key) ?? []).flatMap((item, index) => {
    const capability = typeof item === 'string' ? item.trim().toLowerCase() : null;
    if (capability === '') return [];
    if (capability !== null && CAPABILITY.test(capability)) return [capability];
    fields.report.add({
      code: 'invalid_capability',
      pointer: `${fields.at(key)}/${index}`,
      message: `${fields.name(key)} holds something that is no capability.`,
      hint: 'Write 1 to 64 of a–z, 0–9 and . _ : / + @ -, beginning with a letter or digit.',
    });
    return [];
  });
}

/** The capabilities without repeats, each at its first place. */
export function distinctCapabilities(capabilities: readonly string[], report: Report): string[] {
  const distinct = [...new Set(capabilities)];
  if (distinct.length > MAX_CAPABILITIES) {
    report.add({
      code: 'too_many_capabilities',
      pointer: '/requiredCapabilities',
      message: `The job demands more than ${MAX_CAPABILITIES} capabilities.`,
      hint: 'Name fewer, in the payload, its skills and its templates taken together.',
    });
  }
  return distinct;
}
