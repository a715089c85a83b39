import { expect, test } from 'vitest';
import { applyFixes } from './diagnostics/apply-fixes.js';
import { parseManifest } from './index.js';
import { singleFaults } from './testing/single-faults.js';

// Change it to see other manifests; the figures must hold on any.
const SEED = 20_261_122;

test('Of 200 manifests with one fault each, nearly all get one diagnostic, the right suggestion and a sound fix', () => {
  const faults = singleFaults(SEED, 200);
  const misses: string[] = [];
  let onFault = 0;
  let named = 0;
  let suggested = 0;
  let safe = 0;
  for (const { kind, text, line, meant } of faults) {
    const { diagnostics } = parseManifest(text);
    const [only] = diagnostics;
    const shown = diagnostics
      .map((d) => `${d.line} ${d.code} ${d.pointer} ${d.suggestions?.[0] ?? ''}`)
      .join('; ');
    const isOnFault = diagnostics.length === 1 && only?.line === line;
    if (isOnFault) onFault += 1;
    else misses.push(`${kind}, line ${line} ${text.split('\n')[line - 1]?.trim()}: ${shown}`);
    if (meant !== undefined) {
      named += 1;
      if (diagnostics.some(({ suggestions = [] }) => suggestions[0] === meant)) suggested += 1;
      else misses.push(`${kind}, meant ${meant}: ${shown} ${text.split('\n')[line - 1]?.trim()}`);
    }
    for (const diagnostic of diagnostics.filter(({ fix }) => fix?.confidence === 'safe')) {
      safe += 1;
      const mended = applyFixes(text, [diagnostic]);
      const left = parseManifest(mended).diagnostics;
      expect(left, `${diagnostic.fix?.title} in\n${text}`).toEqual([]);
    }
  }
  const rate = (part: number, whole: number) => `${part}/${whole} (${((100 * part) / whole).toFixed(1)} %)`;
  console.log(
    `single faults, seed ${SEED}: one diagnostic on the fault ${rate(onFault, faults.length)}, right first suggestion ` +
      `${rate(suggested, named)}, safe fixes ${safe}, all of which validate\n${misses.join('\n')}`,
  );
  expect(onFault / faults.length).toBeGreaterThanOrEqual(0.95);
  expect(suggested / named).toBeGreaterThanOrEqual(0.95);
  expect(safe).toBeGreaterThan(40);
});
