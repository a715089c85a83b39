/** What `bench:lint` runs beside lint, in a process of its own; prints the milliseconds that the work took. */
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import spectral from '@stoplight/spectral-core';
import { parseDocument } from 'yaml';
import { secretlintDetector } from '../eval/secrets/secretlint.js';

const [, , what, folder = ''] = process.argv;
const files = readdirSync(folder).map((file) => path.join(folder, file));

if (what === 'yaml') {
  const start = performance.now();
  for (const file of files) parseDocument(readFileSync(file, 'utf8')).toJS();
  console.log(performance.now() - start);
} else {
  const linter = new spectral.Spectral();
  const isV0 = (value: unknown) => (value === 'v0' ? undefined : [{ message: 'The version is v0.' }]);
  // biome-ignore lint/suspicious/noThenProperty: what Spectral calls it
  linter.setRuleset({ rules: { version: { given: '$', then: { field: 'version', function: isV0 } } } });
  const detect = await secretlintDetector();
  const start = performance.now();
  for (const file of files) {
    const text = readFileSync(file, 'utf8');
    await linter.run(text);
    await detect(text);
  }
  console.log(performance.now() - start);
}
