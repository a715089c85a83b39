export * from './api-tokens.js';
export * from './artifacts.js';
export * from './audit.js';
export * from './events.js';
export * from './jobs.js';
export * from './manifests.js';
export * from './worker-tokens.js';
export * from './workers.js';
