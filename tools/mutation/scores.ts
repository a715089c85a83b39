/** One table of all parts' reports, and the score of the whole. */
import { existsSync, readFileSync } from 'node:fs';
import type { schema } from '@stryker-mutator/api/core';
import { survivorsOf, unexplained } from './survivors.js';

interface Counts {
  noticed: number;
  equivalent: number;
  survived: number;
}

/**
 * Prints how many mutants of each part were noticed and how many survived, those apart that are explained as equivalent.
 * Parts that never ran are left out.
 */
export function printScores(parts: readonly string[]): void {
  const all: Counts = { noticed: 0, equivalent: 0, survived: 0 };
  const rows: Record<string, object> = {};
  for (const part of parts) {
    const report = readReport(part);
    if (!report) continue;
    const mutants = Object.values(report.files).flatMap((file) => file.mutants);
    const survivors = survivorsOf(report);
    const counts = {
      noticed: mutants.filter(({ status }) => status === 'Killed' || status === 'Timeout').length,
      equivalent: survivors.length - unexplained(survivors, part).length,
      survived: unexplained(survivors, part).length,
    };
    all.noticed += counts.noticed;
    all.equivalent += counts.equivalent;
    all.survived += counts.survived;
    rows[part] = row(counts);
  }
  console.table({ ...rows, all: row(all) });
}

/** Prints the unexplained survivors of parts, each as a line of JSON that `equivalents/<part>.json` takes with a `why`. */
export function printSurvivors(parts: readonly string[]): void {
  for (const part of parts) {
    const report = readReport(part);
    if (!report) continue;
    console.log(`# ${part}`);
    for (const survivor of unexplained(survivorsOf(report), part)) console.log(JSON.stringify(survivor));
  }
}

function readReport(part: string): schema.MutationTestResult | undefined {
  const file = `reports/mutation/${part}.json`;
  return existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : undefined;
}

/** The score counts equivalent mutants against us; `of the rest` does not. */
function row({ noticed, equivalent, survived }: Counts): object {
  const percent = (part: number, whole: number) => Math.round((1000 * part) / Math.max(1, whole)) / 10;
  return {
    noticed,
    equivalent,
    survived,
    'score %': percent(noticed, noticed + equivalent + survived),
    'of the rest %': percent(noticed, noticed + survived),
  };
}
