import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { printableConfig, readConfig, unknownVariables } from './config.js';
import { ConfigError } from './config-variables.js';

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
      auditRetentionDays: 365,
      logLevel: 'info',
      corsOrigins: [],
      proxies: 0,
      rateLimit: 0,
      userAuth: null,
      metricsForAnyone: false,
      drainSeconds: 0,
      requestSeconds: 300,
      maxConnections: 10_000,
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
          MOONMIND_AUDIT_RETENTION_DAYS: '90',
          LOG_LEVEL: 'DEBUG',
          MOONMIND_CORS_ORIGINS: 'https://a.example, http://localhost:3000',
          MOONMIND_AUTH: 'Required',
          MOONMIND_OIDC_ISSUER: 'https://login.example.org/realms/team/',
          MOONMIND_OIDC_AUDIENCE: 'moonmind',
          MOONMIND_OIDC_ALGORITHMS: 'ES256, EdDSA',
          MOONMIND_OIDC_SCOPES_CLAIM: 'https://example.org/scopes',
          MOONMIND_OIDC_WORKER_SCOPE: 'moonmind:work',
          MOONMIND_METRICS_FOR_ANYONE: 'true',
          MOONMIND_PROXIES: '2',
          MOONMIND_RATE_LIMIT: '60',
          MOONMIND_DRAIN_SECONDS: '3',
          MOONMIND_REQUEST_SECONDS: '5',
          MOONMIND_MAX_CONNECTIONS: '100',
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
      auditRetentionDays: 90,
      logLevel: 'debug',
      corsOrigins: ['https://a.example', 'http://localhost:3000'],
      userAuth: {
        oidc: {
          issuer: 'https://login.example.org/realms/team/',
          audience: 'moonmind',
          algorithms: ['ES256', 'EdDSA'],
          scopesClaim: 'https://example.org/scopes',
          workerScope: 'moonmind:work',
        },
      },
      metricsForAnyone: true,
      proxies: 2,
      rateLimit: 60,
      drainSeconds: 3,
      requestSeconds: 5,
      maxConnections: 100,
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

  test.each(['0.0.0.0', '::', '[::]', '192.168.1.4', 'moonmind.example.org'])(
    'listens on %s where users need a credential',
    (HOST) => {
      const config = readConfig({ HOST, MOONMIND_AUTH: 'required' }, '/srv');
      expect(config).toMatchObject({ host: HOST.replace(/[[\]]/g, ''), userAuth: { oidc: null } });
    },
  );

  const issuer = 'https://login.example.org';
  test.each([
    ['an issuer without audience', { MOONMIND_OIDC_ISSUER: issuer }, ['AUDIENCE']],
    ['an audience without issuer', { MOONMIND_OIDC_AUDIENCE: 'a' }, ['ISSUER']],
    ['an issuer in the clear', { MOONMIND_OIDC_ISSUER: 'http://login.example.org' }, ['ISSUER', 'AUDIENCE']],
    [
      'an issuer with a password',
      { MOONMIND_OIDC_ISSUER: 'https://u:hunter2@login.example.org' },
      ['ISSUER'],
    ],
    ['a shared secret', { MOONMIND_OIDC_ALGORITHMS: 'RS256,HS256' }, ['ALGORITHMS']],
    ['no signature', { MOONMIND_OIDC_ALGORITHMS: 'none' }, ['ALGORITHMS']],
    ['workers without issuer', { MOONMIND_OIDC_WORKER_SCOPE: 'work' }, ['ISSUER']],
    ['every submitter as a worker', { MOONMIND_OIDC_WORKER_SCOPE: 'submit' }, ['WORKER_SCOPE']],
    ['two scopes for workers', { MOONMIND_OIDC_WORKER_SCOPE: 'work hard' }, ['WORKER_SCOPE']],
  ])('of JWTs refuses %s', (_what, env: Record<string, string>, names) => {
    const message = refusal({ MOONMIND_AUTH: 'required', ...env });
    for (const name of names) expect(message).toMatch(new RegExp(`^MOONMIND_OIDC_${name} must be`, 'm'));
    expect(message).not.toContain('hunter2');
  });

  test('takes no JWTs where users need no credential', () => {
    expect(refusal({ MOONMIND_OIDC_ISSUER: issuer, MOONMIND_OIDC_AUDIENCE: 'a' })).toMatch(
      /^MOONMIND_AUTH must/,
    );
  });

  test('bounds the requests of each caller where users need a credential, unless it says otherwise', () => {
    const limit = (env: Record<string, string>) => [
      readConfig(env, '/srv').rateLimit,
      printableConfig(env).MOONMIND_RATE_LIMIT,
    ];
    expect(limit({})).toEqual([0, 0]);
    expect(limit({ MOONMIND_AUTH: 'required' })).toEqual([6000, 6000]);
    expect(limit({ MOONMIND_AUTH: 'required', MOONMIND_RATE_LIMIT: '0' })).toEqual([0, 0]);
    expect(limit({ MOONMIND_RATE_LIMIT: '60' })).toEqual([60, 60]);
  });

  test('refuses what is no host, and tells of an open one beside what else is wrong', () => {
    expect(refusal({ HOST: 'a b', MOONMIND_AUTH: 'required' })).toMatch(/^HOST must be/m);
    const message = refusal({ HOST: '0.0.0.0', PORT: 'x', MOONMIND_AUTH: 'perhaps' });
    for (const name of ['HOST', 'PORT', 'MOONMIND_AUTH'])
      expect(message).toMatch(new RegExp(`^${name} must be`, 'm'));
  });

  test.each(['localhost', '127.0.0.1', '127.3.2.1', '::1', '[::1]'])('listens on %s', (HOST) => {
    expect(readConfig({ HOST }, '/srv').host).toBe(HOST.replace(/[[\]]/g, ''));
  });
});

