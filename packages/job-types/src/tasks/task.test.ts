import { describe, expect, it } from 'vitest';
import { accept, faults, refusal, TASK } from '../testing/submissions.js';
import { MAX_CAPABILITIES } from './capabilities.js';
import { TASK_ONLY_KEYS } from './steps.js';

/** TASK with other keys in `task`. */
function withTask(keys: object) {
  return { ...TASK, task: { ...TASK.task, ...keys } };
}

describe('what is stored', () => {
  it('is the whole task, its defaults spelled out', () => {
    const job = accept('task', TASK);
    expect(job.payload).toEqual({
      repository: 'acme/docs',
      requiredCapabilities: ['codex', 'git', 'gh'],
      targetRuntime: 'codex',
      auth: null,
      task: {
        instructions: 'Mend the links.',
        skill: { id: 'auto', args: {}, requiredCapabilities: [] },
        runtime: { mode: 'codex', model: null, effort: null },
        git: { startingBranch: null, newBranch: null },
        publish: { mode: 'pr', prBaseBranch: null, commitMessage: null, prTitle: null, prBody: null },
        steps: [],
        container: null,
      },
    });
    expect(job).toMatchObject({
      type: 'task',
      repository: 'acme/docs',
      requiredCapabilities: ['codex', 'git', 'gh'],
      manifest: null,
    });
  });

  it('is what the client said where it said something', () => {
    const task = {
      instructions: 'Mend the links.',
      skill: { id: 'links', args: { depth: 2 }, requiredCapabilities: ['node'] },
      runtime: { mode: 'claude', model: 'large', effort: 'high' },
      git: { startingBranch: 'main', newBranch: 'mend' },
      publish: { mode: 'branch', prBaseBranch: 'main', commitMessage: 'Mend', prTitle: 'T', prBody: 'B' },
      steps: [
        { id: 's1', instructions: 'look', skill: { id: 'look', args: {}, requiredCapabilities: ['jq'] } },
      ],
      container: { enabled: true, image: 'node:20', command: ['npm', 'test'] },
    };
    const auth = { repoAuthRef: 'vault://kv/git/acme#token', publishAuthRef: null };
    expect(accept('task', { repository: 'acme/docs', auth, task }).payload).toEqual({
      repository: 'acme/docs',
      requiredCapabilities: ['claude', 'git', 'node', 'jq', 'docker'],
      targetRuntime: 'claude',
      auth,
      task,
    });
  });

  it('keeps keys that the contract does not know, in every block', () => {
    const extra = { x: [1, { y: null }] };
    const payload = {
      ...TASK,
      liveControl: extra,
      auth: { extra },
      task: {
        ...TASK.task,
        extra,
        skill: { extra },
        runtime: { extra },
        git: { extra },
        publish: { extra },
        steps: [{ extra, skill: { extra } }],
        container: { extra },
      },
    };
    const stored = accept('task', payload).payload;
    expect(stored).toMatchObject(payload);
  });

  it('keeps a key named __proto__ as data and changes no prototype', () => {
    const payload = JSON.parse('{"repository":"a/b","task":{"instructions":"x","__proto__":{"polluted":1}}}');
    const stored = accept('task', payload).payload;
    expect(JSON.stringify(stored)).toContain('"__proto__":{"polluted":1}');
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    expect(Object.getPrototypeOf(stored.task)).toBe(Object.prototype);
  });

  it('leaves a step without a skill without one', () => {
    const steps = [{ id: 'a' }, { id: 'b', skill: null }];
    expect(accept('task', withTask({ steps })).payload.task).toHaveProperty('steps', steps);
  });

  it('leaves the submission as it was', () => {
    const payload = { ...withTask({ steps: [{ skill: { id: 'a' } }] }), requiredCapabilities: [' GPU '] };
    const before = structuredClone(payload);
    accept('task', payload);
    expect(payload).toEqual(before);
  });
});

