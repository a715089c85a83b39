export { SCOPES, type Scope } from './api-tokens/scopes.js';
export { SchemaTooNewError } from './database/errors.js';
export { EmbeddedStoreLockedError } from './database/folder-lock.js';
export { isApiTime, isUuid } from './formats.js';
export {
  createEmbeddedStore,
  createPostgresStore,
  type EmbeddedStoreOptions,
  type PostgresStoreOptions,
  type StoreOptions,
} from './open.js';
export * from './store.js';
