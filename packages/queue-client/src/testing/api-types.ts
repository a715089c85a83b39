/** The types of the HTTP API, made from the OpenAPI document that the service itself gives. */
import openapiTS, { astToString } from 'openapi-typescript';
import { openStore } from '../../../../apps/api/src/testing/open-store.js';
import { createTestApi } from '../../../../apps/api/src/testing/test-api.js';

const HEAD =
  '/** Generated from the OpenAPI document by `pnpm generate`; a test holds it to the service. */\n';

/** The text of `client/api.generated.ts` as it should be. */
export async function apiTypes(): Promise<string> {
  const store = await openStore();
  try {
    const { text } = await createTestApi(store).get('/openapi.json');
    return HEAD + astToString(await openapiTS(text, { alphabetize: true, defaultNonNullable: false }));
  } finally {
    await store.close();
  }
}
