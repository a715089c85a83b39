/** `@moonmind/manifest-contract/secrets`: finds raw secrets in YAML and JSON, and takes them out. */
export {
  detectSecrets,
  type Redaction,
  RedactionError,
  type RedactResult,
  redactSecrets,
  type SecretFinding,
  type StringFinding,
  safeRedactSecrets,
  scanString,
  scanValue,
  type ValueFinding,
} from '../secrets/index.js';
