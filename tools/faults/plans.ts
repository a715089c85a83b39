/** Which faults a run injects, in which order. */
import type { FaultName, Random } from './faults.js';

export type Plan = (random: Random) => readonly FaultName[];

const ALL: readonly FaultName[] = [
  'apiKill',
  'workerKill',
  'backendTermination',
  'zombie',
  'zombieAmidNextAttempt',
  'cutClaims',
  'halfOpenClients',
  'halfOpenDatabase',
  'clockJump',
  'databaseKill',
];

/** First what ends leases: the jobs' rest of 30 s passes while the others are injected. */
export const SHORT: Plan = () => ['workerKill', 'zombie', 'backendTermination', 'apiKill'];

/** Each once, in an order of the seed's. */
export const STANDARD: Plan = (random) => shuffled(ALL, random);

/** Three rounds, a failover, and one round more on the server that took over. */
export const LONG: Plan = (random) => [
  ...[1, 2, 3].flatMap(() => STANDARD(random)),
  'failover',
  ...STANDARD(random),
];

function shuffled<Item>(items: readonly Item[], random: Random): Item[] {
  const rest = [...items];
  return items.flatMap(() => rest.splice(random(rest.length), 1));
}
