import { pointerTo } from '../diagnostics/pointer.js';
import { ownEntries } from '../references/own-entries.js';
import { hintFor, type RuleInfo, type StringFinding, type ValueFinding } from './finding.js';
import {
  type Demand,
  demandOf,
  demandOfNamed,
  demandOfPair,
  hidesInReference,
  isSelector,
  NO_DEMAND,
  offends,
  VALUE_KEYS,
  valueRule,
} from './position.js';
import { scanText } from './scan-text.js';
import { pathOf, type Trail } from './trail.js';

/** Finds the secrets in one string by shape, and by names in it that point at a literal (`password=…`). */
export function scanString(value: string): readonly StringFinding[] {
  return scanText(value, { strict: true, names: 'value' }).map(({ rule, start, end }) => ({
    ruleId: rule.id,
    start,
    end,
    hint: hintFor(rule),
  }));
}

interface Visit {
  readonly value: unknown;
  readonly demand: Demand;
  readonly trail: Trail | null;
}

/**
 * Finds the secrets of a JSON value by shape and, unless `by` is `shape`, by position (FR-007). Takes any JavaScript
 * value, cyclic and hostile ones too; never throws, runs no getter. Findings in order of place; pointers never spell a
 * secret.
 *
 * @param by what is looked for: `position` (default) both, `shape` shapes alone, as in payloads that are no manifest
 */
export function scanValue(value: unknown, by: 'position' | 'shape' = 'position'): readonly ValueFinding[] {
  const findings: ValueFinding[] = [];
  const seen = new Set<object>();
  const report = (rule: RuleInfo, trail: Trail | null) => {
    findings.push({ ruleId: rule.id, pointer: pointerTo(pathOf(trail)), hint: hintFor(rule) });
  };
  const pending: Visit[] = [{ value, demand: NO_DEMAND, trail: null }];
  for (let visit = pending.pop(); visit !== undefined; visit = pending.pop()) {
    const { value: current, demand, trail } = visit;
    if (typeof current === 'string' || typeof current === 'number' || typeof current === 'bigint') {
      const text = String(current);
      const found = typeof current === 'string' ? scanText(text, { strict: true, names: 'value' }) : [];
      for (const { rule } of found) report(rule, trail);
      if (found.length > 0 || by === 'shape') continue;
      if (offends(text, typeof current !== 'string', demand, true) || hidesInReference(text)) {
        report(valueRule(demand), trail);
      }
    } else if (typeof current === 'object' && current !== null && !seen.has(current)) {
      seen.add(current);
      for (const child of childrenOf(current, demand, trail).reverse()) {
        const key = child.trail?.step;
        if (typeof key === 'string')
          for (const { rule } of scanText(key, { strict: true, names: 'value' })) report(rule, child.trail);
        pending.push(child);
      }
    }
  }
  return findings;
}

function childrenOf(parent: object, demand: Demand, trail: Trail | null): Visit[] {
  const entries = ownEntries(parent);
  if (Array.isArray(parent)) {
    let flagged: Demand | null = null;
    return entries.map(([key, value]) => {
      const own = flagged;
      flagged = typeof value === 'string' && /^--?[A-Za-z][\w-]*$/.test(value) ? demandOfPair(value) : null;
      return {
        value,
        demand: own ?? { ...demand, listed: true },
        trail: { step: Number(key), above: trail },
      };
    });
  }
  const keys = entries.map(([key]) => key);
  const above = demand.reference && isSelector(keys) ? NO_DEMAND : demand;
  const isValue = (key: string) => VALUE_KEYS.has(key.toLowerCase());
  const paired = keys.some(isValue) ? demandOfAny(entries) : null;
  return entries.map(([key, value]) => ({
    value,
    demand: paired !== null && isValue(key) ? paired : demandOf(key, above),
    trail: { step: key, above: trail },
  }));
}

/** What the first of a map's entries that names a credential demands of the value beside it. */
function demandOfAny(entries: readonly (readonly [string, unknown])[]): Demand | null {
  for (const [key, value] of entries) {
    const demand = typeof value === 'string' ? demandOfNamed(key, value) : null;
    if (demand !== null) return demand;
  }
  return null;
}
