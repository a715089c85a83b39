import type { JsonObject, JsonValue } from '../job.js';
import { Fields, requiredText } from '../payload/fields.js';
import { readAuth } from './auth.js';
import { distinctCapabilities, readCapabilities } from './capabilities.js';
import { readContainer } from './container.js';
import { PUBLISH_MODES, RUNTIMES, type TaskDefaults } from './defaults.js';
import { readRepository } from './repository.js';
import { readSkill } from './skill.js';
import { readSteps } from './steps.js';
import type { TaskContract } from './task-contract.js';

/** The contract of type `task`: an agent works on a repository after instructions. */
export const acceptTask: TaskContract = (payload, defaults) => {
  const task = payload.section('task');
  const repository = readRepository(
    [
      [payload, 'repository'],
      [payload, 'repo'],
    ],
    defaults.repository ?? null,
  );
  const instructions = readInstructions(payload, task);
  const runtime = readRuntime(payload, task, defaults);
  const publish = readPublish(task);
  const skill = readSkill(task);
  const steps = readSteps(task);
  const container = readContainer(task);

  const requiredCapabilities = distinctCapabilities(
    [
      ...readCapabilities(payload, 'requiredCapabilities'),
      ...readCapabilities(task, 'requiredCapabilities'),
      ...[payload, task].flatMap(templateCapabilities),
      runtime.mode,
      'git',
      ...(publish.mode === 'pr' ? ['gh'] : []),
      ...skill.requiredCapabilities,
      ...steps.requiredCapabilities,
      ...(container.enabled ? ['docker'] : []),
    ],
    payload.report,
  );

  // The spellings whose value has moved to its field go; every other key stays.
  const { repo: _repo, ...payloadKeys } = payload.object;
  const { instruction: _instruction, targetRuntime: _targetRuntime, ...taskKeys } = task.object;
  return {
    repository,
    requiredCapabilities,
    payload: {
      ...payloadKeys,
      repository,
      requiredCapabilities,
      targetRuntime: runtime.mode,
      auth: readAuth(payload),
      task: {
        ...taskKeys,
        instructions,
        skill: skill.value,
        runtime,
        git: readGit(task),
        publish,
        steps: steps.value,
        container: container.value,
      },
    },
  };
};

function readInstructions(payload: Fields, task: Fields): string | null {
  if (payload.value('task') === null)
    return payload.missing('task', 'Write {"task": {"instructions": "…"}}.');
  // A task that is no object is noted as such already.
  if (task.object !== payload.value('task')) return null;
  const places = [
    [task, 'instructions'],
    [task, 'instruction'],
  ] as const;
  return requiredText(places, 'Say what is to be done.')?.text ?? null;
}

/** The runtime: `task.runtime.mode` (or `task.runtime` itself), else `targetRuntime`, else the configured one. */
function readRuntime(payload: Fields, task: Fields, defaults: TaskDefaults): JsonObject & { mode: string } {
  const asText = typeof task.value('runtime') === 'string';
  const runtime = asText ? new Fields({}, task.at('runtime'), task.report) : task.section('runtime');
  const named =
    (asText ? task.choice('runtime', RUNTIMES) : runtime.choice('mode', RUNTIMES)) ??
    task.choice('targetRuntime', RUNTIMES) ??
    payload.choice('targetRuntime', RUNTIMES) ??
    'universal';
  const mode = named === 'universal' ? (defaults.runtime ?? 'codex') : named;
  const codex = mode === 'codex' ? defaults.codex : undefined;
  return {
    ...runtime.object,
    mode,
    model: runtime.text('model') ?? codex?.model ?? null,
    effort: runtime.text('effort') ?? codex?.effort ?? null,
  };
}

function readPublish(task: Fields): JsonObject {
  const publish = task.section('publish');
  return {
    ...publish.object,
    mode: publish.choice('mode', PUBLISH_MODES) ?? 'pr',
    ...texts(publish, ['prBaseBranch', 'commitMessage', 'prTitle', 'prBody']),
  };
}

function readGit(task: Fields): JsonValue {
  const git = task.section('git');
  return { ...git.object, ...texts(git, ['startingBranch', 'newBranch']) };
}

function texts(fields: Fields, keys: readonly string[]): JsonObject {
  return Object.fromEntries(keys.map((key) => [key, fields.text(key)]));
}

/** What the step templates, applied before the job was submitted, demand of its worker. */
function templateCapabilities(fields: Fields): string[] {
  return fields
    .each('appliedStepTemplates')
    .flatMap((template) => readCapabilities(template, 'capabilities'));
}
