import { describe, expect, test } from 'vitest';
import { firstExample } from './consumer.js';

describe('the first example of a README', () => {
  test('is the first ts block, whatever stands around it', () => {
    const markdown =
      '# A\n\n```sh\nnpm install\n```\n\n```ts\nconst a = 1;\n\nuse(a);\n```\n\n```ts\nlater();\n```\n';
    expect(firstExample(markdown)).toBe('const a = 1;\n\nuse(a);\n');
  });

  test('must be there', () => {
    expect(() => firstExample('# A\n\n```sh\nnpm install\n```\n')).toThrow('no ```ts example');
  });
});
