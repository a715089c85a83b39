import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { allExamples, examplesIn, faultsOf } from './examples.js';

const root = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

it('the TypeScript of READMEs and docs compiles', { timeout: 60_000 }, () => {
  const examples = allExamples(root);
  expect(examples.length).toBeGreaterThan(10);
  const wrong = examplesIn('wrong', '```ts\nconst a: string = 1;\n```\n');
  expect(faultsOf([...examples, ...wrong], root)).toEqual([
    "wrong 1:1: Type 'number' is not assignable to type 'string'.",
  ]);
});
