import type { StoreContext } from '../context.js';
import { errorCode } from '../database/errors.js';
import type { ClaimedJob, ClaimRequest } from '../store.js';
import { type Batching, fulfilled, rejected, type Settled } from './batcher.js';
import type { CoveredSets } from './capability-sets.js';
import {
  type Claimer,
  type ClaimRow,
  claimKey,
  claimStatement,
  type Look,
  type Scope,
  type Step,
  scopeOf,
} from './claim-statement.js';
import { toClaimedJob } from './job-row.js';
import { sweep } from './sweep.js';

/** How many jobs beyond those asked for a claim looks at, since other processes' claimers may hold the first ones. */
const SLACK = 16;

/**
 * How often a claim that saw jobs which others took looks again, since more may have come; if it still misses some then,
 * a transaction holds them for longer than a claim does.
 */
const MORE_LOOKS = 5;

/** Claims of one batch ask for at most so many jobs together, but for a single one that asks for more. */
const MOST_JOBS = 100;

/** How claims share statements: those of workers that may take the same jobs. */
export function claims(store: StoreContext): Batching<ClaimRequest, ClaimedJob[]> {
  return {
    run: (requests) => claimOnceNamed(store, requests),
    share: ({ limit = 1 }) => limit / MOST_JOBS,
    lane: (request) => JSON.stringify(scopeOf(request)),
    subject: (request) => claimKey(request) ?? undefined,
  };
}

/** Where another process serves the same named claim at once, the index lets one through; the other finds its jobs. */
async function claimOnceNamed(
  store: StoreContext,
  requests: readonly ClaimRequest[],
): Promise<Settled<ClaimedJob[]>[]> {
  for (;;) {
    try {
      return await claim(store, requests);
    } catch (error) {
      if (requests.length > 1 || errorCode(error) !== UNIQUE_VIOLATION) throw error;
    }
  }
}

const UNIQUE_VIOLATION = '23505';

/**
 * Claims up to `limit` (default 1) ready jobs for each of several workers of one scope, by priority, then age, the first
 * worker first. Never answers fewer while a fitting job is free.
 *
 * The ready jobs of one capability set and one type are a **lane**, which an index holds in claim order. The workers'
 * lanes are read from the top, merged and locked: jobs that they may not take cost nothing, however many there are.
 */
async function claim(
  store: StoreContext,
  requests: readonly ClaimRequest[],
): Promise<Settled<ClaimedJob[]>[]> {
  const [first] = requests;
  if (!first) return [];
  const scope = scopeOf(first);
  const claimers = requests.map((request): Claimer => ({ request, jobs: [], missing: request.limit ?? 1 }));
  const wanted = claimers.reduce((sum, { missing }) => sum + missing, 0);
  let step: Step = {
    first: true,
    swept: false,
    window: 2 ** Math.ceil(Math.log2(wanted + SLACK)),
    pastCrowd: false,
    looksLeft: MORE_LOOKS,
  };
  try {
    for (let next: Step | undefined = step; next; next = await take(store, scope, claimers, step))
      step = next;
  } catch (error) {
    // What the steps before have claimed is committed, and must reach its claimers.
    if (claimers.every(({ jobs }) => jobs.length === 0)) throw error;
    return claimers.map(({ jobs }) => (jobs.length > 0 ? fulfilled(jobs) : rejected(error)));
  }
  return claimers.map(({ jobs }) => fulfilled(jobs));
}

/** Runs one statement for the claimers that miss jobs; gives the next step, if there is one. */
async function take(
  store: StoreContext,
  scope: Scope,
  claimers: readonly Claimer[],
  step: Step,
): Promise<Step | undefined> {
  const takers = claimers.filter(({ missing }) => missing > 0);
  const covered = await store.setsCovered.by(store.database, scope.capabilities);
  const rows = await store.database.query<Look & (ClaimRow | { id: null })>(
    claimStatement(store, scope, covered, takers, step),
  );
  const [look] = rows;
  if (!look) return undefined;
  if (!look.sets_known) {
    store.setsCovered.forget();
    return step;
  }
  if (look.due && !step.swept) {
    await sweep(store);
    return { ...step, swept: true };
  }
  learn(covered, look);
  let taken = 0;
  for (const row of rows) {
    const taker = row.id === null ? undefined : takers[row.claimer - 1];
    if (row.id === null || !taker) continue;
    if (!row.again) taken += 1;
    taker.jobs.push(toClaimedJob(row));
    // Who named the claim before gets what is left of it, and no more.
    taker.missing = row.again ? 0 : taker.missing - 1;
  }
  if (takers.every(({ missing }) => missing === 0)) return undefined;
  const next: Step = { ...step, first: false, swept: true };
  // Others held what was seen, and more lies behind.
  if (look.candidates === step.window) return { ...next, window: step.window * 2 };
  if (look.crowd_goes_on) return { ...next, pastCrowd: true };
  // All lanes were seen to their ends, and all was taken that was seen.
  if (taken === look.candidates || step.looksLeft === 0) return undefined;
  // Others took some of what was seen; what came meanwhile was not to be seen yet.
  return { ...next, looksLeft: step.looksLeft - 1 };
}

function learn(covered: CoveredSets, { newest_set, fresh_sets }: Look): void {
  if (BigInt(newest_set) <= BigInt(covered.newest)) return;
  covered.ids.push(...(fresh_sets ?? []).filter((id) => BigInt(id) > BigInt(covered.newest)));
  covered.newest = newest_set;
}
