import { randomUUID } from 'node:crypto';
import { secretsIn } from './client-values.js';

/** What a proxy or a client may name a request by: no more than a log can bear, and nothing that a log could be forged with. */
const REQUEST_ID = /^[A-Za-z0-9._:-]{8,64}$/;

/** The id under which a request is logged and answered: the one that came along where it is sound, else a fresh one. */
export function requestIdOf(sent: string | undefined): string {
  return sent !== undefined && REQUEST_ID.test(sent) && secretsIn(sent, 'header').length === 0
    ? sent
    : randomUUID();
}
