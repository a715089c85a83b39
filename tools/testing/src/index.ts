export { type ApiServer, makeApiToken, startApi } from './api-server.js';
export { createDatabase, type TestDatabase } from './database.js';
export { dumpDatabase } from './dump.js';
export { hasPgBouncer, type PgBouncer, startPgBouncer } from './pgbouncer.js';
export {
  FAST_SETTINGS,
  freePort,
  type PostgresOptions,
  type PostgresServer,
  startPostgres,
} from './postgres-server.js';
export { type Standby, startStandby } from './postgres-standby.js';
