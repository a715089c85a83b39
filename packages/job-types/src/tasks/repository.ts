import type { JsonValue } from '../job.js';
import { type Place, requiredText } from '../payload/fields.js';

const MAX_LENGTH = 512;

const FORMS = [
  /^(?!\.{1,2}\/)[\w.-]+\/(?!\.{1,2}$)[\w.-]+$/, // owner/repo
  /^https?:\/\/(?:[a-z\d.-]+|\[[a-f\d:.]+\])(?::\d{1,5})?\/[\w.~%+/-]+$/i, // no userinfo, no query: both carry credentials
  /^git@[a-z\d.-]+:[\w.~/-]+$/i,
];

/** Whether a text names a repository: `owner/repo`, an http(s) URL without userinfo, query and fragment, or `git@host:path`. */
export function isRepository(text: string): boolean {
  return text.length <= MAX_LENGTH && FORMS.some((form) => form.test(text));
}

/** The repository in the first of the places that holds one, else `fallback`; notes a wrong or a missing one. */
export function readRepository(places: readonly [Place, ...Place[]], fallback: string | null): string | null {
  if (fallback !== null && places.every(([fields, key]) => isBlank(fields.value(key)))) return fallback;
  const found = requiredText(places, 'Name the repository, for example "owner/repo".');
  if (found === null || isRepository(found.text)) return found?.text ?? null;
  const [fields, key] = found.at;
  fields.report.add({
    code: 'invalid_repository',
    pointer: fields.at(key),
    message: `${fields.name(key)} is no repository.`,
    hint: 'Write owner/repo, https://host/owner/repo without credentials, or git@host:owner/repo.',
  });
  return null;
}

function isBlank(value: JsonValue): boolean {
  return value === null || (typeof value === 'string' && value.trim() === '');
}
