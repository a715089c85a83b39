import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { formatCodeFrames, formatGithub, formatJson, formatSarif } from '../entries/format.js';
import { parseManifest, safeNormalizeManifestJobPayload } from '../index.js';
import { manifestWith, tokenLike } from '../testing/manifests.js';
import { sarifFaults } from '../testing/sarif-faults.js';

const text = manifestWith('embeddings:\n  model: x\n  provider: opneai\n');
const { diagnostics } = parseManifest(text);

test('A code frame shows the lines before, marks the fault and tells the remedy', () => {
  expect(formatCodeFrames(diagnostics, text, { file: 'docs.yaml' })).toBe(
    `error[unknown_provider]: The embeddings provider \`opneai\` is unknown.
  --> docs.yaml:11:13 /embeddings/provider
   9 | embeddings:
  10 |   model: x
> 11 |   provider: opneai
     |             ^^^^^^
  = help: Did you mean \`openai\`? Known: \`openai\`, \`google\`, \`ollama\`.
  = fix (safe): Write \`openai\`
  = docs: https://github.com/MoonLadderStudios/moonmind-manifest/blob/main/docs/diagnostics.md#unknown_provider
`,
  );
});

test('A diagnostic of the body has no lines to show; a duplicate shows where the first stands', () => {
  const body = safeNormalizeManifestJobPayload({});
  expect(!body.success && formatCodeFrames(body.diagnostics, '')).toContain(
    '\n  --> body /manifest\n  = help: ',
  );
  const twice = manifestWith('run: {batchSize: 1, batchSize: 2}');
  expect(formatCodeFrames(parseManifest(twice).diagnostics, twice)).toContain(
    '  = see 11:7: The first stands here.',
  );
});

test('Frames stand still under CRLF, tabs, wide lines, a byte order mark and control characters', () => {
  const frameOf = (text: string) => formatCodeFrames(parseManifest(text).diagnostics, text);
  expect(frameOf(text.replaceAll('\n', '\r\n'))).toBe(frameOf(text));
  expect(frameOf(`\ufeff${text}`)).toBe(frameOf(text));
  const wide = manifestWith(`observability: {pad: "${'x'.repeat(5000)}", icon: !!binary aWNvbg==}`);
  expect(
    Math.max(
      ...frameOf(wide)
        .split('\n')
        .map((line) => line.length),
    ),
  ).toBeLessThan(260);
  expect(frameOf(wide)).toContain('aWNvbg==');
  const hostile = frameOf(manifestWith('run: {batchSize: "\u001b[31m\u202eevil", a: "\ud83d"}'));
  expect(hostile).not.toMatch(/[\u001b\u202e]|\ud83d(?!\ude00)/);
  // Neither in what stands around the frame: keys in pointers, values in messages, the file's name.
  const name = 'a\u001b[31m\n::error::b.yaml';
  for (const text of [manifestWith('"k\\e[31m\\n::error::x": 1'), 'version: "v\\e[31m\\n::error::0"\n']) {
    const frames = formatCodeFrames(parseManifest(text).diagnostics, text, { file: name });
    expect(frames).not.toMatch(/\u001b|^::error/m);
  }
  expect(
    formatCodeFrames(parseManifest(`#${'x'.repeat(2 ** 20)}`).diagnostics, `#${'x'.repeat(2 ** 20)}`),
  ).not.toContain(' | ');
});

test('A mark stays on its fault when a secret before it is masked', () => {
  const leaky = manifestWith(`run: {note: ${tokenLike()}, batchSize: 0}`);
  const lines = formatCodeFrames(parseManifest(leaky).diagnostics, leaky).split('\n');
  const at = lines.findIndex(
    (line) => line.includes('batchSize: 0') && lines[lines.indexOf(line) + 1]?.includes('^'),
  );
  const marks = lines.flatMap((line, i) =>
    /^ +\| +\^+$/.test(line) ? [lines[i - 1]?.slice(line.indexOf('^'), line.lastIndexOf('^') + 1)] : [],
  );
  expect(at).toBeGreaterThan(-1);
  expect(marks).toEqual(['••••••', '0']);
});

test('GitHub reads properties and message apart, whatever stands in them', () => {
  expect(formatGithub(diagnostics, { file: 'a,b:c%.yaml' })).toBe(
    '::error file=a%2Cb%3Ac%25.yaml,line=11,endLine=11,col=13,endColumn=18,title=unknown_provider::' +
      'The embeddings provider `opneai` is unknown. Did you mean `openai`? Known: `openai`, `google`, `ollama`.\n',
  );
});

test('SARIF bears the region, the fix and only the rules that are used', () => {
  const log = formatSarif(diagnostics, { file: 'a b\\c.yaml' });
  expect(sarifFaults(log)).toEqual([]);
  const { runs } = JSON.parse(log);
  expect(runs[0].tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual(['unknown_provider']);
  const region = {
    startLine: 11,
    startColumn: 13,
    endLine: 11,
    endColumn: 19,
    charOffset: 157,
    charLength: 6,
  };
  expect(runs[0].results[0].locations[0].physicalLocation).toEqual({
    artifactLocation: { uri: 'a%20b/c.yaml' },
    region,
  });
  expect(runs[0].results[0].fixes[0].artifactChanges[0].replacements).toEqual([
    { deletedRegion: region, insertedContent: { text: 'openai' } },
  ]);
  expect(sarifFaults(formatSarif([]))).toEqual([]);
});

test('The same text gives the same bytes, and JSON is the wire form', () => {
  const again = parseManifest(text).diagnostics;
  for (const format of [formatJson, formatSarif, formatGithub])
    expect(format(again)).toBe(format(diagnostics));
  expect(formatCodeFrames(again, text)).toBe(formatCodeFrames(diagnostics, text));
  expect(formatJson(diagnostics)).toBe(`${JSON.stringify(diagnostics, null, 2)}\n`);
});

test.each([
  ['format', []],
  ['references', []],
  ['capabilities', []],
  ['schema', ['zod']],
  ['secrets', ['yaml']],
])('%s loads no package but %j', (entry, expected) => {
  const packages = new Set<string>();
  const seen = new Set<string>();
  const walk = (file: URL): void => {
    if (seen.has(file.href)) return;
    seen.add(file.href);
    const imports = /^(?:import|export)(?! type)[^'"]*?from '([^']+)';/gm;
    for (const [, target = ''] of readFileSync(file, 'utf8').matchAll(imports)) {
      if (target.startsWith('.')) walk(new URL(target.replace(/\.js$/, '.ts'), file));
      else packages.add(target);
    }
  };
  walk(new URL(`../entries/${entry}.ts`, import.meta.url));
  expect([...packages]).toEqual(expected);
});
