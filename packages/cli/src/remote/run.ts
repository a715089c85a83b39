import { answerOf } from '@moonmind/queue-client/client';
import { EXIT, type ExitCode } from '../exit.js';
import { err, out } from '../io.js';
import { connect, type RemoteFlags } from './settings.js';
import { showJson } from './show.js';
import { waitFor } from './wait.js';

export interface RunFlags extends RemoteFlags {
  readonly action: string;
  readonly dryRun?: boolean;
  readonly forceFull?: boolean;
  readonly maxDocs?: number;
  readonly priority: number;
  readonly hash?: string;
  readonly key?: string;
  readonly wait?: boolean;
}

/** Queues a run of a stored manifest; with `--wait`, follows it to its end. */
export async function run(name: string, flags: RunFlags): Promise<ExitCode> {
  const connection = connect(flags);
  const options = {
    ...(flags.dryRun ? { dryRun: true } : {}),
    ...(flags.forceFull ? { forceFull: true } : {}),
    ...(flags.maxDocs === undefined ? {} : { maxDocs: flags.maxDocs }),
  };
  const { action, priority, hash } = flags;
  const body = { action, priority, options, ...(hash === undefined ? {} : { contentHash: hash }) };
  // With a key of its own, the call can be tried again without queueing twice.
  const header = { 'Idempotency-Key': flags.key ?? crypto.randomUUID() };
  const started = await answerOf(
    connection.client.POST('/api/manifests/{name}/runs', { params: { path: { name }, header }, body }),
  );
  const queued = `${started.jobId} queued, for a worker with ${started.queue.requiredCapabilities.join(' ')}\n`;
  if (flags.wait) {
    // Whoever ends the wait can come back to the job.
    err.write(queued);
    return waitFor(connection, started.jobId);
  }
  if (flags.json) showJson(started);
  else out.write(queued);
  return EXIT.clean;
}
