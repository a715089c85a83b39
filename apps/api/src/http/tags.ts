/** What the operations are sorted by in the OpenAPI document. */
export const TAGS = {
  Jobs: 'Submitting jobs, reading and stopping them',
  Events: 'What happened to jobs, to read and to follow',
  Artifacts: 'The files that workers leave with jobs',
  Manifests: 'The registry: texts, their revisions and their runs',
  Workers: 'What workers call, and what is known of them',
  'Worker tokens': 'The credentials of workers',
  'API tokens': 'The credentials of users',
  Audit: 'What users did',
  System: 'How the service is doing, and its documentation',
} as const;

export type Tag = keyof typeof TAGS;
