import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { traceabilityFaults } from './traceability.js';

describe('the table of requirements and tests', () => {
  let root: string;
  beforeAll(() => {
    root = mkdtempSync(path.join(tmpdir(), 'traceability-'));
    writeFileSync(
      path.join(root, 'a.test.ts'),
      [
        "import { suite } from './suite.js';",
        "test('adds numbers', () => {});",
        "test.each(Object.entries({}))('takes %s', () => {});",
        "test.skip('divides', () => {});",
        "// 'a mention in a comment'",
      ].join('\n'),
    );
    writeFileSync(path.join(root, 'suite.ts'), "it('rounds', () => {});");
    writeFileSync(path.join(root, 'unrun.test.ts'), "test('floats', () => {});");
  });
  afterAll(() => rmSync(root, { recursive: true, force: true }));

  const faults = (...rows: string[]) => traceabilityFaults(rows.join('\n'), root, ['a.test.ts'], ['FR-001']);

  test('names only tests that a test run takes, and every requirement', { timeout: 60_000 }, () => {
    const repository = path.resolve(import.meta.dirname, '../..');
    const table = readFileSync(path.join(repository, 'docs/traceability.md'), 'utf8');
    expect(traceabilityFaults(table, repository, testFilesOf(repository))).toEqual([]);
  });

  test('a row that names tests which are run passes', () => {
    expect(
      faults('| FR-001 | sums | `a.test.ts › adds numbers`, `a.test.ts › takes %s`, `suite.ts › rounds` |'),
    ).toEqual([]);
  });

  test.each([
    ['a requirement without a row', '| FR | head |', 'FR-001 has no row.'],
    ['a row without a test', '| FR-001 | sums | by hand |', 'FR-001 names no test.'],
    [
      'a test that is not there',
      '| FR-001 | sums | `a.test.ts › subtracts` |',
      'FR-001: a.test.ts has no test titled "subtracts".',
    ],
    [
      'a title that only a comment has',
      '| FR-001 | sums | `a.test.ts › a mention in a comment` |',
      'FR-001: a.test.ts has no test titled "a mention in a comment".',
    ],
    [
      'a test that is left out',
      '| FR-001 | sums | `a.test.ts › divides` |',
      'FR-001: a.test.ts has no test titled "divides".',
    ],
    [
      'a test that no test run takes',
      '| FR-001 | sums | `unrun.test.ts › floats` |',
      'FR-001: no test run takes unrun.test.ts.',
    ],
    [
      'a file that is not there',
      '| FR-001 | sums | `b.test.ts › adds numbers` |',
      'FR-001: there is no file b.test.ts.',
    ],
  ])('%s is a fault', (_, row, fault) => {
    expect(faults(row)).toEqual([fault]);
  });

  test('an unknown or doubled requirement is a fault', () => {
    const row = '| FR-001 | sums | `a.test.ts › adds numbers` |';
    expect(faults(row, row)).toEqual(['FR-001 has two rows.']);
    expect(faults(row, row.replace('1', '2'))).toEqual(['FR-002 is no requirement of the specification.']);
  });
});

/** What `vitest run`, and so ./tools/test_unit.sh, takes. */
function testFilesOf(repository: string): string[] {
  const vitest = path.join(repository, 'node_modules/.bin/vitest');
  const listed = execFileSync(vitest, ['list', '--filesOnly', '--json'], {
    cwd: repository,
    encoding: 'utf8',
  });
  const files: { readonly file: string }[] = JSON.parse(listed);
  return files.map(({ file }) => path.relative(repository, file));
}
