/** Each rule is broken by a history made for it, and by that rule's name alone. */
import { describe, expect, test } from 'vitest';
import { check, RULES, type Rule } from './check.js';
import type { Entry, Outcome } from './history.js';

const hold = (workerId: string, attempt: number, leaseToken: string) => ({
  jobId: 'j1',
  attempt,
  leaseToken,
  workerId,
});

/** Worker a died with the job; b did it; c got a second one after its first answer was cut. */
const HISTORY: readonly Entry[] = [
  { kind: 'created', jobId: 'j1' },
  { kind: 'created', jobId: 'j2' },
  { kind: 'claimed', ...hold('a', 1, 't1') },
  { kind: 'freed', ...hold('a', 1, 't1'), ms: 4900, leaseSeconds: 3 },
  { kind: 'woken', ...hold('a', 1, 't1') },
  { kind: 'claimed', ...hold('b', 2, 't2') },
  { kind: 'refused', ...hold('a', 1, 't1'), code: 'job_ownership_mismatch' },
  { kind: 'completed', ...hold('b', 2, 't2') },
  { kind: 'completed', ...hold('b', 2, 't2') },
  { kind: 'cut', ...hold('c', 1, 't3'), jobId: 'j2' },
  { kind: 'claimed', ...hold('c', 1, 't3'), jobId: 'j2' },
  { kind: 'completed', ...hold('c', 1, 't3'), jobId: 'j2' },
];
const event = (id: string, jobId: string, message: string) => ({ id, jobId, message });
const OUTCOME: Outcome = {
  jobs: [
    { id: 'j1', status: 'succeeded', manifest: null },
    { id: 'j2', status: 'succeeded', manifest: 'm' },
  ],
  events: [
    event('e1', 'j1', 'Job queued'),
    event('e2', 'j2', 'Job queued'),
    event('e3', 'j1', 'Job claimed'),
    event('e4', 'j1', 'a word of the worker'),
    event('e5', 'j1', 'Lease expired'),
    event('e6', 'j1', 'Job claimed'),
    event('e7', 'j1', 'Job completed'),
    event('e8', 'j2', 'Job claimed'),
    event('e9', 'j2', 'Job completed'),
  ],
  manifests: [
    { name: 'm', newestJobId: 'j2', lastRunJobId: 'j2', lastRunStatus: 'succeeded' },
    { name: 'never-run', newestJobId: null, lastRunJobId: null, lastRunStatus: null },
  ],
  readings: [{ reader: 'pages', jobId: 'j2', eventIds: ['e2', 'e8', 'e9'] }],
};

const read = (...eventIds: string[]): Partial<Outcome> => ({
  readings: [{ reader: 'pages', jobId: 'j2', eventIds }],
});
const without = (id: string): Partial<Outcome> => ({
  events: OUTCOME.events.filter((each) => each.id !== id),
});
const second = (status: 'succeeded' | 'running' | 'failed'): Partial<Outcome> => ({
  jobs: [
    { id: 'j1', status, manifest: null },
    { id: 'j2', status: 'succeeded', manifest: 'm' },
  ],
});
const lastRun = (changes: Partial<Outcome['manifests'][number]>): Partial<Outcome> => ({
  manifests: [{ name: 'm', newestJobId: 'j2', lastRunJobId: 'j2', lastRunStatus: 'succeeded', ...changes }],
});

interface Bad {
  readonly name: string;
  readonly breaks: readonly Rule[];
  /** What the history holds besides. */
  readonly more?: readonly Entry[];
  /** What is other in the outcome. */
  readonly changes?: Partial<Outcome>;
}

const BAD: readonly Bad[] = [
  { name: 'a job answered 201 is not there', breaks: ['jobLost'], more: [{ kind: 'created', jobId: 'j9' }] },
  {
    name: 'two workers complete one attempt',
    breaks: ['completedTwice'],
    more: [{ kind: 'completed', ...hold('c', 2, 't4') }],
  },
  {
    name: 'a job leaves two completions behind',
    breaks: ['impossibleEvents', 'completedTwice'],
    changes: { events: [...OUTCOME.events, event('ea', 'j1', 'Job completed')] },
  },
  {
    name: 'two workers get one attempt',
    breaks: ['heldTwice'],
    more: [{ kind: 'claimed', ...hold('c', 2, 't4') }],
  },
  {
    name: 'one worker gets one attempt twice',
    breaks: ['heldTwice'],
    more: [{ kind: 'claimed', ...hold('b', 2, 't4') }],
  },
  {
    name: 'a cut claim was handed to another',
    breaks: ['heldTwice', 'claimStranded'],
    more: [{ kind: 'cut', ...hold('d', 2, 't5') }],
  },
  {
    name: 'a woken worker completes',
    breaks: ['zombieAccepted'],
    more: [{ kind: 'woken', ...hold('b', 2, 't2') }],
  },
  {
    name: 'a woken worker fails its job',
    breaks: ['zombieAccepted'],
    more: [{ kind: 'failed', ...hold('a', 1, 't1') }],
  },
  {
    name: 'a cut claim answers nothing again',
    breaks: ['claimStranded'],
    more: [{ kind: 'cut', ...hold('d', 3, 't5') }],
  },
  {
    name: 'a dead worker keeps its job',
    breaks: ['freedLate'],
    more: [{ kind: 'freed', ...hold('a', 1, 't1'), ms: 5001, leaseSeconds: 3 }],
  },
  {
    name: 'a job still runs',
    breaks: ['completionLost', 'unfinished', 'impossibleEvents'],
    changes: second('running'),
  },
  {
    name: 'a completed job has failed',
    breaks: ['completionLost', 'impossibleEvents'],
    changes: second('failed'),
  },
  { name: 'an event is missing', breaks: ['impossibleEvents'], changes: without('e5') },
  { name: 'a job has no first event', breaks: ['impossibleEvents'], changes: without('e1') },
  { name: 'a reader misses an event', breaks: ['wrongReading'], changes: read('e2', 'e9') },
  { name: 'a reader gets one twice', breaks: ['wrongReading'], changes: read('e2', 'e8', 'e8', 'e9') },
  { name: 'a reader gets two in the wrong order', breaks: ['wrongReading'], changes: read('e8', 'e2', 'e9') },
  { name: 'a reader misses the end', breaks: ['wrongReading'], changes: read('e2', 'e8') },
  { name: 'lastRun is of an older job', breaks: ['lastRun'], changes: lastRun({ lastRunJobId: 'j1' }) },
  {
    name: 'lastRun has an older status',
    breaks: ['lastRun'],
    changes: lastRun({ lastRunStatus: 'running' }),
  },
];

describe('the history of a fault run', () => {
  test('a sound one breaks no rule', () => {
    expect(check(HISTORY, OUTCOME)).toEqual([]);
  });

  test.each(BAD)('$name', ({ breaks, more = [], changes = {} }) => {
    const found = check([...HISTORY, ...more], { ...OUTCOME, ...changes });
    expect(new Set(found.map(({ rule }) => rule))).toEqual(new Set(breaks));
  });

  test('each rule has a history that breaks it', () => {
    expect(new Set(BAD.flatMap(({ breaks }) => breaks))).toEqual(new Set(Object.keys(RULES)));
  });
});
