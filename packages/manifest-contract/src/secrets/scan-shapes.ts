import type { TextFinding } from './finding.js';
import { SHAPE_RULES, type ShapeRule } from './rules/index.js';
import type { Shape } from './rules/rule.js';
import { TextRuns } from './text-runs.js';

interface Entry {
  readonly trigger: string;
  readonly shape: Shape;
  readonly rule: ShapeRule;
}

/** The triggers that begin with the same two characters, and which third ones they have. */
interface Group {
  readonly entries: Entry[];
  readonly thirds: Uint8Array;
}

// One look at a table decides for almost every place of a text, and a second one for most of the others.
const GROUPS: Group[] = [];
/** By the first two characters: the place of their group, counted from one. */
const GROUP_AT = new Uint16Array(128 * 128);
const EVERY = Array.from({ length: 128 }, (_, unit) => unit);
const unitsAt = (trigger: string, at: number) => (at < trigger.length ? [trigger.charCodeAt(at)] : EVERY);
for (const rule of SHAPE_RULES) {
  for (const shape of rule.shapes) {
    for (const trigger of shape.triggers) {
      for (const second of unitsAt(trigger, 1)) {
        const { entries, thirds } = groupOf(trigger.charCodeAt(0) * 128 + second);
        entries.push({ trigger, shape, rule });
        for (const third of unitsAt(trigger, 2)) thirds[third] = 1;
      }
    }
  }
}
// Of two triggers that begin alike the longer one is the more specific: `sk-ant-` before `sk-`.
for (const { entries } of GROUPS) entries.sort((a, b) => b.trigger.length - a.trigger.length);

function groupOf(pair: number): Group {
  const known = GROUPS[(GROUP_AT[pair] ?? 0) - 1];
  if (known !== undefined) return known;
  const group = { entries: [], thirds: new Uint8Array(128) };
  GROUP_AT[pair] = GROUPS.push(group);
  return group;
}

/**
 * Finds every secret of a known shape in a text. One pass: each place costs a table look-up, each trigger a bounded
 * look at what follows, and what was found is not looked at again.
 */
export function scanShapes(text: string, strict: boolean): TextFinding[] {
  const findings: TextFinding[] = [];
  const runs = new TextRuns(text);
  let pair = 0;
  for (let i = 0; i < text.length; i += 1) {
    // Units beyond ASCII fall upon others here; the trigger itself is compared below.
    pair = ((pair & 127) << 7) | (text.charCodeAt(i) & 127);
    const place = GROUP_AT[pair];
    if (!place) continue;
    const finding = matchAt(runs, i - 1, GROUPS[place - 1], strict);
    if (finding === null) continue;
    findings.push(finding);
    // Structures are gone on inside: a URL's password may end before the URL's query begins.
    i = Math.max(i, finding.end - 1);
    pair = 0;
  }
  return findings;
}

function matchAt(runs: TextRuns, at: number, group: Group | undefined, strict: boolean): TextFinding | null {
  if (group?.thirds[runs.text.charCodeAt(at + 2) & 127] !== 1) return null;
  for (const { trigger, shape, rule } of group.entries) {
    if (!runs.text.startsWith(trigger, at)) continue;
    const stretch = shape.match(runs, at, trigger, strict);
    if (stretch !== null)
      return { rule, specificity: rule.specificity, start: stretch.start, end: stretch.end };
  }
  return null;
}
