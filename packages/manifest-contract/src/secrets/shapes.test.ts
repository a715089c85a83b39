import { describe, expect, it } from 'vitest';
import { SHAPE_RULES } from './rules/index.js';
import { scanText } from './scan-text.js';
import { examplesOf, seeded } from './testing/examples.js';

const rulesOf = (text: string) =>
  scanText(text, { strict: true, names: null }).map((finding) => finding.rule.id);

describe.each(SHAPE_RULES.map((rule) => [rule.id, rule] as const))('%s', (id, rule) => {
  it('finds each of its shapes, alone and inside text', () => {
    for (let seed = 1; seed <= 20; seed += 1) {
      for (const example of examplesOf(id, seeded(seed * 7919))) {
        expect(rulesOf(example), `seed ${seed}`).toEqual([id]);
        expect(rulesOf(`before "${example}" after`), `seed ${seed}`).toEqual([id]);
        // What is shorter is passed over unread.
        expect(example.length).toBeGreaterThan(15);
      }
    }
  });

  it('proposes a name and, if any, a profile reference that are references themselves', () => {
    expect(rule.env).toMatch(/^[A-Z][A-Z0-9_]+$/);
    if (rule.profile !== undefined) expect(rule.profile).toMatch(/^profile:\/\/[a-z0-9]+#[a-z_]+$/);
    expect(rulesOf(`\${${rule.env}} ${rule.profile ?? ''}`)).toEqual([]);
  });
});

it('has one rule for each id', () => {
  const ids = SHAPE_RULES.map((rule) => rule.id);
  expect(new Set(ids).size).toBe(ids.length);
});
