/**
 * docs/traceability.md says which tests prove which requirement. This holds it to the tests: each requirement has a row,
 * each row names a test, and each named test exists. A test is named as `path › title`.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const numbered = (prefix, count) =>
  Array.from({ length: count }, (_, i) => `${prefix}-${String(i + 1).padStart(3, '0')}`);

/** Every requirement, success criterion, source requirement, acceptance scenario and edge case of the specification. */
export const REQUIREMENTS = [
  ...numbered('FR', 16),
  ...numbered('SC', 4),
  ...numbered('DOC-REQ', 8),
  ...['US1-1', 'US1-2', 'US2-1', 'US2-2', 'US3-1', 'US3-2'],
  ...['EDGE-1', 'EDGE-2', 'EDGE-3'],
];

const NAMED_TEST = /`([^`]+?) › ([^`]+)`/g;

/** What is wrong with the table in `markdown` whose tests lie under `root`: one sentence each. */
export function traceabilityFaults(markdown, root, requirements = REQUIREMENTS) {
  const faults = [];
  const rows = new Map();
  for (const line of markdown.split('\n')) {
    const id = /^\| *([A-Z][A-Z0-9-]*\d) *\|/.exec(line)?.[1];
    if (!id) continue;
    if (rows.has(id)) faults.push(`${id} has two rows.`);
    rows.set(id, line);
  }
  for (const id of requirements) if (!rows.has(id)) faults.push(`${id} has no row.`);
  for (const [id, line] of rows) {
    if (!requirements.includes(id)) faults.push(`${id} is no requirement of the specification.`);
    const named = [...line.matchAll(NAMED_TEST)];
    if (named.length === 0) faults.push(`${id} names no test.`);
    for (const [, file, title] of named) {
      if (!existsSync(path.join(root, file))) faults.push(`${id}: there is no file ${file}.`);
      else if (!declaresTest(readFileSync(path.join(root, file), 'utf8'), title)) {
        faults.push(`${id}: ${file} has no test titled "${title}".`);
      }
    }
  }
  return faults;
}

/** Whether a source calls test, it or describe (plain, or of a table) with this title. */
function declaresTest(source, title) {
  const quoted = title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll("'", "\\\\?'");
  return new RegExp(`(?:\\b(?:test|it|describe)(?:\\.\\w+)*\\(|\\)\\()\\s*(['"\`])${quoted}\\1`).test(source);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const root = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');
  const faults = traceabilityFaults(readFileSync(path.join(root, 'docs/traceability.md'), 'utf8'), root);
  for (const fault of faults) console.error(fault);
  process.exitCode = faults.length > 0 ? 1 : 0;
}
