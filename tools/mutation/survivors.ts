/** The mutants that no test noticed, and those of them that change nothing a test could notice. */
import { existsSync, readFileSync } from 'node:fs';
import type { schema } from '@stryker-mutator/api/core';

/** A mutant by what it changes rather than by its place, which moves. */
export interface Survivor {
  readonly file: string;
  /** The line on which the change begins. */
  readonly line: string;
  readonly from: string;
  readonly to: string;
}

/** A survivor that was looked at. */
export interface Equivalent extends Survivor {
  /** Why no test can tell it from the original. */
  readonly why: string;
}

/** The mutants of a report that no test noticed, in the order of their places. */
export function survivorsOf({ files }: schema.MutationTestResult): Survivor[] {
  return Object.entries(files).flatMap(([file, { source, mutants }]) => {
    const lines = source.split('\n');
    return mutants
      .filter(({ status }) => status === 'Survived' || status === 'NoCoverage')
      .toSorted((one, other) => compare(one.location.start, other.location.start))
      .map(({ location: { start, end }, replacement = '' }) => {
        const changed = lines.slice(start.line - 1, end.line);
        changed[changed.length - 1] = (changed.at(-1) ?? '').slice(0, end.column - 1);
        changed[0] = (changed[0] ?? '').slice(start.column - 1);
        return {
          file,
          line: brief(lines[start.line - 1] ?? ''),
          from: brief(changed.join(' ')),
          to: brief(replacement),
        };
      });
  });
}

/** Those of `survivors` that `equivalents/<part>.json` does not explain. */
export function unexplained(survivors: readonly Survivor[], part: string): Survivor[] {
  const file = new URL(`equivalents/${part}.json`, import.meta.url);
  const known: readonly Equivalent[] = existsSync(file) ? JSON.parse(readFileSync(file, 'utf8')) : [];
  const keys = new Set(known.filter(({ why }) => why.length > 0).map(keyOf));
  return survivors.filter((survivor) => !keys.has(keyOf(survivor)));
}

const keyOf = ({ file, line, from, to }: Survivor) => JSON.stringify([file, line, from, to]);

const brief = (code: string) => code.replace(/\s+/g, ' ').trim().slice(0, 120);

function compare(one: schema.Position, other: schema.Position): number {
  return one.line - other.line || one.column - other.column;
}
