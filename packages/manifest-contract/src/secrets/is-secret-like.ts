import { scanText } from './scan-text.js';

/** Whether a string holds a secret by its shape: such a one must not be repeated in a message or a pointer. */
export function isSecretLike(text: string): boolean {
  return scanText(text, { strict: true, names: 'value' }).length > 0;
}
