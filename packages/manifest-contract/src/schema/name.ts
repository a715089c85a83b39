/** 1–128 letters, digits, `.`, `_`, `-`; the first and the last a letter or digit. */
export const MANIFEST_NAME = /^[A-Za-z0-9](?:[A-Za-z0-9._-]{0,126}[A-Za-z0-9])?$/;

/** What a name must be, in words. */
export const NAME_RULE =
  'Use 1–128 letters, digits, `.`, `_` or `-`, with a letter or digit first and last: `repo-docs`.';

/** Whether a string may name a manifest (FR-003). */
export function isManifestName(name: string): boolean {
  return MANIFEST_NAME.test(name);
}
