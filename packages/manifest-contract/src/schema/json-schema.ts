import * as z from 'zod';
import { manifestSchema } from './manifest-schema.js';

/** Where the published schema lives; editors name it in `# yaml-language-server: $schema=…`. */
export const MANIFEST_SCHEMA_ID = 'https://unpkg.com/@moonmind/manifest-contract/schema/v0.json';

const TARGETS = {
  'draft-2020-12': 'https://json-schema.org/draft/2020-12/schema',
  'draft-07': 'http://json-schema.org/draft-07/schema#',
} as const;

/**
 * The JSON Schema of what an author may write. It is stricter than the contract in one thing: unknown keys, which the
 * contract only warns of, are errors, so that editors underline them.
 *
 * @param target the dialect: `draft-2020-12` (default) or `draft-07`
 * @throws {TypeError} the target is another one.
 */
export function manifestJsonSchema(target = 'draft-2020-12'): Record<string, unknown> {
  const dialect = dialectOf(target);
  return { $id: MANIFEST_SCHEMA_ID, ...z.toJSONSchema(manifestSchema, { io: 'input', target: dialect }) };
}

/** The JSON Schema of a manifest's text: a string that holds YAML. */
export function manifestTextJsonSchema({ target }: { readonly target: string }): Record<string, unknown> {
  return {
    $schema: TARGETS[dialectOf(target)],
    type: 'string',
    description: 'A MoonMind manifest v0, as YAML.',
    contentMediaType: 'application/yaml',
    ...(target === 'draft-2020-12' && { contentSchema: manifestJsonSchema(target) }),
  };
}

function dialectOf(target: string): keyof typeof TARGETS {
  if (target === 'draft-2020-12' || target === 'draft-07') return target;
  throw new TypeError('target: give `draft-2020-12` or `draft-07`.');
}
