/** Writes the SQL of `drizzle/` into a module, so that every build and bundle carries its migrations along. */
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

const PACKAGE = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '..');

/** Where the module stands. */
export const GENERATED = path.join(PACKAGE, 'src/database/migrations.generated.ts');

/** The module's text, made from `drizzle/` as it is now. */
export function renderMigrations(): string {
  const read = (file: string) => readFileSync(path.join(PACKAGE, 'drizzle', file), 'utf8');
  const journal: { entries: { tag: string }[] } = JSON.parse(read('meta/_journal.json'));
  const migrations = journal.entries.map(({ tag }) => ({
    tag,
    statements: read(`${tag}.sql`)
      .split('--> statement-breakpoint')
      .map((statement) => statement.trim()),
  }));
  return [
    '// Made from drizzle/ by `pnpm migrations`; do not edit.',
    `export const MIGRATIONS: readonly { readonly tag: string; readonly statements: readonly string[] }[] = ${JSON.stringify(migrations, null, 2)};`,
    '',
  ].join('\n');
}

if (process.argv[1] === fileURLToPath(import.meta.url)) writeFileSync(GENERATED, renderMigrations());
