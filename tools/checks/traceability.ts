/**
 * docs/traceability.md says which tests prove which requirement. This holds it to the tests: each requirement has a row,
 * each row names a test, and each named test exists and is run. A test is named as `path › title`.
 */
import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';

const numbered = (prefix: string, count: number) =>
  Array.from({ length: count }, (_, i) => `${prefix}-${String(i + 1).padStart(3, '0')}`);

/** Every requirement, success criterion, source requirement, acceptance scenario and edge case of the specification. */
export const REQUIREMENTS: readonly string[] = [
  ...numbered('FR', 16),
  ...numbered('SC', 4),
  ...numbered('DOC-REQ', 8),
  ...['US1-1', 'US1-2', 'US2-1', 'US2-2', 'US3-1', 'US3-2'],
  ...['EDGE-1', 'EDGE-2', 'EDGE-3'],
];

const NAMED_TEST = /`([^`]+?) › ([^`]+)`/g;
const RELATIVE_IMPORT = /\bfrom\s*['"](\.[^'"]+)['"]/g;

/**
 * What is wrong with the table in `markdown`: one sentence each.
 * @param root The folder from which the table names its files.
 * @param testFiles The files that a test run takes, from `root`.
 */
export function traceabilityFaults(
  markdown: string,
  root: string,
  testFiles: readonly string[],
  requirements: readonly string[] = REQUIREMENTS,
): string[] {
  const faults: string[] = [];
  const rows = new Map<string, string>();
  for (const line of markdown.split('\n')) {
    const id = /^\| *([A-Z][A-Z0-9-]*\d) *\|/.exec(line)?.[1];
    if (!id) continue;
    if (rows.has(id)) faults.push(`${id} has two rows.`);
    rows.set(id, line);
  }
  for (const id of requirements) if (!rows.has(id)) faults.push(`${id} has no row.`);
  const run = withImports(testFiles.map((file) => path.join(root, file)));
  for (const [id, line] of rows) {
    if (!requirements.includes(id)) faults.push(`${id} is no requirement of the specification.`);
    const named = [...line.matchAll(NAMED_TEST)];
    if (named.length === 0) faults.push(`${id} names no test.`);
    for (const [, file = '', title = ''] of named) {
      const source = path.join(root, file);
      if (!existsSync(source)) faults.push(`${id}: there is no file ${file}.`);
      else if (!declaresTest(readFileSync(source, 'utf8'), title)) {
        faults.push(`${id}: ${file} has no test titled "${title}".`);
      } else if (!run.has(source)) faults.push(`${id}: no test run takes ${file}.`);
    }
  }
  return faults;
}

/** The files, and all that they import from their own package: suites for several drivers stand in files of their own. */
function withImports(files: readonly string[]): ReadonlySet<string> {
  const reached = new Set<string>();
  const waiting = [...files];
  for (let file = waiting.pop(); file !== undefined; file = waiting.pop()) {
    if (reached.has(file) || !existsSync(file)) continue;
    reached.add(file);
    for (const [, target = ''] of readFileSync(file, 'utf8').matchAll(RELATIVE_IMPORT)) {
      waiting.push(path.resolve(path.dirname(file), target.replace(/\.js$/, '.ts')));
    }
  }
  return reached;
}

/** Whether a source calls test, it or describe (plain, or of a table) with this title, and does not leave it out. */
function declaresTest(source: string, title: string): boolean {
  const quoted = title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&').replaceAll("'", "\\\\?'");
  return new RegExp(
    `(?:\\b(?:test|it|describe)(?:\\.(?:each|for|concurrent))*\\(|\\)\\()\\s*(['"\`])${quoted}\\1`,
  ).test(source);
}
