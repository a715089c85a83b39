import { type DestinationStream, type Logger, pino } from 'pino';
import type { Config } from './config.js';

/** Headers that carry credentials; nothing logs them, and this stays so if someone tries. */
const CREDENTIALS = ['authorization', 'cookie', '["x-moonmind-worker-token"]'];

/** The service's logger: JSON lines on standard output, or where `destination` says. */
export function createLogger(level: Config['logLevel'], destination?: DestinationStream): Logger {
  const paths = CREDENTIALS.flatMap((header) => {
    const key = header.startsWith('[') ? header : `.${header}`;
    return [`headers${key}`, `*.headers${key}`];
  });
  return pino(
    { level, redact: { paths: [...paths, 'token', '*.token'], censor: '[redacted]' } },
    destination ?? pino.destination(1),
  );
}
