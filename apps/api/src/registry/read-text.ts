/** Reading a text of the registry: as JSON with what is known of it, alone, or not at all where the client has it. */
import { z } from '@hono/zod-openapi';
import { ETAG, etagOf, isKnown } from '../http/etag.js';
import { prefersYaml, yamlResponse } from '../http/negotiate.js';

/** What routes that read a text have in common. */
export function readsText(description: string) {
  return {
    method: 'get',
    headers: z.object({ 'If-None-Match': z.string().optional() }),
    otherAnswers: {
      200: { description, headers: ETAG, content: { 'application/yaml': { schema: z.string() } } },
      304: { description: 'The client has this text', headers: ETAG },
    },
  } as const;
}

/** The answer to a read, as its headers ask for it. */
export function answerText<Read extends { readonly contentHash: string; readonly content: string }>(
  read: Read,
  header: (name: string) => string | undefined,
) {
  const headers = { etag: etagOf(read.contentHash), vary: 'Accept' };
  if (isKnown(read.contentHash, header)) return new Response(null, { status: 304, headers });
  return prefersYaml(header('accept'))
    ? yamlResponse(read.content, headers)
    : { status: 200 as const, body: read, headers };
}
