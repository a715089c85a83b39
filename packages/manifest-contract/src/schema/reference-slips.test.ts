import { expect, it } from 'vitest';
import { parseManifest } from '../index.js';
import { referenceSlips } from './reference-slips.js';

const manifest = (rest: string) => `version: v0
metadata: {name: demo, description: "costs \${X"}
${rest}
`;
const told = (text: string) =>
  parseManifest(text).diagnostics.map(({ code, pointer, line, fix }) => ({
    code,
    pointer,
    line,
    ...(fix && { fix: fix.edits.map((edit) => edit.text) }),
  }));

it('warns of references that are none, wherever a worker reads them', () => {
  const text = manifest(`embeddings: {provider: openai}
vectorStore: {type: qdrant, connection: {host: $QDRANT_HOST}}
dataSources:
  - {type: ConfluenceReader, params: {spaces: [ENG, "\${SPACE"], pages: 7, since: null, until: "\${1DAY}"}}
comment: \${NOBODY_READS`);
  expect(told(text)).toEqual([
    {
      code: 'malformed_reference',
      pointer: '/vectorStore/connection/host',
      line: 4,
      fix: [`"\${QDRANT_HOST}"`],
    },
    { code: 'malformed_reference', pointer: '/dataSources/0/params/spaces/1', line: 6, fix: [`"\${SPACE}"`] },
    { code: 'malformed_reference', pointer: '/dataSources/0/params/until', line: 6 },
    { code: 'unknown_key', pointer: '/comment', line: 7 },
  ]);
  expect(parseManifest(text).manifest).not.toBeNull();
});

it('leaves to the others what they tell: wrong types, references not allowed, secrets', () => {
  const text = manifest(`embeddings: {provider: openai, batchSize: "\${SIZE"}
vectorStore: {type: "\${STORE", connection: {apiKey: "\${KEY"}}
dataSources: [{type: ConfluenceReader}]`);
  expect(told(text).map(({ code, pointer }) => `${code} ${pointer}`)).toEqual([
    'wrong_type /embeddings/batchSize',
    'reference_not_allowed /vectorStore/type',
    'raw_secret /vectorStore/connection/apiKey',
  ]);
});

it('proposes no name that may be a secret', () => {
  const token = `ghp${'_'}${'0123456789abcdefABCDEFGHIJKLMNOPQRSTUV'.slice(0, 36)}`;
  const [remark] = referenceSlips({ run: { note: `\${${token}` } }, 10);
  expect(remark?.code).toBe('malformed_reference');
  expect(JSON.stringify(remark)).not.toContain(token);
});

it('stops at its limit', () => {
  const params = Array.from({ length: 50 }, () => '$HOME');
  expect(referenceSlips({ dataSources: [{ params }] }, 10)).toHaveLength(11);
});
