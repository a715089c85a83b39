/** `@moonmind/api`: the service, to be started by other programs. */
export { type Config, ConfigError, readConfig } from './config.js';
export { createLogger } from './logger.js';
export { serve } from './serve.js';
export { type Server, startServer } from './server.js';
