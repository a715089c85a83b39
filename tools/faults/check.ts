/** Proves of a fault run's history that nothing was lost, doubled or taken from its holder. */
import { FINAL_STATUSES, type JobStatus, TRANSITIONS, type Transition } from '@moonmind/job-types';
import type { Entry, Hold, Outcome } from './history.js';

export const RULES = {
  jobLost: 'every job answered 201 exists',
  completedTwice: 'no attempt is completed twice',
  heldTwice: 'no job is run by two workers under one attempt',
  completionLost: 'a job whose completion was answered 200 has succeeded',
  zombieAccepted: 'a worker that slept past its lease completes and fails nothing under it',
  claimStranded: 'a claim whose answer was cut off answers the same job again under its name',
  freedLate: "a dead worker's job is free within its lease and 2 s",
  unfinished: 'each job ends',
  impossibleEvents: "a job's events are a way through the state machine that ends where the job stands",
  wrongReading: "a job's events are read in order, without gap or repeat",
  lastRun: "a manifest's lastRun is its newest job, with that job's status",
} as const;
export type Rule = keyof typeof RULES;

export interface Violation {
  readonly rule: Rule;
  readonly about: string;
  readonly detail: string;
}

/** How long beyond the lease a dead worker's job may stay its own. */
const FREED_WITHIN_MS = 2_000;

/** Gives what breaks the rules; nothing where all hold. */
export function check(history: readonly Entry[], outcome: Outcome): Violation[] {
  return [
    ...checkHolds(history),
    ...checkJobs(history, outcome),
    ...checkEvents(outcome),
    ...checkManifests(outcome),
  ];
}

function* checkHolds(history: readonly Entry[]): Generator<Violation> {
  const answered = of(history, 'claimed');
  for (const [attempt, holds] of grouped([...answered, ...of(history, 'cut')], attemptOf)) {
    const tokens = new Set(holds.map(holdOf));
    if (tokens.size > 1) yield { rule: 'heldTwice', about: attempt, detail: [...tokens].join(' and ') };
  }
  const completed = of(history, 'completed');
  for (const [attempt, holds] of grouped(completed, attemptOf)) {
    const tokens = new Set(holds.map(holdOf));
    if (tokens.size > 1) yield { rule: 'completedTwice', about: attempt, detail: [...tokens].join(' and ') };
  }
  const endedHolds = new Set([...completed, ...of(history, 'failed')].map(holdOf));
  for (const hold of of(history, 'woken'))
    if (endedHolds.has(holdOf(hold)))
      yield { rule: 'zombieAccepted', about: attemptOf(hold), detail: holdOf(hold) };
  const answeredHolds = new Set(answered.map(holdOf));
  for (const hold of of(history, 'cut'))
    if (!answeredHolds.has(holdOf(hold)))
      yield { rule: 'claimStranded', about: attemptOf(hold), detail: holdOf(hold) };
  for (const { ms, leaseSeconds, ...hold } of of(history, 'freed'))
    if (ms > leaseSeconds * 1000 + FREED_WITHIN_MS)
      yield {
        rule: 'freedLate',
        about: attemptOf(hold),
        detail: `${ms} ms after the kill; lease ${leaseSeconds} s`,
      };
}

function* checkJobs(history: readonly Entry[], { jobs }: Outcome): Generator<Violation> {
  const statuses = new Map(jobs.map(({ id, status }) => [id, status]));
  for (const { jobId } of of(history, 'created'))
    if (!statuses.has(jobId)) yield { rule: 'jobLost', about: jobId, detail: 'it is not there' };
  for (const { jobId } of of(history, 'completed'))
    if (statuses.get(jobId) !== 'succeeded')
      yield { rule: 'completionLost', about: jobId, detail: `it is ${statuses.get(jobId) ?? 'not there'}` };
  for (const { id, status } of jobs)
    if (!FINAL_STATUSES.some((final) => final === status))
      yield { rule: 'unfinished', about: id, detail: `it is ${status}` };
}

function* checkEvents({ jobs, events, readings }: Outcome): Generator<Violation> {
  const eventsOf = grouped(events, ({ jobId }) => jobId);
  for (const { id, status } of jobs) {
    const messages = (eventsOf.get(id) ?? []).map(({ message }) => message);
    const fault = wayThrough(messages, status);
    if (fault) yield { rule: 'impossibleEvents', about: id, detail: `${fault}: ${messages.join(', ')}` };
    if (messages.filter((message) => message === TRANSITIONS.complete.event.message).length > 1)
      yield { rule: 'completedTwice', about: id, detail: messages.join(', ') };
  }
  for (const { reader, jobId, eventIds } of readings) {
    const written = (eventsOf.get(jobId) ?? []).map(({ id }) => id);
    if (eventIds.join() !== written.join())
      yield {
        rule: 'wrongReading',
        about: jobId,
        detail: `${reader} read ${eventIds.join(', ') || 'nothing'}; written were ${written.join(', ') || 'none'}`,
      };
  }
}

/** What speaks against the messages being those of a job that ends in `status`; other messages are workers' own. */
function wayThrough(messages: readonly string[], status: JobStatus): string | undefined {
  const transitions: Transition[] = Object.values(TRANSITIONS);
  let states: ReadonlySet<JobStatus> | undefined;
  for (const message of messages) {
    const fitting = transitions.filter(({ event }) => event.message === message);
    if (fitting.length === 0) continue;
    const before = states;
    states = new Set(
      fitting
        .filter(({ from }) => (before ? from.some((state) => before.has(state)) : from.length === 0))
        .map(({ to }) => to),
    );
    if (states.size === 0) return `"${message}" cannot come there`;
  }
  return states?.has(status) ? undefined : `they do not end in ${status}`;
}

function* checkManifests({ jobs, manifests }: Outcome): Generator<Violation> {
  const statuses = new Map(jobs.map(({ id, status }) => [id, status]));
  for (const { name, newestJobId, lastRunJobId, lastRunStatus } of manifests) {
    const status = newestJobId === null ? null : statuses.get(newestJobId);
    if (lastRunJobId !== newestJobId || lastRunStatus !== status)
      yield {
        rule: 'lastRun',
        about: name,
        detail: `${lastRunJobId} ${lastRunStatus}, but the newest job is ${newestJobId} ${status}`,
      };
  }
}

function of<Kind extends Entry['kind']>(history: readonly Entry[], kind: Kind) {
  return history.filter((entry): entry is Extract<Entry, { kind: Kind }> => entry.kind === kind);
}

const attemptOf = ({ jobId, attempt }: Hold): string => `${jobId} attempt ${attempt}`;
const holdOf = ({ jobId, workerId, leaseToken }: Hold): string =>
  `${workerId} with ${jobId} under ${leaseToken}`;

function grouped<Item>(items: readonly Item[], keyOf: (item: Item) => string): Map<string, Item[]> {
  const groups = new Map<string, Item[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}
