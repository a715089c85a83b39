import { expect, test } from 'vitest';
import { describeBody, describeManifest } from '../diagnostics/report.js';
import { LineIndex } from '../text/line-index.js';
import { formatGithub } from './github.js';

const REMARK = { code: 'wrong_type', path: ['run'], message: 'M', hint: 'H' } as const;
const at = (start: number, end: number) =>
  describeManifest(REMARK, new LineIndex('abc\ndef\n'), [start, end]);

test.each([
  ['a fault within a line, the last column included', at(1, 3), 'line=1,endLine=1,col=2,endColumn=3,'],
  ['a fault of no length', at(1, 1), 'line=1,endLine=1,col=2,endColumn=2,'],
  ['a fault of two lines, without columns', at(1, 5), 'line=1,endLine=2,'],
])('%s', (_, diagnostic, place) => {
  expect(formatGithub([diagnostic])).toBe(`::error file=manifest.yaml,${place}title=wrong_type::M H\n`);
});

test('Of the body its pointer is told, if it is not the whole', () => {
  expect(formatGithub([describeBody(REMARK), describeBody({ ...REMARK, path: [] })])).toBe(
    '::error file=manifest.yaml,title=wrong_type::/run: M H\n' +
      '::error file=manifest.yaml,title=wrong_type::M H\n',
  );
});

test('A line break ends no command', () => {
  const diagnostic = describeBody({ ...REMARK, path: [], message: '100 %:\r\n::error::x,' });
  expect(formatGithub([diagnostic], { file: 'a\nb' })).toBe(
    '::error file=a%0Ab,title=wrong_type::100 %25:%0D%0A::error::x, H\n',
  );
});
