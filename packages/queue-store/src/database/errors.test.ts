import { expect, it } from 'vitest';
import { StoreError } from '../store.js';
import { classified } from './errors.js';

const failure = (code: string) => Object.assign(new Error('text that nobody looks at'), { code });

it.each([
  '08006',
  '57014',
  '57P01',
  '57P03',
  '53300',
  '25006',
  'ECONNREFUSED',
  'CONNECTION_CLOSED',
  'CONNECT_TIMEOUT',
])('takes %s for a database that is not there, wherever the driver puts the code', (code) => {
  for (const error of [failure(code), new Error('outer', { cause: failure(code) })]) {
    const refusal = classified(error);
    expect(refusal).toBeInstanceOf(StoreError);
    expect(refusal).toMatchObject({ code: 'database_unavailable', cause: error });
  }
});

it.each(['23505', '23514', '22P02', '42P01'])('lets %s pass as it is', (code) => {
  const error = failure(code);
  expect(classified(error)).toBe(error);
});

it('lets pass what is no database error', () => {
  for (const error of [new Error('no code'), 'text', new StoreError('job_not_found', 'm')])
    expect(classified(error)).toBe(error);
});
