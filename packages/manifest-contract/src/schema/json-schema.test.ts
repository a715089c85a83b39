import { expect, test } from 'vitest';
import { MANIFEST_SCHEMA_ID, manifestJsonSchema, manifestTextJsonSchema } from './json-schema.js';

const DRAFT_7 = 'http://json-schema.org/draft-07/schema#';
const DRAFT_2020 = 'https://json-schema.org/draft/2020-12/schema';

test('The schema of a manifest names where it lives, and its dialect', () => {
  expect(MANIFEST_SCHEMA_ID).toMatch(
    /^https:\/\/unpkg\.com\/@moonmind\/manifest-contract\/schema\/v0\.json$/,
  );
  expect(manifestJsonSchema()).toMatchObject({ $id: MANIFEST_SCHEMA_ID, $schema: DRAFT_2020 });
  expect(manifestJsonSchema('draft-07')).toMatchObject({ $id: MANIFEST_SCHEMA_ID, $schema: DRAFT_7 });
});

test('The schema of a text is that of a string of YAML; the newer dialect says what it holds', () => {
  const text = { type: 'string', contentMediaType: 'application/yaml', description: expect.any(String) };
  expect(manifestTextJsonSchema({ target: 'draft-07' })).toEqual({ $schema: DRAFT_7, ...text });
  expect(manifestTextJsonSchema({ target: 'draft-2020-12' })).toEqual({
    $schema: DRAFT_2020,
    ...text,
    contentSchema: manifestJsonSchema(),
  });
});

test.each(['openapi-3.0', '', 'draft-7'])('There is no dialect %j', (target) => {
  expect(() => manifestJsonSchema(target)).toThrow(TypeError);
  expect(() => manifestTextJsonSchema({ target })).toThrow('draft-2020-12');
});
