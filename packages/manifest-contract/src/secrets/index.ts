export { detectSecrets, scanParsedText } from './detect.js';
export type { SecretFinding, StringFinding, ValueFinding } from './finding.js';
export { type Redaction, RedactionError, redactSecrets } from './redact.js';
export { type RedactResult, safeRedactSecrets } from './safe-redact.js';
export { scanString, scanValue } from './scan-value.js';
