/** The faults, each injected as a whole: when it is over, every process runs again. */
import { setTimeout as sleep } from 'node:timers/promises';
import { startStandby } from '@moonmind/testing';
import type { Hold } from './history.js';
import { LEASE_SECONDS, type WorkerPlace, type World } from './world.js';

/** Gives the next of a seeded sequence: a whole number from 0 up, below `limit`. */
export type Random = (limit: number) => number;

/** What is told of a fault: how often it struck; `skipped` says why it could not be injected. */
export interface Injected {
  readonly struck: number;
  readonly skipped?: string;
}

export type Fault = (world: World, random: Random) => Promise<Injected>;

const FAULTS = {
  /** SIGKILL of an API process, which comes back after a while. */
  apiKill: async ({ apis }, random) => {
    const api = pick(apis, random);
    await api.kill();
    await sleep(300 + random(1500));
    await api.start();
    return { struck: 1 };
  },

  /** SIGKILL of two workers that hold jobs, so that both API processes sweep; how long until the jobs are free again. */
  workerKill: async (world, random) => {
    const start = random(world.workers.length);
    const struck = await Promise.all(
      [0, 2].map((step) => killWorker(world, pickAt(world.workers, start + step))),
    );
    return { struck: struck.filter(Boolean).length };
  },

  /** `pg_terminate_backend` of sessions that have moved a job and are about to write its event: a lock holds them there. */
  backendTermination: async ({ sql }) => {
    await sql.unsafe(HOLD_EVENTS);
    let struck = 0;
    try {
      for (let round = 0; round < 20 && struck < 4; round += 1)
        await sql.begin(async (tx) => {
          await tx`SELECT pg_advisory_xact_lock(${EVENTS_HELD})`;
          await sleep(400);
          const ended = await tx`
            SELECT pg_terminate_backend(pid) FROM pg_stat_activity
            WHERE application_name = 'moonmind-queue-store' AND wait_event = 'advisory' AND backend_xid IS NOT NULL`;
          struck += ended.length;
        });
    } finally {
      await sql`DROP FUNCTION hold_event CASCADE`;
    }
    return { struck };
  },

  /** A worker is stopped until its leases are over and swept, then woken: it completes what is not its own any more. */
  zombie: (world, random) => stopPastLease(world, random, 'swept'),
  /** The same, woken when another worker runs the job's next attempt. */
  zombieAmidNextAttempt: (world, random) => stopPastLease(world, random, 'claimed'),

  /** Answers of claims are cut off behind the API process; the workers ask again under the same name. */
  cutClaims: async (world) => {
    let struck = 0;
    for (const { front } of world.apis)
      front.cutClaims(3, (answer) => {
        for (const hold of holdsIn(answer)) {
          world.record({ kind: 'cut', ...hold });
          struck += 1;
        }
      });
    for (let waited = 0; waited < 10_000 && struck < 6; waited += 100) await sleep(100);
    for (const { front } of world.apis) front.cutClaims(0, () => {});
    return { struck };
  },

  /** The connections between clients and an API process stay open, but nothing passes. */
  halfOpenClients: async ({ apis }, random) => {
    const { front } = pick(apis, random);
    front.freeze();
    await sleep(7000);
    front.thaw();
    return { struck: 1 };
  },

  /** The same between an API process and the database. */
  halfOpenDatabase: async ({ apis }, random) => {
    const { back } = pick(apis, random);
    back.freeze();
    await sleep(7000);
    back.thaw();
    return { struck: 1 };
  },

  /** The clocks of the API processes jump: one an hour ahead of the database's, one an hour behind it; then they are right again. */
  clockJump: async ({ apis }) => {
    const jump = (turns: number) => async (pid: number) => {
      for (let turn = 0; turn < turns; turn += 1) {
        process.kill(pid, 'SIGUSR2');
        await sleep(50);
      }
    };
    const pids = apis.map(({ pid }) => pid);
    await Promise.all(pids.map((pid, number) => jump(number + 1)(pid)));
    await sleep(5000);
    await Promise.all(pids.map((pid, number) => jump(2 - number)(pid)));
    return { struck: pids.length };
  },

  /** SIGKILL of the database's main process, and a start on the same folder. */
  databaseKill: async ({ database }, random) => {
    await database.kill();
    await sleep(random(1000));
    await database.restart();
    return { struck: 1 };
  },

  /** A standby that commits wait for; the primary is killed, the standby takes its place. */
  failover: async (world) => {
    const primary = world.database;
    const standby = await startStandby(primary);
    if (!standby) return { struck: 0, skipped: 'PostgreSQL is installed without pg_basebackup' };
    try {
      await sleep(3000);
      await primary.kill();
      await standby.promote();
      world.moveTo(standby);
    } finally {
      await (world.database === standby ? primary : standby).stop();
    }
    await sleep(3000);
    return { struck: 1 };
  },
} satisfies Record<string, Fault>;

