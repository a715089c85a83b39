/** What is mutated, part by part: instrumenting everything at once would slow every test down. */

const contract = (folder) => [`packages/manifest-contract/src/${folder}/**/*.ts`];
const secrets = (files) => [`packages/manifest-contract/src/secrets/${files}.ts`];

/** @type {Record<string, string[]>} globs of sources by part; the order is that in which data goes through them */
export const CONTRACT_PARTS = {
  text: contract('text'),
  schema: contract('schema'),
  references: contract('references'),
  'secrets-rules': secrets('rules/*'),
  'secrets-scans': secrets('{scan-*,detect,plain-text,outline,comments,trail,text-runs,literals}'),
  'secrets-keys': secrets('{credential-key,named-value,position,manifest-like,env-name,finding}'),
  'secrets-texts': secrets('{encodings,unicode,randomness,redact,safe-redact,is-secret-like}'),
  capabilities: contract('capabilities'),
  payload: contract('payload'),
  diagnostics: contract('diagnostics'),
  format: contract('format'),
  contract: ['packages/manifest-contract/src/*.ts'],
  'job-types': ['packages/job-types/src/**/*.ts'],
};

/** The paths on which jobs are created and manifests kept, in the store and in the API. */
export const SERVICE_PARTS = {
  store: ['packages/queue-store/src/jobs/create*.ts', 'packages/queue-store/src/manifests/*.ts'],
  api: ['apps/api/src/queue/{accept,jobs}.ts', 'apps/api/src/registry/*.ts'],
};
