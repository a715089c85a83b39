import { classifyKey } from '../secrets/credential-key.js';
import { isSecretLike } from '../secrets/is-secret-like.js';

/** Steps from the root of a JSON value to a place in it. */
export type Path = readonly (string | number)[];

/**
 * The JSON Pointer of a path (RFC 6901). A key that may be a secret is spelled `?`; below a credential key that is every
 * key that says nothing: `apiKeys: {hunter2: bob}`.
 */
export function pointerTo(path: Path): string {
  let pointer = '';
  let below = false;
  for (const step of path) {
    const kind = typeof step === 'string' ? classifyKey(step) : null;
    pointer += `/${below && kind === 'plain' ? '?' : spell(String(step))}`;
    below ||= kind === 'credential';
  }
  return pointer;
}

/** A key as a message may quote it: `this key` when it may be a secret, or is too long to help. */
export function nameKey(key: string): string {
  return key.length <= 60 && !isSecretLike(key) && !/[\p{Cc}\p{Cf}\p{Cs}]/u.test(key)
    ? `\`${key}\``
    : 'this key';
}

function spell(step: string): string {
  return step.length > 128 || isSecretLike(step) ? '?' : step.replace(/~/g, '~0').replace(/\//g, '~1');
}