export type FaultName = keyof typeof FAULTS;
export const FAULTS_BY_NAME: Readonly<Record<FaultName, Fault>> = FAULTS;

const EVENTS_HELD = 20261122;
/** While the lock is held, whoever writes an event stops at its row. */
const HOLD_EVENTS = `
  CREATE FUNCTION hold_event() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN PERFORM pg_advisory_xact_lock_shared(${EVENTS_HELD}); RETURN NEW; END $$;
  CREATE TRIGGER hold_event BEFORE INSERT ON agent_job_events FOR EACH ROW EXECUTE FUNCTION hold_event()`;

async function killWorker(world: World, worker: WorkerPlace): Promise<boolean> {
  await untilHolding(world, worker);
  await worker.kill();
  const killed = performance.now();
  const holds = await holdsOf(world, worker);
  const freed = holds.map(async (hold) => {
    while ((await isHeld(world, hold)) && performance.now() - killed < 60_000) await sleep(50);
    const ms = Math.round(performance.now() - killed);
    if ((await isLost(world, hold)) || (await isHeld(world, hold)))
      world.record({ kind: 'freed', ...hold, ms, leaseSeconds: LEASE_SECONDS });
  });
  await Promise.all(freed);
  worker.start();
  return holds.length > 0;
}

async function stopPastLease(world: World, random: Random, until: 'swept' | 'claimed'): Promise<Injected> {
  const worker = pick(world.workers, random);
  await untilHolding(world, worker);
  worker.signal('SIGSTOP');
  try {
    const holds = await holdsOf(world, worker);
    const deadline = Date.now() + 60_000;
    for (const hold of holds)
      while (
        Date.now() < deadline &&
        ((await isHeld(world, hold)) || (until === 'claimed' && (await isQueued(world, hold))))
      )
        await sleep(100);
    let struck = 0;
    for (const hold of holds)
      if (await isLost(world, hold)) {
        world.record({ kind: 'woken', ...hold });
        struck += 1;
      }
    return { struck };
  } finally {
    worker.signal('SIGCONT');
  }
}

async function untilHolding(world: World, worker: WorkerPlace): Promise<void> {
  const deadline = Date.now() + 10_000;
  while ((await holdsOf(world, worker)).length === 0 && Date.now() < deadline) await sleep(50);
}

async function holdsOf({ sql }: World, { workerId }: WorkerPlace): Promise<Hold[]> {
  return sql<Hold[]>`
    SELECT id AS "jobId", attempt, lease_token AS "leaseToken", claimed_by AS "workerId"
    FROM agent_jobs WHERE status = 'running' AND claimed_by = ${workerId}`;
}

async function isHeld({ sql }: World, { jobId, leaseToken }: Hold): Promise<boolean> {
  const rows = await sql`
    SELECT FROM agent_jobs WHERE id = ${jobId} AND status = 'running' AND lease_token = ${leaseToken}`;
  return rows.length > 0;
}

async function isQueued({ sql }: World, { jobId }: Hold): Promise<boolean> {
  return (await sql`SELECT FROM agent_jobs WHERE id = ${jobId} AND status = 'queued'`).length > 0;
}

/** Whether the hold ended by its lease: neither does it stand, nor did its holder's last call end the attempt. */
async function isLost({ sql }: World, { jobId, attempt }: Hold): Promise<boolean> {
  const rows = await sql`
    SELECT FROM agent_job_events
    WHERE job_id = ${jobId} AND message = 'Lease expired' AND (payload ->> 'attempt')::int = ${attempt}`;
  return rows.length > 0;
}

function holdsIn(answer: string): Hold[] {
  const body = JSON.parse(answer.slice(answer.indexOf('\r\n\r\n') + 4)) as {
    jobs: { id: string; attempt: number; leaseToken: string; claimedBy: string }[];
  };
  return body.jobs.map(({ id, attempt, leaseToken, claimedBy }) => ({
    jobId: id,
    attempt,
    leaseToken,
    workerId: claimedBy,
  }));
}

const pick = <Item>(items: readonly Item[], random: Random): Item => pickAt(items, random(items.length));

function pickAt<Item>(items: readonly Item[], index: number): Item {
  const item = items[index % items.length];
  if (item === undefined) throw new Error('There is nothing to pick from.');
  return item;
}
