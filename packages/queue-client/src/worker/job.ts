/** A job as its handler sees it. */

import type { components } from '../client/api.generated.js';
import { answerOf, type ClaimedJob, type QueueClient } from '../client/client.js';
import { persist, under } from './calls.js';
import { type AbortReason, JobAborted } from './errors.js';
import { JobLog, type LogLevel } from './job-log.js';
import { type SecretResolvers, Secrets } from './secrets.js';
import { type Stage, Stages } from './stages.js';
import { textOf } from './texts.js';

export type Artifact = components['schemas']['Artifact'];
export type ManifestState = components['schemas']['ManifestState'];
/** Any JSON value. */
export type JsonValue = Exclude<components['schemas']['NewManifestState']['stateJson'], undefined>;

type Details = Readonly<Record<string, unknown>>;

export interface UploadOptions {
  /** The media type. Default `application/octet-stream`, or `text/plain; charset=utf-8` for a string. */
  readonly contentType?: string;
}

export interface SaveStateOptions {
  /** The `stateUpdatedAt` that the worker goes on from, null where there was none: what was written since is not overwritten. */
  readonly expectedUpdatedAt?: string | null;
}

/** What a handler gets. */
export interface WorkerJob {
  readonly id: string;
  readonly type: ClaimedJob['type'];
  /** A manifest job's holds the YAML in `manifest.source.content`. */
  readonly payload: ClaimedJob['payload'];
  /** 1 for the first. */
  readonly attempt: number;
  readonly maxAttempts: number;
  /** Aborts when the job has to stop; `signal.reason` is a `JobAborted` that says why. */
  readonly signal: AbortSignal;
  /** Lines of the job's log: sent in batches, in order, each once; secrets that `secret` gave are masked. */
  readonly log: {
    info(message: string, details?: Details): void;
    warn(message: string, details?: Details): void;
    error(message: string, details?: Details): void;
  };
  /** Begins a stage, and ends the one before. The last one ends with the handler: completed, or failed where it throws. */
  stage(name: string): Stage;
  /** Leaves a file with the job, at most 50 MiB; the service checks its digest. @throws {QueueApiError} it is refused. */
  upload(name: string, data: string | Uint8Array | Blob, options?: UploadOptions): Promise<Artifact>;
  /** The secret that a reference names (`${NAME}`, `profile://…`, `vault://…`). @throws {NonRetryable} none is known. */
  secret(reference: string): Promise<string>;
  /** Writes the checkpoint of the manifest whose run this is. @throws {QueueApiError} `state_conflict` and its like. */
  saveState(state: JsonValue, options?: SaveStateOptions): Promise<ManifestState>;
}

/** What a running job needs of its worker. */
export interface JobContext {
  readonly client: QueueClient;
  readonly workerId: string;
  readonly resolvers: SecretResolvers;
}

/** A claimed job in work: what its handler sees, and what the worker does about it. */
export class RunningJob {
  readonly claimed: ClaimedJob;
  readonly secrets: Secrets;
  readonly #context: JobContext;
  readonly #stop = new AbortController();
  /** Aborts when nothing may be told of the job any more. */
  readonly #over = new AbortController();
  readonly #log: JobLog;
  readonly #stages: Stages;

  constructor(claimed: ClaimedJob, context: JobContext) {
    this.claimed = claimed;
    this.#context = context;
    this.secrets = new Secrets(context.resolvers);
    const { client } = context;
    this.#log = new JobLog(
      (events) =>
        under(this.#over.signal, (signal) =>
          client.POST('/api/queue/jobs/{jobId}/events', {
            params: this.#params,
            body: { ...this.#holder, events: events.map((event) => ({ ...event })) },
            signal,
          }),
        ),
      this.#over.signal,
    );
    this.#stages = new Stages((level, message, payload) => this.#tell(level, message, payload));
  }

  get signal(): AbortSignal {
    return this.#stop.signal;
  }

  abort(reason: AbortReason): void {
    this.#stop.abort(new JobAborted(reason));
    if (reason === 'lease_lost') this.#over.abort(new JobAborted(reason));
  }

