/** What users do that the audit log tells. */
export const ACTS = [
  'job.create',
  'job.cancel',
  'job.requeue',
  'manifest.put',
  'manifest.restore',
  'manifest.delete',
  'manifest.run',
  'worker_token.create',
  'worker_token.revoke',
  'api_token.create',
  'api_token.revoke',
] as const;

export type ActName = (typeof ACTS)[number];
