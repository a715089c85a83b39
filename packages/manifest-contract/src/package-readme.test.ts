import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as format from './entries/format.js';
import * as references from './entries/references.js';
import * as contract from './index.js';

const library = { ...contract, ...format, ...references };

const readme = readFileSync(new URL('../README.md', import.meta.url), 'utf8');
const programs = [...readme.matchAll(/^## (.+?)$|^```ts\n([\s\S]+?)^```$/gm)].reduce<[string, string][]>(
  (found, [, title, code]) => {
    if (title !== undefined) found.push([title, '']);
    const last = found.at(-1);
    if (code !== undefined && last) last[1] += `{\n${code}}\n`;
    return found;
  },
  [],
);

describe('The examples of the README print what they say', () => {
  test.each(programs)('%s', (_, code) => {
    const promised = [...code.matchAll(/\/\/ → (.+)$/gm)].map((match) => match[1]);
    const printed: string[] = [];
    const body = code.replace(
      /import (\{[^}]+\}) from '@moonmind\/manifest-contract[^']*';/g,
      'const $1 = library;',
    );
    const run = new Function('library', 'console', body);
    run(library, { log: (...parts: unknown[]) => printed.push(parts.map(String).join(' ')) });
    expect(promised.length).toBeGreaterThan(0);
    expect(printed).toEqual(promised);
  });

  test('five things that people do, and the parts', () => {
    expect(programs).toHaveLength(6);
  });
});
