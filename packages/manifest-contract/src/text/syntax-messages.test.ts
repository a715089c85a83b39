import { describe, expect, test } from 'vitest';
import { parseText } from './parse-text.js';
import { syntaxMessage } from './syntax-messages.js';

describe('An error of syntax is told in words of our own', () => {
  test.each([
    ['a: &b *c', 'alias'],
    ['a: & 1', 'anchor or alias'],
    ['%YAML\n---\na: 1', 'directive'],
    ['a: "\\q"', 'escape'],
    ['a:\n  b: 1\n c: 2', 'indentation'],
    ['a:\n  b: 1\n    c: 2\n', 'deeper than the one above'],
    ['&a ? b', 'wrong place'],
    ['a: @b', 'reserved character'],
    ['a: b: c', 'line of its key'],
    ['[a: - b]', 'comma'],
    [`${'k'.repeat(1030)}: 1`, '1024'],
    ['--- a: b', 'quote, bracket, comma, space or colon'],
    ['a\nb: c', 'several lines'],
    ['&a &b c', 'more than one anchor'],
    ['!a !b c', 'more than one tag'],
    ['a:\n\tb: 1', 'tab'],
    ['a: ]', 'does not belong'],
    ['"a', 'quoted string'],
    ['[a', 'list in brackets'],
    ['{a', 'mapping in braces'],
    ['- a: 1\n b: 2', 'no entry of the list'],
    ['a: 1\nb', 'no colon'],
    ['{"a" "b"}', 'between brackets'],
    ['[a]#c', 'in front of a comment'],
    ['a:\n  -b: 1\n    c: 2\n', 'glued'],
    ['```yaml\na: 1', 'Markdown'],
  ])('%j: %s', (text, word) => {
    const [first] = parseText(text).diagnostics;
    expect(first?.code).toBe('yaml_syntax');
    expect(first?.message).toContain(word);
    expect(first?.hint).toMatch(/^[A-Z].+\.$/);
  });

  test('one that is not known in general', () => {
    const told = syntaxMessage('a', { code: 'IMPOSSIBLE', message: 'What?', pos: [0, 1] });
    expect(told.message).toContain('cannot be read here');
  });

  test.each([
    'Missing closing "quote',
    'Flow map must end with a }',
    'Flow sequence must end with a ]',
    'Sequence item without - indicator',
    'Implicit map keys need to be followed by map values',
    'Missing , between flow items',
    'Comments must be separated',
  ])('what a text says is not taken for what the parser says: %s', (text) => {
    const message = `Unexpected scalar: ${text}`;
    expect(syntaxMessage('a', { code: 'UNEXPECTED_TOKEN', message, pos: [0, 1] }).message).toContain(
      'does not belong',
    );
  });
});
