import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { generateDrizzleJson, generateMigration } from 'drizzle-kit/api';
import { expect, it } from 'vitest';
import { GENERATED, renderMigrations } from '../../scripts/embed-migrations.js';
import * as schema from '../schema/index.js';

it('carries the migrations of drizzle/ as they are; run `pnpm migrations` when not', () => {
  expect(readFileSync(GENERATED, 'utf8')).toBe(renderMigrations());
});

it('has a migration for every change of the schema; run `pnpm migrations` when not', async () => {
  const require = createRequire(import.meta.url);
  const { entries } = require('../../drizzle/meta/_journal.json') as { entries: { idx: number }[] };
  const newest = String(entries.at(-1)?.idx).padStart(4, '0');
  const before = require(`../../drizzle/meta/${newest}_snapshot.json`);
  const now = generateDrizzleJson(schema, before.id, undefined, 'snake_case');
  expect(await generateMigration(before, now)).toEqual([]);
});
