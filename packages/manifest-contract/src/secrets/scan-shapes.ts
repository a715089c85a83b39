import type { TextFinding } from './finding.js';
import { SHAPE_RULES, type ShapeRule } from './rules/index.js';
import type { Shape } from './rules/rule.js';
import { TextRuns } from './text-runs.js';

interface Entry {
  readonly trigger: string;
  readonly shape: Shape;
  readonly rule: ShapeRule;
}

// The triggers by their first two characters: one look at a table decides for almost every place of a text.
const PAIRS: (Entry[] | undefined)[] = new Array(128 * 128).fill(undefined);
const MARKED = new Uint8Array(128 * 128);
for (const rule of SHAPE_RULES) {
  for (const shape of rule.shapes) {
    for (const trigger of shape.triggers) {
      const first = trigger.charCodeAt(0) * 128;
      const seconds = trigger.length > 1 ? [trigger.charCodeAt(1)] : Array.from({ length: 128 }, (_, i) => i);
      for (const second of seconds) {
        PAIRS[first + second] = [...(PAIRS[first + second] ?? []), { trigger, shape, rule }];
        MARKED[first + second] = 1;
      }
    }
  }
}
// Of two triggers that begin alike the longer one is the more specific: `sk-ant-` before `sk-`.
for (const entries of PAIRS) entries?.sort((a, b) => b.trigger.length - a.trigger.length);

/**
 * Finds every secret of a known shape in a text. One pass: each place costs a table look-up, each trigger a bounded
 * look at what follows, and what was found is not looked at again.
 */
export function scanShapes(text: string, strict: boolean): TextFinding[] {
  const findings: TextFinding[] = [];
  const runs = new TextRuns(text);
  let before = 128;
  for (let i = 0; i < text.length; i += 1) {
    const unit = text.charCodeAt(i);
    if (before < 128 && unit < 128 && MARKED[before * 128 + unit] === 1) {
      const finding = matchAt(runs, i - 1, before * 128 + unit, strict);
      if (finding !== null) {
        findings.push(finding);
        // Structures are gone on inside: a URL's password may end before the URL's query begins.
        i = Math.max(i, finding.end - 1);
        before = 128;
        continue;
      }
    }
    before = unit;
  }
  return findings;
}

function matchAt(runs: TextRuns, at: number, pair: number, strict: boolean): TextFinding | null {
  for (const { trigger, shape, rule } of PAIRS[pair] ?? []) {
    if (!runs.text.startsWith(trigger, at)) continue;
    const stretch = shape.match(runs, at, trigger, strict);
    if (stretch !== null)
      return { rule, specificity: rule.specificity, start: stretch.start, end: stretch.end };
  }
  return null;
}
