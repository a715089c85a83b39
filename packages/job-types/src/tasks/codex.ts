import type { JsonObject } from '../job.js';
import type { Fields, Place } from '../payload/fields.js';
import { readAuth } from './auth.js';
import { distinctCapabilities, readCapabilities } from './capabilities.js';
import { PUBLISH_MODES } from './defaults.js';
import { readRepository } from './repository.js';
import type { TaskContract, TaskFacts } from './task-contract.js';

/** The contract of type `codex_exec`: one instruction for codex, in the form older clients send. */
export const acceptCodexExec: TaskContract = (payload) =>
  codexFacts(payload, readRepository([[payload, 'repository']], null), [], {});

/** The contract of type `codex_skill`: one skill for codex, in the form older clients send. */
export const acceptCodexSkill: TaskContract = (payload) => {
  const inputs = payload.section('inputs');
  const repository = readRepository(
    [
      [payload, 'repository'],
      [inputs, 'repo'],
      [inputs, 'repository'],
    ],
    null,
  );
  const publishModes: Place[] = [
    [payload, 'publishMode'],
    [inputs, 'publishMode'],
  ];
  return codexFacts(payload, repository, publishModes, { skillId: payload.text('skillId') ?? 'speckit' });
};

/** Keeps the payload's keys and adds what routing needs. `publishModes`: where the mode may stand but in `publish`. */
function codexFacts(
  payload: Fields,
  repository: string | null,
  publishModes: readonly Place[],
  own: JsonObject,
): TaskFacts {
  const publish = payload.section('publish');
  const modes = [[publish, 'mode'] as const, ...publishModes].map(([fields, key]) =>
    fields.choice(key, PUBLISH_MODES),
  );
  const mode = modes.find((given) => given !== null) ?? 'none';
  const requiredCapabilities = distinctCapabilities(
    [...readCapabilities(payload, 'requiredCapabilities'), 'codex', 'git', ...(mode === 'pr' ? ['gh'] : [])],
    payload.report,
  );
  return {
    repository,
    requiredCapabilities,
    payload: {
      ...payload.object,
      ...own,
      repository,
      requiredCapabilities,
      targetRuntime: 'codex',
      auth: readAuth(payload),
      publish: { ...publish.object, mode },
    },
  };
}
