import { type Redaction, RedactionError, redactSecrets } from './redact.js';

/** What `safeRedactSecrets` returns. */
export type RedactResult =
  | ({ readonly success: true } & Redaction)
  | { readonly success: false; readonly error: RedactionError };

/** As `redactSecrets`, but returns why a text cannot be made clean instead of throwing it. */
export function safeRedactSecrets(text: string): RedactResult {
  try {
    return { success: true, ...redactSecrets(text) };
  } catch (error) {
    if (error instanceof RedactionError) return { success: false, error };
    throw error;
  }
}
