/** A manifest job from its claim to its report. */
import { hashManifest, parseManifest } from '@moonmind/manifest-contract';
import { NonRetryable, type WorkerJob } from '@moonmind/queue-client';
import { type Plan, planOf } from './plan.js';

/** Plans the job's manifest; only files below `root` are read. Returns the summary. */
export async function planJob(job: WorkerJob, root: string): Promise<string> {
  const log: string[] = [];
  const tell = (line: string) => {
    log.push(`${new Date().toISOString()} ${line}`);
    job.log.info(line);
  };

  const validation = job.stage('moonmind.manifest.validate');
  const { name, action, kind, content } = manifestIn(job);
  if (hashManifest(content) !== job.payload.manifestHash)
    throw new NonRetryable('The text that was handed over is not the one that manifestHash pins.');
  const { manifest, diagnostics } = parseManifest(content);
  validation.counts.diagnostics = diagnostics.length;
  if (!manifest) throw new NonRetryable('The manifest is not valid; `moonmind manifest lint` tells why.');
  if (action !== 'plan') {
    job.stage('moonmind.manifest.run');
    throw new NonRetryable(
      'This worker plans. Running a manifest (fetch, embed, store) comes with the ingestion engine, a later phase: queue it with the action plan.',
    );
  }
  tell(`${name}: ${manifest.dataSources.length} data sources`);

  const planning = job.stage('moonmind.manifest.plan');
  const plan = await planOf(manifest, { root, maxDocs: maxDocsOf(job), signal: job.signal });
  Object.assign(planning.counts, plan.totals);
  for (const source of plan.dataSources) tell(`${source.id}: ${lineOf(source)}`);

  job.stage('moonmind.manifest.finalize');
  job.signal.throwIfAborted();
  await job.upload('manifest/input.yaml', content, { contentType: 'application/yaml' });
  await job.upload('reports/plan.json', JSON.stringify(plan, null, 2), { contentType: 'application/json' });
  // Only an entry of the registry has a checkpoint.
  if (kind === 'registry')
    await job.saveState({
      plannedHash: hashManifest(content),
      plannedAt: new Date().toISOString(),
      ...plan.totals,
    });
  const { files, chunks, embeddingBatches } = plan.totals;
  const summary = `planned ${name}: ${files} files, about ${chunks} chunks, embedding calls: ${embeddingBatches}`;
  tell(summary);
  await job.upload('logs/manifest.log', `${log.join('\n')}\n`, { contentType: 'text/plain; charset=utf-8' });
  return summary;
}

function lineOf(source: Plan['dataSources'][number]): string {
  if (!source.reachable) return `${source.type} is not read here; its size is unknown`;
  return `${source.files} files, ${source.bytes} bytes, about ${source.chunks} chunks`;
}

interface ManifestPart {
  readonly name: string;
  readonly action: string;
  readonly kind: string;
  readonly content: string;
}

/** What the service hands to the claimer of a manifest job. */
function manifestIn({ payload }: WorkerJob): ManifestPart {
  const { name, action, source } = Object(payload.manifest);
  const { kind, content } = Object(source);
  const part = { name, action, kind, content };
  if (!isPart(part)) throw new NonRetryable('The job holds no manifest with its text.');
  return part;
}

function isPart(
  part: Readonly<Record<string, unknown>>,
): part is Readonly<Record<string, unknown>> & ManifestPart {
  return ['name', 'action', 'kind', 'content'].every((key) => typeof part[key] === 'string');
}

/** How many documents the run may take in all; null for any number. */
function maxDocsOf({ payload }: WorkerJob): number | null {
  const { maxDocs } = Object(payload.effectiveRunConfig);
  return typeof maxDocs === 'number' ? maxDocs : null;
}