describe('repository', () => {
  it.each([
    'owner/repo',
    'Owner-1/re.po_x',
    'https://github.com/owner/repo.git',
    'http://git.local:3000/owner/repo',
    'https://[::1]/owner/repo',
    'HTTPS://github.com/owner/repo',
    'git@github.com:owner/repo.git',
    'GIT@git.local:~me/a-b_c/d',
    'https://h-1.x:65535/a~b%20c+d-e/f',
    'https://[FE80::1]:80/a',
    '.x/...',
    'o/..x',
    `owner/${'r'.repeat(506)}`,
    '  owner/repo  ',
  ])('takes %s', (repository) => {
    expect(accept('task', { ...TASK, repository }).repository).toBe(repository.trim());
  });

  it.each([
    'repo',
    'a/b/c',
    '../secrets',
    'owner/..',
    './repo',
    '/repo',
    'owner/',
    'owner /repo',
    'https://user@github.com/owner/repo',
    'https://user:pw@github.com/owner/repo',
    'https://github.com/owner/repo?token=x',
    'https://github.com/owner/repo#x',
    'https://github.com\\@evil.example/owner/repo',
    'https://github.com',
    'ssh://git@github.com/owner/repo',
    'file:///etc/passwd',
    'git@github.com',
    'root@github.com:owner/repo',
    `owner/${'r'.repeat(507)}`,
    'owner/repo\nx',
    'owner/.',
    'ow ner/repo',
    'https://github.com/',
    'https://host:123456/a',
    'https://ho_st/a',
    'https://[::g]/a',
    'https://h/a b',
    'see https://h/a',
    'git@h:',
    'git@h:a b',
    'a git@h:a',
    'git@h_h:a',
  ])('refuses %s', (repository) => {
    const [fault] = faults('task', { ...TASK, repository }).filter((line) => !line.startsWith('raw_secret'));
    expect(fault).toBe('invalid_repository /repository');
  });

  it('may be called repo, which then is not kept beside it', () => {
    const { repository: _, ...rest } = TASK;
    const job = accept('task', { ...rest, repo: 'acme/site' });
    expect(job.repository).toBe('acme/site');
    expect(job.payload).not.toHaveProperty('repo');
  });

  it('prefers repository to repo, either to the default', () => {
    const { repository: _, ...rest } = TASK;
    const defaults = { repository: 'acme/default' };
    expect(accept('task', { ...TASK, repo: 'acme/site' }, defaults).repository).toBe('acme/docs');
    expect(accept('task', { ...rest, repo: 'acme/site' }, defaults).repository).toBe('acme/site');
    expect(accept('task', { ...rest, repository: ' ', repo: null }, defaults).repository).toBe(
      'acme/default',
    );
  });

  it('must be there, once missing and once only', () => {
    expect(faults('task', { task: TASK.task })).toEqual(['missing_field /repository']);
    expect(faults('task', { ...TASK, repository: 7 })).toEqual(['wrong_type /repository']);
    expect(faults('task', { ...TASK, repository: 7 }, { repository: 'acme/default' })).toEqual([
      'wrong_type /repository',
    ]);
  });

  it('must be right in the configuration too', () => {
    expect(() => accept('task', TASK, { repository: 'https://u:p@h/o/r' })).toThrow(RangeError);
  });
});

