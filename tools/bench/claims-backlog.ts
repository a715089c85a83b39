/** Databases full of ready jobs, most of them not for the worker that the benchmark plays. */
import { createJobAcceptor } from '@moonmind/job-types';
import { createManifestContract } from '@moonmind/manifest-contract';
import { createPostgresStore, type NewJob, type QueueStore } from '@moonmind/queue-store';
import { createDatabase } from '@moonmind/testing';
import postgres from 'postgres';

/** What the worker can do: a plain task needs no more. */
const WORKER_CAPABILITIES = ['codex', 'git', 'gh'];

/** Capabilities whose combinations make many sets. */
const COMBINED = 'abcdefghijklmno'.split('').map((letter) => `skill-${letter}`);

/** Of so many jobs one is for the worker. */
const ONE_IN = 1000;

const acceptor = createJobAcceptor({ manifest: createManifestContract() });

/** A task; one with a capability that the worker lacks is for others. */
export function task(requiredCapabilities: readonly string[] = []): NewJob {
  const payload = {
    repository: 'acme/docs',
    task: { instructions: 'Mend the links.' },
    requiredCapabilities,
  };
  return {
    job: acceptor.accept({ type: 'task', payload }),
    userId: '00000000-0000-0000-0000-000000000000',
  };
}

export interface Backlog {
  readonly name: string;
  /** The database. */
  readonly url: string;
  /** Two stores, as two processes would have them. */
  readonly stores: readonly [QueueStore, QueueStore];
  /** What the worker offers in this one. */
  readonly capabilities: readonly string[];
  close(): Promise<void>;
}

export interface BacklogOptions {
  readonly name: string;
  readonly ready: number;
  /** Beside the ready jobs, so many are scheduled for later, for the worker, and of high priority. Default 0. */
  readonly scheduled?: number;
  /** Beside the ready jobs, one for each of so many sets of capabilities. Default 0. */
  readonly sets?: number;
  /** Whether the worker covers all of those sets. Default: none of them. */
  readonly covered?: boolean;
}

/** Fills a fresh database: of the ready jobs, 99.9 % are for others, and stand in front of those for the worker. */
export async function openBacklog(serverUrl: string, options: BacklogOptions): Promise<Backlog> {
  const { name, ready, scheduled = 0, sets = 0, covered = false } = options;
  const { url } = await createDatabase(serverUrl);
  const store = await createPostgresStore({ url });
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  const idOf = async (input: NewJob) => (await store.jobs.create(input)).job.id;
  const mine = await idOf(task());
  const theirs = await idOf(task(['elsewhere']));
  const columns = await sql<{ name: string }[]>`
    SELECT column_name AS name FROM information_schema.columns WHERE table_name = 'agent_jobs'`;
  /** Copies of a job, with some columns replaced. */
  const copy = async (id: string, count: number, changes: Readonly<Record<string, string>> = {}) => {
    const values: Record<string, string> = {
      id: 'gen_random_uuid()',
      created_at: "clock_timestamp() - n * interval '1 millisecond'",
      ...changes,
    };
    await sql.unsafe(`INSERT INTO agent_jobs (${columns.map((column) => column.name).join(', ')})
      SELECT ${columns.map((column) => values[column.name] ?? column.name).join(', ')}
      FROM agent_jobs, generate_series(1, ${count}) AS n WHERE id = '${id}'`);
  };
  await copy(theirs, ready - ready / ONE_IN, { priority: '5' });
  await copy(mine, ready / ONE_IN);
  if (scheduled > 0)
    await copy(mine, scheduled, {
      priority: '100',
      ready: 'false',
      next_attempt_at: "now() + interval '1 day'",
    });
  if (sets > 0) {
    // As many of the combinations of a few capabilities.
    await sql.unsafe(`INSERT INTO capability_sets (capabilities)
      SELECT ARRAY['${covered ? 'codex' : 'elsewhere'}'] || ARRAY(
        SELECT name FROM unnest(ARRAY[${COMBINED.map((name) => `'${name}'`).join(', ')}]) WITH ORDINALITY AS c(name, bit)
        WHERE (n >> (bit::int - 1)) & 1 = 1)
      FROM generate_series(1, ${sets}) AS n`);
    await copy(theirs, sets, {
      priority: '-5',
      capability_set_id: `(SELECT max(id) FROM capability_sets) - ${sets} + n`,
    });
  }
  await sql`VACUUM ANALYZE`;
  await sql.end();
  const second = await createPostgresStore({ url });
  return {
    name,
    url,
    stores: [store, second],
    capabilities: covered ? [...WORKER_CAPABILITIES, ...COMBINED] : WORKER_CAPABILITIES,
    async close() {
      await store.close();
      await second.close();
    },
  };
}
