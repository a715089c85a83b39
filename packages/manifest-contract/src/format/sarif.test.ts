import { expect, test } from 'vitest';
import { DIAGNOSTICS } from '../diagnostics/codes.js';
import { describeBody, describeManifest } from '../diagnostics/report.js';
import { sarifFaults } from '../testing/sarif-faults.js';
import { LineIndex } from '../text/line-index.js';
import { formatSarif, formatSarifFiles } from './sarif.js';

const positions = new LineIndex('abc\ndef\n');
const remark = (code: 'wrong_type' | 'unknown_key', ...path: string[]) => ({
  code,
  path,
  message: 'M.',
  hint: 'H.',
});
const twice = describeManifest(
  { ...remark('wrong_type', 'run'), related: { span: [0, 2], message: 'First.' } },
  positions,
  [4, 7],
);
const odd = describeManifest(remark('unknown_key', 'runs'), positions, [0, 1]);

test('A result says what, where, and where else', () => {
  const [run] = JSON.parse(formatSarif([twice], { file: 'a.yaml' })).runs;
  expect(run.results).toEqual([
    {
      ruleId: 'wrong_type',
      ruleIndex: 0,
      level: 'error',
      message: { text: 'M. H.' },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'a.yaml' },
            region: { startLine: 2, startColumn: 1, endLine: 2, endColumn: 4, charOffset: 4, charLength: 3 },
          },
          logicalLocations: [{ fullyQualifiedName: '/run' }],
        },
      ],
      relatedLocations: [
        {
          id: 0,
          physicalLocation: {
            artifactLocation: { uri: 'a.yaml' },
            region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 3, charOffset: 0, charLength: 2 },
          },
          message: { text: 'First.' },
        },
      ],
    },
  ]);
});

test('A diagnostic of the body has no place in the text, and the whole is `/`', () => {
  const [run] = JSON.parse(formatSarif([describeBody(remark('wrong_type'))])).runs;
  expect(run.results[0].locations).toEqual([{ logicalLocations: [{ fullyQualifiedName: '/' }] }]);
  expect(Object.keys(run.results[0])).toEqual(['ruleId', 'ruleIndex', 'level', 'message', 'locations']);
});

test('Rules are those that are used, once each and in order, with what they mean and where it is explained', () => {
  const log = formatSarifFiles([
    { file: 'a.yaml', diagnostics: [twice] },
    { file: 'b.yaml', diagnostics: [odd, twice] },
  ]);
  expect(sarifFaults(log)).toEqual([]);
  const { $schema, version, runs } = JSON.parse(log);
  expect($schema).toMatch(/^https:.+sarif-schema-2\.1\.0\.json$/);
  expect(version).toBe('2.1.0');
  expect(runs[0].tool.driver.name).toBe('moonmind-manifest-contract');
  expect(runs[0].tool.driver.informationUri).toMatch(/^https:.+moonmind-manifest$/);
  expect(runs).toHaveLength(1);
  expect(runs[0].columnKind).toBe('utf16CodeUnits');
  expect(runs[0].tool.driver.rules).toEqual(
    (['unknown_key', 'wrong_type'] as const).map((id) => ({
      id,
      shortDescription: { text: DIAGNOSTICS[id].meaning },
      helpUri: expect.stringContaining(`#${id}`),
      defaultConfiguration: { level: DIAGNOSTICS[id].severity },
    })),
  );
  const told = runs[0].results.map((result: typeof runs) => [
    result.ruleIndex,
    result.level,
    result.locations[0].physicalLocation.artifactLocation.uri,
  ]);
  expect(told).toEqual([
    [1, 'error', 'a.yaml'],
    [0, 'warning', 'b.yaml'],
    [1, 'error', 'b.yaml'],
  ]);
});

test('The file is `manifest.yaml` where none is named', () => {
  expect(formatSarif([odd])).toBe(formatSarif([odd], { file: 'manifest.yaml' }));
});
