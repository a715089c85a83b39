/** What every database driver must show: each verb, each transition, each refusal. */
import { describe, expect, it } from 'vitest';
import type { Database } from '../database/database.js';
import { apiTokensConformance } from './conformance/api-tokens.js';
import { artifactsConformance } from './conformance/artifacts.js';
import { auditConformance } from './conformance/audit.js';
import { claimConformance } from './conformance/claim.js';
import { createConformance } from './conformance/create.js';
import { endingsConformance } from './conformance/endings.js';
import { insightConformance } from './conformance/insight.js';
import { interventionsConformance } from './conformance/interventions.js';
import { readingConformance } from './conformance/reading.js';
import { registryConformance } from './conformance/registry.js';
import { registryOverTimeConformance } from './conformance/registry-over-time.js';
import { streamsConformance } from './conformance/streams.js';
import { togetherConformance } from './conformance/together.js';
import { waitingConformance } from './conformance/waiting.js';
import { Harness } from './harness.js';

/** Runs the suite on the database that `open` opens, empty, once for all tests. */
export function describeStore(driver: string, open: () => Promise<Database>): void {
  describe(`the store on ${driver}`, () => {
    const h = new Harness(open);
    it('answers a ping', async () => {
      await expect(h.store.ping()).resolves.toBeUndefined();
    });
    createConformance(h);
    claimConformance(h);
    endingsConformance(h);
    interventionsConformance(h);
    togetherConformance(h);
    readingConformance(h);
    registryConformance(h);
    registryOverTimeConformance(h);
    streamsConformance(h);
    waitingConformance(h);
    insightConformance(h);
    artifactsConformance(h);
    apiTokensConformance(h);
    auditConformance(h);
  });
}