  /** Ends the last stage, and waits until the log is with the service. */
  async settle(status: 'completed' | 'failed'): Promise<void> {
    this.#stages.end(status);
    await this.#log.end();
  }

  /** Nothing is told any more. */
  close(): void {
    this.#over.abort();
  }

  /** An event as it may be told, whatever it was made of. */
  #tell(level: LogLevel, message: unknown, details: unknown): void {
    const payload = this.secrets.maskAll(details ?? undefined);
    const isRecord = typeof payload === 'object' && payload !== null && !Array.isArray(payload);
    this.#log.write(
      level,
      this.secrets.mask(textOf(message)),
      payload === undefined ? undefined : isRecord ? { ...payload } : { details: payload },
    );
  }

  get #holder() {
    return { workerId: this.#context.workerId, leaseToken: this.claimed.leaseToken };
  }

  get #params() {
    return { path: { jobId: this.claimed.id } };
  }

  /** The handler's view. */
  view(): WorkerJob {
    const { id, type, payload, attempt, maxAttempts } = this.claimed;
    const line = (level: LogLevel) => (message: string, details?: Details) =>
      this.#tell(level, message, details);
    return {
      id,
      type,
      payload,
      attempt,
      maxAttempts,
      signal: this.signal,
      log: { info: line('info'), warn: line('warn'), error: line('error') },
      stage: (name) => this.#stages.begin(name),
      upload: (name, data, options) => this.#upload(name, data, options),
      secret: (reference) => this.secrets.resolve(reference),
      saveState: (state, options) => this.#saveState(state, options),
    };
  }

  async #upload(
    name: string,
    data: string | Uint8Array | Blob,
    {
      contentType = typeof data === 'string' ? 'text/plain; charset=utf-8' : 'application/octet-stream',
    }: UploadOptions = {},
  ): Promise<Artifact> {
    const bytes = await bytesOf(data);
    const body = { ...this.#holder, name, contentType, digest: await digestOf(bytes) };
    const bodySerializer = () => {
      const form = new FormData();
      for (const [field, value] of Object.entries(body)) form.set(field, value);
      form.set('file', new Blob([bytes], { type: contentType }), name.split('/').at(-1));
      return form;
    };
    return persist(
      (signal) =>
        answerOf(
          this.#context.client.POST('/api/queue/jobs/{jobId}/artifacts/upload', {
            params: this.#params,
            // The bytes are put in by the serializer.
            body: { ...body, file: '' },
            bodySerializer,
            signal,
          }),
        ),
      this.signal,
    );
  }

  async #saveState(state: JsonValue, { expectedUpdatedAt }: SaveStateOptions = {}): Promise<ManifestState> {
    const name = manifestNameOf(this.claimed);
    const body = {
      ...this.#holder,
      jobId: this.claimed.id,
      stateJson: state,
      ...(expectedUpdatedAt === undefined ? {} : { expectedUpdatedAt }),
    };
    const params = { path: { name } };
    const write = (signal: AbortSignal) =>
      answerOf(this.#context.client.POST('/api/manifests/{name}/state', { params, body, signal }));
    return persist(write, this.signal);
  }
}

function manifestNameOf({ type, payload }: ClaimedJob): string {
  const { manifest } = payload;
  if (
    typeof manifest === 'object' &&
    manifest !== null &&
    'name' in manifest &&
    typeof manifest.name === 'string'
  )
    return manifest.name;
  throw new TypeError(`A job of type ${type} has no manifest whose state could be written.`);
}

async function bytesOf(data: string | Uint8Array | Blob): Promise<Uint8Array<ArrayBuffer>> {
  if (typeof data === 'string') return new TextEncoder().encode(data);
  if (data instanceof Blob) return new Uint8Array(await data.arrayBuffer());
  if (data instanceof Uint8Array) return new Uint8Array(data);
  throw new TypeError('`upload` takes a text, a Uint8Array or a Blob.');
}

async function digestOf(bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', bytes));
  return `sha256:${[...digest].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`;
}
