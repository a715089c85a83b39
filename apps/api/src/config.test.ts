import { describe, expect, test } from 'vitest';
import { ConfigError, readConfig } from './config.js';

const refusal = (env: Record<string, string>) => {
  try {
    readConfig(env, '/srv');
  } catch (error) {
    if (error instanceof ConfigError) return error.message;
    throw error;
  }
  throw new Error('was not refused');
};

describe('readConfig', () => {
  test('without variables gives the defaults', () => {
    expect(readConfig({}, '/srv')).toEqual({
      port: 8787,
      host: '127.0.0.1',
      databaseUrl: null,
      dataDir: '/srv/.moonmind/data',
      artifactsDir: '/srv/.moonmind/data/artifacts',
      allowPathSource: false,
      manifestCapabilities: ['manifest'],
      tasks: { codex: {} },
      retentionDays: 30,
      logLevel: 'info',
    });
  });

  test('takes an empty variable for an absent one', () => {
    expect(readConfig({ PORT: '', HOST: ' ' }, '/srv')).toMatchObject({ port: 8787, host: '127.0.0.1' });
  });

  test('reads each variable', () => {
    expect(
      readConfig(
        {
          PORT: '0',
          HOST: '::1',
          DATABASE_URL: 'postgres://u@localhost/db',
          MOONMIND_DATA_DIR: 'data',
          MOONMIND_ALLOW_PATH_SOURCE: 'true',
          MOONMIND_MANIFEST_REQUIRED_CAPABILITIES: 'Manifest, gpu,gpu',
          MOONMIND_DEFAULT_REPOSITORY: 'owner/repo',
          MOONMIND_DEFAULT_RUNTIME: 'Claude',
          MOONMIND_CODEX_MODEL: 'm',
          MOONMIND_CODEX_EFFORT: 'high',
          MOONMIND_RETENTION_DAYS: '0',
          LOG_LEVEL: 'DEBUG',
        },
        '/srv',
      ),
    ).toMatchObject({
      port: 0,
      host: '::1',
      databaseUrl: 'postgres://u@localhost/db',
      dataDir: '/srv/data',
      allowPathSource: true,
      manifestCapabilities: ['manifest', 'gpu'],
      tasks: { repository: 'owner/repo', runtime: 'claude', codex: { model: 'm', effort: 'high' } },
      retentionDays: 0,
      logLevel: 'debug',
    });
  });

  test('tells all that is wrong at once, with what is allowed and an example, and echoes no value', () => {
    const message = refusal({
      PORT: '99999',
      MOONMIND_ALLOW_PATH_SOURCE: 'perhaps',
      MOONMIND_RETENTION_DAYS: '30 days',
      LOG_LEVEL: 'loud',
      DATABASE_URL: 'mysql://root:hunter2@db/x',
      MOONMIND_MANIFEST_REQUIRED_CAPABILITIES: ',',
      MOONMIND_DEFAULT_REPOSITORY: 'https://u:hunter2@host/a/b',
      MOONMIND_DEFAULT_RUNTIME: 'universal',
    });
    for (const name of ['PORT', 'MOONMIND_ALLOW_PATH_SOURCE', 'LOG_LEVEL', 'DATABASE_URL'])
      expect(message).toMatch(new RegExp(`^${name} must be .+ For example: ${name}=`, 'm'));
    for (const name of [
      'RETENTION_DAYS',
      'MANIFEST_REQUIRED_CAPABILITIES',
      'DEFAULT_REPOSITORY',
      'DEFAULT_RUNTIME',
    ])
      expect(message).toMatch(new RegExp(`^MOONMIND_${name} must be`, 'm'));
    for (const value of ['99999', 'perhaps', 'loud', 'hunter2']) expect(message).not.toContain(value);
  });

  test.each(['8787.5', '-1', '0x10', '1e3', 'eighty'])('refuses the port %s', (PORT) => {
    expect(refusal({ PORT })).toContain('PORT must be');
  });

  test.each(['0.0.0.0', '::', '192.168.1.4', 'example.org', '127.0.0.1.example.org'])(
    'refuses to listen on %s: no one could be told from anyone',
    (HOST) => {
      expect(refusal({ HOST })).toMatch(/^HOST must be a loopback address/m);
    },
  );

  test.each(['localhost', '127.0.0.1', '127.3.2.1', '::1', '[::1]'])('listens on %s', (HOST) => {
    expect(readConfig({ HOST }, '/srv').host).toBe(HOST.replace(/[[\]]/g, ''));
  });
});
