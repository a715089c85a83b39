/** `@moonmind/api`: the service, to be started by other programs. */
export { type Config, readConfig } from './config.js';
export { ConfigError } from './config-variables.js';
export { createLogger } from './logger.js';
export { serve } from './serve.js';
export { type Server, startServer } from './server.js';