test('a variable that is misspelt is told, by its name alone; those of other programs are not', () => {
  const env = {
    MOONMIND_AUHT: 'required',
    MOONMIND_COLOUR_OF_THE_LOGO: 'y',
    MOONMIND_URL: 'u',
    MOONMIND_AUTH: 'none',
    PATH: '/',
  };
  expect(unknownVariables(env)).toEqual([
    { name: 'MOONMIND_AUHT', nearest: 'MOONMIND_AUTH' },
    { name: 'MOONMIND_COLOUR_OF_THE_LOGO', nearest: null },
  ]);
});

test('what is printed has every variable and no password', () => {
  const shown = printableConfig({ DATABASE_URL: 'postgres://u:hunter2@db.example/x?password=hunter2' });
  expect(JSON.stringify(shown)).not.toContain('hunter2');
  expect(shown).toMatchObject({
    PORT: 8787,
    DATABASE_URL: 'postgres://u:***@db.example/x?password=***',
    MOONMIND_DEFAULT_REPOSITORY: null,
  });
  expect(() => printableConfig({ PORT: 'x' })).toThrow(ConfigError);
});

test('the page on configuration has each variable with its default, and no other', () => {
  const page = readFileSync(new URL('../../../docs/configuration.md', import.meta.url), 'utf8');
  const rows = new Map(
    [...page.matchAll(/^\| `([A-Z_]+)` \| (?:`([^`]*)`)?/gm)].map(([, name, value]) => [name, value ?? '']),
  );
  const defaults = printableConfig({});
  expect([...rows.keys()].sort()).toEqual(Object.keys(defaults).sort());
  // Told in words there.
  const inWords = ['MOONMIND_ARTIFACTS_DIR'];
  for (const [name, value] of Object.entries(defaults))
    if (!inWords.includes(name)) expect([name, rows.get(name)]).toEqual([name, String(value ?? '')]);
});
