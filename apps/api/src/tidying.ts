/** Removes files that no artifact stands for: what cut uploads have left, and those of jobs that are gone. */
import type { QueueStore } from '@moonmind/queue-store';
import type { Logger } from 'pino';
import { loggable } from './problems/from-error.js';
import type { ArtifactFiles, KnownArtifacts } from './queue/artifact-files.js';

/**
 * Recovers before it answers, then tidies every `intervalMs` (default 10 minutes). `stop` waits for what is under way.
 * Where the folder or the database does not let it, it says so in the log and tries again the next time.
 */
export async function startTidying(
  files: ArtifactFiles,
  store: Pick<QueueStore, 'artifacts'>,
  logger: Logger,
  intervalMs = 10 * 60_000,
): Promise<{ stop(): Promise<void> }> {
  const known: KnownArtifacts = (artifactIds) => store.artifacts.known(artifactIds);
  const report = (error: unknown) => {
    logger.error({ err: loggable(error) }, "the artifacts' folder could not be tidied; later again");
  };
  let running: Promise<void> = files.recover(known).catch(report);
  await running;
  const tidy = () => {
    running = running.then(() => files.tidy(known)).catch(report);
  };
  tidy();
  const timer = setInterval(tidy, intervalMs).unref();
  return {
    stop() {
      clearInterval(timer);
      return running;
    },
  };
}
