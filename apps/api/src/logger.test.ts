import { expect, test } from 'vitest';
import { createLogger } from './logger.js';

test('credentials are struck out wherever someone logs them', () => {
  const lines: string[] = [];
  const logger = createLogger('info', { write: (line) => void lines.push(line) });
  const headers = {
    authorization: 'Bearer hunter2',
    cookie: 'hunter2',
    'x-moonmind-worker-token': 'hunter2',
    host: 'h',
  };
  logger.info({ headers, req: { headers }, token: 'hunter2', made: { token: 'hunter2' } }, 'call');
  expect(lines.join('')).not.toContain('hunter2');
  expect(lines.join('')).toContain('"host":"h"');
});
