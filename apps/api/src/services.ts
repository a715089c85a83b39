import type { JobAcceptor } from '@moonmind/job-types';
import type { ManifestContract } from '@moonmind/manifest-contract';
import type { QueueStore } from '@moonmind/queue-store';
import type { Logger } from 'pino';
import type { Callers } from './auth/callers.js';
import type { ArtifactFiles } from './queue/artifact-files.js';
import type { EventHub } from './queue/event-hub.js';
import type { Metrics } from './system/metrics.js';

/** What the routes work with. */
export interface Services {
  readonly store: QueueStore;
  readonly contract: ManifestContract;
  readonly acceptor: JobAcceptor;
  readonly callers: Callers;
  readonly logger: Logger;
  readonly hub: EventHub;
  readonly metrics: Metrics;
  readonly artifactFiles: ArtifactFiles;
  /** Whether scrapes need no credential where users do. */
  readonly metricsForAnyone: boolean;
  /** Aborts before the service stops: whoever balances the load sends no more. */
  readonly draining: AbortSignal;
  /** Aborts when the service stops: whoever waits is answered at once. */
  readonly stopping: AbortSignal;
}
