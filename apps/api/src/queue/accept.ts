/** Submissions on their way through the contract of their type (FR-004). */
import { type AcceptedJob, JobContractError, type SubmittedJob } from '@moonmind/job-types';
import { ManifestContractError } from '@moonmind/manifest-contract';
import { type QueueStore, StoreError } from '@moonmind/queue-store';
import type { ProblemDiagnostic } from '../problems/diagnostic.js';
import { invalid, Problem } from '../problems/problem.js';
import type { Services } from '../services.js';

/**
 * The accepted job of a submission. For a registry source the server brings the stored text; whatever text the client
 * sends along, the contract refuses.
 * @throws {Problem} `invalid_manifest_job` or `invalid_queue_payload` with the contract's diagnostics, their pointers
 *   leading into the request's body; `manifest_not_found` when that is all that is wrong.
 */
export async function acceptJob(
  { acceptor, store }: Services,
  submitted: SubmittedJob,
): Promise<AcceptedJob> {
  const name = submitted.type === 'manifest' ? registryNameIn(submitted.payload) : null;
  const stored = name === null ? {} : await textOf(store, name);
  return refusing(
    () => acceptor.accept(submitted, stored),
    (pointer) => `/payload${pointer}`,
  );
}

/**
 * The accepted job of a run of a registry entry, whose text is given.
 * @throws {Problem} `invalid_manifest_job`.
 */
export function acceptRun(
  { acceptor }: Services,
  run: { readonly name: string; readonly action: string; readonly options: unknown; readonly text: string },
): AcceptedJob {
  const { name, action, options, text } = run;
  const payload = { manifest: { name, action, source: { kind: 'registry', name }, options } };
  return refusing(
    () => acceptor.accept({ type: 'manifest', payload }, { registryText: text }),
    // The body of a run is what the job's payload holds under /manifest.
    (pointer) => pointer.slice('/manifest'.length),
  );
}

function refusing(accept: () => AcceptedJob, intoBody: (pointer: string) => string): AcceptedJob {
  try {
    return accept();
  } catch (error) {
    if (error instanceof JobContractError)
      throw invalid('invalid_queue_payload', placed(error.diagnostics, intoBody));
    if (!(error instanceof ManifestContractError)) throw error;
    const known = error.diagnostics.filter(({ code }) => code !== 'registry_text_missing');
    if (known.length === 0)
      throw new Problem(
        'manifest_not_found',
        'The registry holds no manifest of this name. Put it there first.',
      );
    throw invalid('invalid_manifest_job', placed(known, intoBody));
  }
}

function placed(
  diagnostics: readonly ProblemDiagnostic[],
  intoBody: (pointer: string) => string,
): ProblemDiagnostic[] {
  return diagnostics.map((diagnostic) =>
    diagnostic.in === 'body' ? { ...diagnostic, pointer: intoBody(diagnostic.pointer) } : diagnostic,
  );
}

async function textOf(store: QueueStore, name: string): Promise<{ readonly registryText?: string }> {
  try {
    return { registryText: (await store.manifests.get(name)).content };
  } catch (error) {
    if (error instanceof StoreError && error.code === 'manifest_not_found') return {};
    throw error;
  }
}

/** The registry entry that a payload asks for; null when it asks for none. The contract checks the rest. */
function registryNameIn(payload: unknown): string | null {
  const manifest = member(payload, 'manifest');
  const kind = member(member(manifest, 'source'), 'kind');
  if (typeof kind !== 'string' || kind.trim().toLowerCase() !== 'registry') return null;
  const name = member(manifest, 'name');
  return typeof name === 'string' ? name : null;
}

function member(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined;
}
