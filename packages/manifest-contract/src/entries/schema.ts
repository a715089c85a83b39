/** `@moonmind/manifest-contract/schema`: the v0 manifest as a zod schema, a JSON Schema and types. */
export { MANIFEST_SCHEMA_ID, manifestJsonSchema } from '../schema/json-schema.js';
export { MANIFEST_VERSION, type Manifest, manifestSchema } from '../schema/manifest-schema.js';
export { isManifestName, MANIFEST_NAME } from '../schema/name.js';
