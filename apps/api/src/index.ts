export { type AppOptions, createApp } from './app.js';
export { type Config, ConfigError, readConfig } from './config.js';
export { createLogger } from './logger.js';
export { type Server, startServer } from './server.js';
