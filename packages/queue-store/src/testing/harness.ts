/** One store for a test file, emptied before each test; its clock is the test's. */
import { sql } from 'drizzle-orm';
import { afterAll, beforeAll, beforeEach, expect } from 'vitest';
import type { Database } from '../database/database.js';
import { openStore } from '../open.js';
import {
  type ClaimedJob,
  type ClaimRequest,
  type Job,
  type NewJob,
  type QueueStore,
  StoreError,
  type StoreErrorCode,
} from '../store.js';
import { CAPABILITIES, newJob } from './fixtures.js';

export const START = '2026-03-01T12:00:00.000Z';

const TABLES = [
  'agent_jobs',
  'agent_job_events',
  'agent_worker_tokens',
  'capability_sets',
  'manifest',
  'manifest_texts',
  'manifest_revisions',
  'agent_job_artifacts',
  'agent_workers',
  'api_tokens',
  'audit_log',
];
/** TRUNCATE makes new files, which takes longer than most tests; deleting a few rows does not. */
const EMPTIED = sql.raw(
  `WITH ${TABLES.map((table) => `${table}_gone AS (DELETE FROM ${table})`).join(', ')} SELECT`,
);

export class Harness {
  #database: Database | undefined;
  #store: QueueStore | undefined;
  #now = new Date(START);
  #ticking = false;

  /** Registers the hooks that open, empty and close the store. */
  constructor(open: () => Promise<Database>) {
    beforeAll(async () => {
      this.#database = await open();
      this.#store = await openStore(this.#database, { clock: () => this.#look() });
    });
    beforeEach(async () => {
      this.#now = new Date(START);
      this.#ticking = false;
      // What is still to be written of the test before.
      await this.store.insight.workers();
      await this.database.query(EMPTIED);
    });
    afterAll(() => this.#store?.close());
  }

  get store(): QueueStore {
    if (!this.#store) throw new Error('The store is open only while tests run.');
    return this.#store;
  }

  get database(): Database {
    if (!this.#database) throw new Error('The database is open only while tests run.');
    return this.#database;
  }

  /** Lets time pass; gives the new time. */
  pass(seconds: number): string {
    this.#now = new Date(this.#now.getTime() + seconds * 1000);
    return this.#now.toISOString();
  }

  /** From now on a second passes between two looks at the clock, until the test ends. */
  tick(): void {
    this.#ticking = true;
  }

  #look(): Date {
    if (this.#ticking) this.pass(1);
    return this.#now;
  }

  /** The time in so many seconds. */
  in(seconds: number): string {
    return new Date(this.#now.getTime() + seconds * 1000).toISOString();
  }

  async create(input: Partial<NewJob> = {}): Promise<Job> {
    return (await this.store.jobs.create(newJob(input))).job;
  }

  claim(request: Partial<ClaimRequest> = {}): Promise<ClaimedJob[]> {
    return this.store.jobs.claim({
      workerId: 'w1',
      leaseSeconds: 60,
      capabilities: CAPABILITIES,
      ...request,
    });
  }

  /** Claims exactly one job. */
  async claimOne(request: Partial<ClaimRequest> = {}): Promise<ClaimedJob> {
    const [job, ...more] = await this.claim(request);
    if (!job || more.length > 0) throw new Error(`claimed ${job ? more.length + 1 : 0} jobs, not one`);
    return job;
  }

  /** Creates a job and claims it. */
  async running(input: Partial<NewJob> = {}, request: Partial<ClaimRequest> = {}): Promise<ClaimedJob> {
    const { id } = await this.create(input);
    const job = await this.claimOne(request);
    expect(job.id).toBe(id);
    return job;
  }

  /** A job's events in short: `level message`. */
  async events(jobId: string): Promise<string[]> {
    return (await this.store.events.list({ jobId })).map(({ level, message }) => `${level} ${message}`);
  }

  /** The payload of a job's newest event. */
  async lastPayload(jobId: string): Promise<unknown> {
    return (await this.store.events.list({ jobId, sort: 'desc', limit: 1 }))[0]?.payload;
  }
}

/** Expects a refusal of this code. */
export async function expectRefusal(work: Promise<unknown>, code: StoreErrorCode): Promise<void> {
  const error = await work.then(
    () => new Error('the call was not refused'),
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(StoreError);
  expect(error).toMatchObject({ code });
}