describe('runtime', () => {
  it.each([
    ['the configured one', {}, {}, 'codex'],
    ['task.runtime.mode', { runtime: { mode: 'gemini' } }, {}, 'gemini'],
    ['in any case', { runtime: { mode: ' Claude ' } }, {}, 'claude'],
    ['a string task.runtime', { runtime: 'claude' }, {}, 'claude'],
    ['targetRuntime', {}, { targetRuntime: 'gemini' }, 'gemini'],
    ['targetRuntime of the task', { targetRuntime: 'claude' }, { targetRuntime: 'gemini' }, 'claude'],
    ['the mode before targetRuntime', { runtime: { mode: 'claude' } }, { targetRuntime: 'gemini' }, 'claude'],
    ['universal', { runtime: { mode: 'universal' } }, { targetRuntime: 'gemini' }, 'codex'],
  ])('%s', (_what, task, payload, expected) => {
    const job = accept('task', { ...withTask(task), ...payload });
    expect(job.payload).toMatchObject({ targetRuntime: expected, task: { runtime: { mode: expected } } });
    expect(job.requiredCapabilities).toEqual([expected, 'git', 'gh']);
    expect(job.payload.task).not.toHaveProperty('targetRuntime');
  });

  it('follows the configuration', () => {
    const defaults = { runtime: 'gemini', codex: { model: 'm', effort: 'high' } } as const;
    expect(accept('task', TASK, defaults).payload).toMatchObject({
      targetRuntime: 'gemini',
      task: { runtime: { mode: 'gemini', model: null, effort: null } },
    });
    expect(accept('task', withTask({ runtime: 'codex' }), defaults).payload).toMatchObject({
      task: { runtime: { mode: 'codex', model: 'm', effort: 'high' } },
    });
    expect(
      accept('task', withTask({ runtime: { mode: 'codex', model: 'own' } }), defaults).payload,
    ).toMatchObject({
      task: { runtime: { model: 'own', effort: 'high' } },
    });
  });
});

describe('requiredCapabilities', () => {
  it('come in the contract’s order, lower-case, each once', () => {
    const job = accept('task', {
      ...TASK,
      requiredCapabilities: ['GPU', ' own '],
      task: {
        instructions: 'x',
        requiredCapabilities: ['task-own', 'gpu'],
        appliedStepTemplates: [{ slug: 'a', capabilities: ['Template'] }],
        skill: { requiredCapabilities: ['skill', 'git'] },
        steps: [{ skill: { requiredCapabilities: ['step'] } }, {}],
        container: { enabled: true, image: 'i', command: ['c'] },
      },
    });
    expect(job.requiredCapabilities).toEqual([
      'gpu',
      'own',
      'task-own',
      'template',
      'codex',
      'git',
      'gh',
      'skill',
      'step',
      'docker',
    ]);
    expect(job.payload.requiredCapabilities).toEqual(job.requiredCapabilities);
  });

  it.each(['none', 'branch'])('leave gh out when publishing by %s', (mode) => {
    expect(accept('task', withTask({ publish: { mode } })).requiredCapabilities).toEqual(['codex', 'git']);
  });

  it('leave docker out while the container is not enabled', () => {
    expect(accept('task', withTask({ container: { image: 'i' } })).requiredCapabilities).not.toContain(
      'docker',
    );
  });

  it('are not so many that the index could not hold them', () => {
    const many = Array.from({ length: MAX_CAPABILITIES }, (_, index) => `c${index}`);
    expect(
      accept('task', { ...TASK, requiredCapabilities: many.slice(3) }).requiredCapabilities,
    ).toHaveLength(MAX_CAPABILITIES);
    expect(faults('task', { ...TASK, requiredCapabilities: many })).toEqual([
      'too_many_capabilities /requiredCapabilities',
    ]);
    // One that is malformed is told as that alone.
    expect(faults('task', { ...TASK, requiredCapabilities: [...many.slice(3), '-'] })).toEqual([
      `invalid_capability /requiredCapabilities/${MAX_CAPABILITIES - 3}`,
    ]);
  });
});

it.each(['a', '7', 'a._:/+@-z', 'c'.repeat(64)])('a capability may be %s', (capability) => {
  expect(accept('task', { ...TASK, requiredCapabilities: [capability] }).requiredCapabilities[0]).toBe(
    capability,
  );
});

it.each(['-a', '.a', 'é', 'aé', 'a,b', 'a b'])('a capability may not be %s', (capability) => {
  expect(faults('task', { ...TASK, requiredCapabilities: ['ok', capability] })).toEqual([
    'invalid_capability /requiredCapabilities/1',
  ]);
});

it('a blank capability is none', () => {
  expect(accept('task', { ...TASK, requiredCapabilities: [' ', ''] }).requiredCapabilities).toEqual([
    'codex',
    'git',
    'gh',
  ]);
});

