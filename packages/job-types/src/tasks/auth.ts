import { parseReference } from '@moonmind/manifest-contract';
import type { JsonValue } from '../job.js';
import type { Fields } from '../payload/fields.js';

/** The credentials that a task names: vault references or null, never a secret itself. Null when it names none. */
export function readAuth(payload: Fields): JsonValue {
  const auth = payload.fields('auth');
  if (auth === null) return null;
  return {
    ...auth.object,
    repoAuthRef: readVaultReference(auth, 'repoAuthRef'),
    publishAuthRef: readVaultReference(auth, 'publishAuthRef'),
  };
}

function readVaultReference(auth: Fields, key: string): string | null {
  const text = auth.text(key);
  if (text === null || parseReference(text)?.kind === 'vault') return text;
  auth.report.add({
    code: 'invalid_reference',
    pointer: auth.at(key),
    message: `${auth.name(key)} must be null or a vault reference.`,
    hint: 'Write vault://mount/path#field.',
  });
  return null;
}
