import { describe, expect, it } from 'vitest';
import { accept, faults } from '../testing/submissions.js';

describe('codex_exec', () => {
  it('keeps the payload and adds what routing needs', () => {
    const payload = { repository: 'acme/docs', instruction: 'x', codex: { model: 'm' }, ref: 'main' };
    const job = accept('codex_exec', payload);
    expect(job.payload).toEqual({
      ...payload,
      requiredCapabilities: ['codex', 'git'],
      targetRuntime: 'codex',
      auth: null,
      publish: { mode: 'none' },
    });
    expect(job).toMatchObject({
      repository: 'acme/docs',
      requiredCapabilities: ['codex', 'git'],
      manifest: null,
    });
  });

  it('demands gh when it publishes by pr, behind the client’s own', () => {
    const publish = { mode: 'PR', baseBranch: 'main' };
    const job = accept('codex_exec', { repository: 'a/b', requiredCapabilities: ['GPU', 'git'], publish });
    expect(job.requiredCapabilities).toEqual(['gpu', 'git', 'codex', 'gh']);
    expect(job.payload.publish).toEqual({ mode: 'pr', baseBranch: 'main' });
  });

  it('does not take the configured repository', () => {
    expect(faults('codex_exec', {}, { repository: 'acme/default' })).toEqual(['missing_field /repository']);
  });

  it.each<[object, string]>([
    [{ repository: 'x' }, 'invalid_repository /repository'],
    [{ repository: 'a/b', publish: { mode: 'push' } }, 'not_allowed_value /publish/mode'],
    [{ repository: 'a/b', publish: 'pr' }, 'wrong_type /publish'],
    [{ repository: 'a/b', auth: { repoAuthRef: 'x' } }, 'invalid_reference /auth/repoAuthRef'],
    [{ repository: 'a/b', requiredCapabilities: {} }, 'wrong_type /requiredCapabilities'],
  ])('refuses %j', (payload, fault) => {
    expect(faults('codex_exec', payload)).toEqual([fault]);
  });
});

describe('codex_skill', () => {
  it('runs speckit unless told otherwise', () => {
    expect(accept('codex_skill', { repository: 'a/b' }).payload).toMatchObject({ skillId: 'speckit' });
    expect(accept('codex_skill', { repository: 'a/b', skillId: 'own' }).payload).toMatchObject({
      skillId: 'own',
    });
    expect(faults('codex_skill', { repository: 'a/b', skillId: 1 })).toEqual(['wrong_type /skillId']);
  });

  it.each([
    [{ repository: 'a/one', inputs: { repo: 'a/two', repository: 'a/three' } }, 'a/one'],
    [{ inputs: { repo: 'a/two', repository: 'a/three' } }, 'a/two'],
    [{ inputs: { repository: 'a/three' } }, 'a/three'],
  ])('takes the repository from %j', (payload, repository) => {
    const job = accept('codex_skill', payload);
    expect(job.repository).toBe(repository);
    expect(job.payload).toMatchObject({ ...payload, repository });
  });

  it('needs a repository', () => {
    expect(faults('codex_skill', { inputs: {} }, { repository: 'acme/default' })).toEqual([
      'missing_field /repository',
    ]);
    expect(faults('codex_skill', { inputs: { repo: 'x' } })).toEqual(['invalid_repository /inputs/repo']);
    expect(faults('codex_skill', { repository: 'a/b', inputs: [] })).toEqual(['wrong_type /inputs']);
  });

  it.each([
    [{}, 'none'],
    [{ publish: { mode: 'branch' } }, 'branch'],
    [{ publishMode: 'branch' }, 'branch'],
    [{ inputs: { publishMode: 'branch' } }, 'branch'],
    [{ publish: { mode: 'none' }, publishMode: 'pr' }, 'none'],
  ])('publishes as %j says: %s', (payload, mode) => {
    const job = accept('codex_skill', { repository: 'a/b', ...payload });
    expect(job.payload.publish).toEqual({ mode });
    expect(job.requiredCapabilities).toEqual(['codex', 'git']);
  });

  it('demands gh when it publishes by pr', () => {
    const job = accept('codex_skill', { repository: 'a/b', inputs: { publishMode: 'pr' } });
    expect(job.requiredCapabilities).toEqual(['codex', 'git', 'gh']);
  });
});
