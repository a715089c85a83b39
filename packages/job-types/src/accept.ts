import type { ManifestContract } from '@moonmind/manifest-contract';
import {
  type AcceptContext,
  type AcceptedJob,
  accepted,
  type JobAcceptor,
  type SubmittedJob,
} from './contract.js';
import { JOB_TYPES, type JobType } from './job.js';
import { copyJson } from './payload/copy-json.js';
import { Fields, oneOf } from './payload/fields.js';
import { Report } from './payload/report.js';
import { acceptCodexExec, acceptCodexSkill } from './tasks/codex.js';
import { checkTaskDefaults, type TaskDefaults } from './tasks/defaults.js';
import { acceptTask } from './tasks/task.js';
import type { TaskContract } from './tasks/task-contract.js';

const TASK_CONTRACTS: Readonly<Record<Exclude<JobType, 'manifest'>, TaskContract>> = {
  task: acceptTask,
  codex_exec: acceptCodexExec,
  codex_skill: acceptCodexSkill,
};

/**
 * The one door into the queue (FR-004): each submission goes through the contract of its type.
 * @param contracts.manifest the contract of manifest jobs, from `createManifestContract`.
 * @param contracts.tasks what tasks get where they name nothing themselves. Default: nothing but runtime `codex`.
 * @throws {RangeError} the defaults themselves are wrong.
 */
export function createJobAcceptor(contracts: {
  manifest: ManifestContract;
  tasks?: TaskDefaults;
}): JobAcceptor {
  const { manifest, tasks = {} } = contracts;
  checkTaskDefaults(tasks);
  return {
    accept({ type, payload }, context = {}) {
      const known = knownType(type);
      return known === 'manifest'
        ? acceptManifest(manifest, payload, context)
        : acceptTaskLike(known, payload, tasks);
    },
  };
}

function knownType(type: SubmittedJob['type']): JobType {
  const known = JOB_TYPES.find((candidate) => candidate === type);
  if (known !== undefined) return known;
  return new Report().abort({
    code: 'unknown_job_type',
    pointer: '',
    message: 'The type is none that the queue accepts.',
    hint: oneOf(String(type), JOB_TYPES),
  });
}

/** Parts what users may see from the text that only the claimer gets. */
function acceptManifest(
  contract: ManifestContract,
  payload: unknown,
  { registryText }: AcceptContext,
): AcceptedJob {
  const normalized = contract.normalizeManifestJobPayload(
    payload,
    registryText === undefined ? {} : { registryText },
  );
  const { name, source } = normalized.manifest;
  return {
    [accepted]: true,
    type: 'manifest',
    payload: contract.sanitizeManifestPayload(normalized),
    requiredCapabilities: normalized.requiredCapabilities,
    repository: null,
    manifest: {
      name,
      contentHash: normalized.manifestHash,
      // Without its text the contract has refused a registry source.
      content: source.kind === 'registry' ? (registryText ?? '') : source.content,
      fromRegistry: source.kind === 'registry',
    },
  };
}

function acceptTaskLike(
  type: Exclude<JobType, 'manifest'>,
  payload: unknown,
  defaults: TaskDefaults,
): AcceptedJob {
  const report = new Report();
  const fields = new Fields(copyJson(payload, report), '', report);
  const facts = TASK_CONTRACTS[type](fields, defaults);
  report.throwIfAny();
  return { [accepted]: true, type, ...facts, manifest: null };
}
