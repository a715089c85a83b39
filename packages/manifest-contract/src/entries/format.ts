/** `@moonmind/manifest-contract/format`: diagnostics for people, for GitHub, for code scanning, for programs. */
export type { Diagnostic } from '../diagnostics/diagnostic.js';
export { type CodeFrameOptions, formatCodeFrames } from '../format/code-frames.js';
export { formatGithub } from '../format/github.js';
export { formatJson } from '../format/json.js';
export { type FileDiagnostics, formatSarif, formatSarifFiles } from '../format/sarif.js';
