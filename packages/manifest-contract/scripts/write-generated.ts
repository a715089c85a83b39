/** Writes what is made from the sources and committed: the JSON Schema for editors, and docs/diagnostics.md. */
import { mkdirSync, writeFileSync } from 'node:fs';
import { manifestJsonSchema } from '../src/schema/json-schema.js';
import { diagnosticsPage } from '../src/testing/diagnostics-page.js';

mkdirSync(new URL('../schema/', import.meta.url), { recursive: true });
write('../schema/v0.json', `${JSON.stringify(manifestJsonSchema(), null, 2)}\n`);
write('../../../docs/diagnostics.md', diagnosticsPage());

function write(file: string, content: string): void {
  writeFileSync(new URL(file, import.meta.url), content);
}
