import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { EVENT_LEVELS, FINAL_STATUSES, JOB_STATUSES } from './job.js';
import {
  GUARDS,
  LEASE_RETRY_SECONDS,
  LEGACY_TYPE_EVENT,
  retryDelaySeconds,
  stateDiagram,
  TRANSITIONS,
  type Transition,
  type Trigger,
} from './state-machine.js';
import { stateMachinePage } from './testing/state-machine-page.js';

const all = Object.entries<Transition>(TRANSITIONS);

// The wire contract's table, once more and by hand: an edit of the data has to be meant.
const CONTRACT: Record<Trigger, string> = {
  create: ' → queued | info Job queued',
  claim: 'queued → running | info Job claimed',
  heartbeat: 'running → running | info Heartbeat received',
  complete: 'running → succeeded | info Job completed',
  failAfterCancelRequest: 'running → cancelled | warn Job cancelled',
  failRetryable: 'running → queued | warn Job failed (retryable)',
  failExhausted: 'running → dead_letter | error Job dead-lettered',
  fail: 'running → failed | error Job failed',
  releaseAfterCancelRequest: 'running → cancelled | info Job cancelled',
  release: 'running → queued | info Job released',
  leaseExpiredCancelled: 'running → cancelled | warn Lease expired',
  leaseExpiredExhausted: 'running → dead_letter | warn Lease expired',
  leaseExpired: 'running → queued | warn Lease expired',
  cancelQueued: 'queued → cancelled | info Job cancelled',
  cancelRequested: 'running → running | warn Cancellation requested',
  cancelAcknowledged: 'running → cancelled | info Job cancelled',
  requeue: 'failed,cancelled,dead_letter → queued | info Job requeued',
};

describe('transitions', () => {
  it.each(Object.entries(CONTRACT))('%s is %s', (trigger, expected) => {
    const transition = all.find(([name]) => name === trigger)?.[1];
    expect(
      `${transition?.from} → ${transition?.to} | ${transition?.event.level} ${transition?.event.message}`,
    ).toBe(expected);
  });

  it('name known states, guards and levels, and say what they do', () => {
    for (const [, { from, to, guards, event, effect }] of all) {
      for (const status of [...from, to]) expect(JOB_STATUSES).toContain(status);
      for (const guard of guards) expect(GUARDS).toHaveProperty(guard);
      expect(EVENT_LEVELS).toContain(event.level);
      expect(effect).not.toBe('');
    }
  });

  it('use every guard', () => {
    expect(new Set(all.flatMap(([, { guards }]) => guards))).toEqual(new Set(Object.keys(GUARDS)));
  });

  it('ask a worker for its hold, and nobody else', () => {
    const held = all.filter(([, { guards }]) => guards.includes('owner') && guards.includes('lease'));
    expect(held.map(([trigger]) => trigger).sort()).toEqual(
      [
        'cancelAcknowledged',
        'complete',
        'fail',
        'failAfterCancelRequest',
        'failExhausted',
        'failRetryable',
        'heartbeat',
        'release',
        'releaseAfterCancelRequest',
      ].sort(),
    );
  });

  it('leave a final state by requeue alone', () => {
    const leaving = all.filter(([, { from }]) => FINAL_STATUSES.some((status) => from.includes(status)));
    expect(leaving.map(([trigger]) => trigger)).toEqual(['requeue']);
  });

  it.each([
    ['fail', ['failAfterCancelRequest', 'failRetryable', 'failExhausted', 'fail']],
    ['release', ['releaseAfterCancelRequest', 'release']],
    ['a lease that ran out', ['leaseExpiredCancelled', 'leaseExpiredExhausted', 'leaseExpired']],
  ] as const)('that may follow from %s: exactly one holds, whatever the job', (_call, triggers) => {
    for (const cancel of [true, false]) {
      for (const retryable of [true, false]) {
        for (const left of [true, false]) {
          const holds = new Set<string>([
            cancel ? 'cancelRequested' : 'cancelNotRequested',
            retryable ? 'retryable' : 'notRetryable',
            left ? 'attemptsLeft' : 'attemptsSpent',
            ...['owner', 'lease', 'leaseOver'],
          ]);
          const fitting = triggers.filter((trigger) =>
            TRANSITIONS[trigger].guards.every((guard) => holds.has(guard)),
          );
          expect(fitting, `cancel ${cancel}, retryable ${retryable}, left ${left}`).toHaveLength(1);
        }
      }
    }
  });
});

it('a job of an older type leaves a warning that names the type', () => {
  expect(LEGACY_TYPE_EVENT).toEqual({
    level: 'warn',
    message: 'Legacy job type submitted',
    payload: ['type'],
  });
});

describe('rest between attempts', () => {
  it.each([
    [1, 15],
    [2, 30],
    [3, 60],
    [6, 480],
    [7, 600],
    [8, 600],
    [2_000, 600],
  ])('after attempt %i: %i s', (attempt, seconds) => {
    expect(retryDelaySeconds(attempt)).toBe(seconds);
  });

  it('after a lost lease: 30 s', () => {
    expect(LEASE_RETRY_SECONDS).toBe(30);
  });
});

describe('the diagram', () => {
  it('has an edge for each start of each transition, a beginning and the ends', () => {
    const lines = stateDiagram().split('\n');
    expect(lines[0]).toBe('stateDiagram-v2');
    expect(lines).toContain('  [*] --> queued: create');
    expect(lines).toContain('  dead_letter --> queued: requeue');
    for (const status of FINAL_STATUSES) expect(lines).toContain(`  ${status} --> [*]`);
    const starts = all.reduce((sum, [, { from }]) => sum + Math.max(1, from.length), 0);
    expect(lines).toHaveLength(1 + starts + FINAL_STATUSES.length);
  });

  it('stands in the docs as it is', () => {
    const page = readFileSync(new URL('../../../docs/state-machine.md', import.meta.url), 'utf8');
    expect(page, 'run `pnpm --filter @moonmind/job-types docs`').toBe(stateMachinePage());
  });
});