describe('what is refused', () => {
  it.each<[object, RegExp]>([
    [{ ...TASK, repository: null }, /`repository` is missing.*owner\/repo/],
    [{ ...TASK, task: null }, /`task` is missing.*"instructions"/],
    [{ ...TASK, task: {} }, /`task.instructions` is missing.*to be done/],
    [withTask({ runtime: { model: 5 } }), /`task.runtime.model` must be a string.*Write a string/],
    [withTask({ container: { enabled: 1 } }), /must be true or false/],
    [withTask({ steps: 'x' }), /`task.steps` must be a list/],
    [withTask({ publish: 'pr' }), /`task.publish` must be an object/],
    [withTask({ container: { enabled: true, command: ['c'] } }), /`task.container.image`.*enabled to false/],
    [withTask({ container: { enabled: true, image: 'i' } }), /`task.container.command`.*"make", "test"/],
  ])('is told with what to write instead: %j', (payload, words) => {
    const [fault] = refusal('task', payload);
    expect(`${fault?.message} ${fault?.hint}`).toMatch(words);
  });

  it.each<[string, object, string]>([
    ['no task', { task: null }, 'missing_field /task'],
    ['a task that is no object', { task: 'x' }, 'wrong_type /task'],
    ['no instructions', { task: {} }, 'missing_field /task/instructions'],
    ['blank instructions', { task: { instructions: ' \n' } }, 'missing_field /task/instructions'],
    ['instructions that are no text', { task: { instructions: {} } }, 'wrong_type /task/instructions'],
    ['an unknown runtime', withTask({ runtime: { mode: 'codxe' } }), 'not_allowed_value /task/runtime/mode'],
    ['an unknown runtime as text', withTask({ runtime: 'codxe' }), 'not_allowed_value /task/runtime'],
    [
      'an unknown targetRuntime',
      { ...TASK, targetRuntime: 'constructor' },
      'not_allowed_value /targetRuntime',
    ],
    ['a runtime that is a list', withTask({ runtime: [] }), 'wrong_type /task/runtime'],
    ['a model that is no text', withTask({ runtime: { model: 5 } }), 'wrong_type /task/runtime/model'],
    ['an effort that is no text', withTask({ runtime: { effort: [] } }), 'wrong_type /task/runtime/effort'],
    [
      'an unknown publish mode',
      withTask({ publish: { mode: 'push' } }),
      'not_allowed_value /task/publish/mode',
    ],
    ['a publish that is text', withTask({ publish: 'pr' }), 'wrong_type /task/publish'],
    ['a title that is no text', withTask({ publish: { prTitle: 1 } }), 'wrong_type /task/publish/prTitle'],
    ['a branch that is no text', withTask({ git: { newBranch: true } }), 'wrong_type /task/git/newBranch'],
    ['auth that is text', { ...TASK, auth: 'x' }, 'wrong_type /auth'],
    [
      'an env reference in auth',
      { ...TASK, auth: { repoAuthRef: `$${'{T}'}` } },
      'invalid_reference /auth/repoAuthRef',
    ],
    [
      'a plain text in auth',
      { ...TASK, auth: { publishAuthRef: 'mine' } },
      'invalid_reference /auth/publishAuthRef',
    ],
    [
      'a vault reference that climbs',
      { ...TASK, auth: { repoAuthRef: 'vault://kv/../x#y' } },
      'invalid_reference /auth/repoAuthRef',
    ],
    [
      'capabilities that are text',
      { ...TASK, requiredCapabilities: 'gpu' },
      'wrong_type /requiredCapabilities',
    ],
    [
      'a capability that is a number',
      { ...TASK, requiredCapabilities: [1] },
      'invalid_capability /requiredCapabilities/0',
    ],
    [
      'a capability with a space',
      { ...TASK, requiredCapabilities: ['a b'] },
      'invalid_capability /requiredCapabilities/0',
    ],
    [
      'a capability beyond its length',
      { ...TASK, requiredCapabilities: ['ok', 'c'.repeat(65)] },
      'invalid_capability /requiredCapabilities/1',
    ],
    [
      'a template’s capability',
      withTask({ appliedStepTemplates: [{ capabilities: [null] }] }),
      'invalid_capability /task/appliedStepTemplates/0/capabilities/0',
    ],
    [
      'a template that is no object',
      withTask({ appliedStepTemplates: [1] }),
      'wrong_type /task/appliedStepTemplates/0',
    ],
    ['a skill that is text', withTask({ skill: 'x' }), 'wrong_type /task/skill'],
    ['args that are a list', withTask({ skill: { args: [] } }), 'wrong_type /task/skill/args'],
    ['a skill id that is no text', withTask({ skill: { id: 1 } }), 'wrong_type /task/skill/id'],
    ['steps that are an object', withTask({ steps: {} }), 'wrong_type /task/steps'],
    ['a step that is text', withTask({ steps: [{}, 'x'] }), 'wrong_type /task/steps/1'],
    [
      'a step’s capability',
      withTask({ steps: [{ skill: { requiredCapabilities: [{}] } }] }),
      'invalid_capability /task/steps/0/skill/requiredCapabilities/0',
    ],
    ['a container that is text', withTask({ container: 'x' }), 'wrong_type /task/container'],
    [
      'a container neither on nor off',
      withTask({ container: { enabled: 'yes' } }),
      'wrong_type /task/container/enabled',
    ],
    [
      'a container without image',
      withTask({ container: { enabled: true, command: ['c'] } }),
      'missing_field /task/container/image',
    ],
    [
      'a container without command',
      withTask({ container: { enabled: true, image: 'i' } }),
      'missing_field /task/container/command',
    ],
    [
      'a container with an empty command',
      withTask({ container: { enabled: true, image: 'i', command: [] } }),
      'missing_field /task/container/command',
    ],
    [
      'a container with a command line',
      withTask({ container: { enabled: true, image: 'i', command: 'c' } }),
      'wrong_type /task/container/command',
    ],
    [
      'a command with a number in it',
      withTask({ container: { enabled: true, image: 'i', command: ['c', 1] } }),
      'wrong_type /task/container/command/1',
    ],
  ])('%s', (_what, keys, fault) => {
    expect(faults('task', { ...TASK, ...keys })).toEqual([fault]);
  });

  it.each(TASK_ONLY_KEYS)('a step that sets %s, whatever the value', (key) => {
    expect(faults('task', withTask({ steps: [{ [key]: null }] }))).toEqual([
      `forbidden_field /task/steps/0/${key}`,
    ]);
  });

  it('all at once', () => {
    const payload = {
      repository: 'x',
      requiredCapabilities: 5,
      auth: { repoAuthRef: 'x' },
      task: { runtime: 'x', publish: { mode: 'x' }, steps: [{ git: {} }], container: { enabled: true } },
    };
    expect(faults('task', payload)).toEqual(
      expect.arrayContaining([
        'invalid_repository /repository',
        'missing_field /task/instructions',
        'not_allowed_value /task/runtime',
        'not_allowed_value /task/publish/mode',
        'forbidden_field /task/steps/0/git',
        'missing_field /task/container/image',
        'missing_field /task/container/command',
        'wrong_type /requiredCapabilities',
        'invalid_reference /auth/repoAuthRef',
      ]),
    );
  });

  it('with the nearest allowed value, and never with the client’s', () => {
    const [fault] = refusal('task', withTask({ publish: { mode: 'brnach' } }));
    expect(fault).toMatchObject({
      severity: 'error',
      in: 'body',
      message: '`task.publish.mode` holds none of the values allowed.',
      hint: 'Did you mean "branch"? Write one of none, branch, pr.',
      line: null,
      column: null,
      endLine: null,
      endColumn: null,
    });
    expect(JSON.stringify(fault)).not.toContain('brnach');
  });
});

it('takes the instructions under their older name, and keeps one of the two', () => {
  const job = accept('task', { repository: 'a/b', task: { instruction: ' do it ' } });
  expect(job.payload.task).toMatchObject({ instructions: 'do it' });
  expect(job.payload.task).not.toHaveProperty('instruction');
});
