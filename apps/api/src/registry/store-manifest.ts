/** A text on its way into the registry: checked, stored, answered. Put and restore go through here. */
import type { PutManifest } from '@moonmind/queue-store';
import { etagOf } from '../http/etag.js';
import type { Services } from '../services.js';
import { checkManifest } from './check.js';

interface Sent extends Omit<PutManifest, 'version' | 'contentHash' | 'requiredCapabilities'> {
  /** Raw secrets become references. */
  readonly redact: boolean;
  /** Unknown keys are errors. */
  readonly strict: boolean;
}

/**
 * Stores a text that passes the contract, and answers with the record, the contract's warnings and the ETag.
 * @throws {Problem} `invalid_manifest` with everything that is wrong.
 * @throws {StoreError} `precondition_failed`, `manifest_name_conflict`.
 */
export async function storeManifest(
  { contract, store }: Pick<Services, 'contract' | 'store'>,
  { content, redact, strict, ...sent }: Sent,
) {
  const { manifest, warnings } = checkManifest(contract, content, {
    expectedName: sent.name,
    redact,
    strict,
  });
  const { outcome, record } = await store.manifests.put({ ...sent, ...manifest });
  const answer = {
    body: { ...record, warnings: [...warnings] },
    headers: { etag: etagOf(record.contentHash) },
  };
  return outcome === 'created' ? { status: 201 as const, ...answer } : { status: 200 as const, ...answer };
}
