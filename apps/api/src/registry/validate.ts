/** Holds a text against the contract for somebody who only wants to know. */
import { z } from '@hono/zod-openapi';
import { type Api, mount, none } from '../http/operation.js';
import { ProblemDiagnosticSchema } from '../problems/schema.js';
import type { Services } from '../services.js';
import { Content, ContentHash } from './schemas.js';

const SecretRefsSchema = z
  .strictObject({
    env: z.array(z.strictObject({ name: z.string() })),
    profile: z.array(
      z.strictObject({ provider: z.string(), field: z.string(), envKey: z.string(), normalized: z.string() }),
    ),
    vault: z.array(
      z.strictObject({ mount: z.string(), path: z.string(), field: z.string(), ref: z.string() }),
    ),
  })
  .openapi('SecretRefs', { description: 'What the text refers to; empty when it is not valid' });

const ValidationSchema = z
  .strictObject({
    valid: z.boolean(),
    diagnostics: z.array(ProblemDiagnosticSchema).describe('Errors and warnings, by their place in the text'),
    name: z.string().nullable(),
    version: z.string().nullable(),
    contentHash: ContentHash,
    requiredCapabilities: z.array(z.string()).readonly().describe('Empty when the text is not valid'),
    secretRefs: SecretRefsSchema,
  })
  .openapi('ManifestValidation', { description: 'What the contract says of the text' });

export function mountValidate(api: Api, { contract, callers }: Services): void {
  mount(
    api,
    {
      method: 'post',
      path: '/api/manifests/validate',
      tag: 'Manifests',
      summary: 'Check a manifest and store nothing',
      description: 'A text that is not valid is an answer too: 200, with what is wrong and where.',
      caller: callers.user('read'),
      params: none,
      query: none,
      body: z.strictObject({ content: Content }).openapi('ManifestText'),
      fromYaml: (content) => ({ content }),
      scannedByContract: ['content'],
      answers: { 200: ValidationSchema },
    },
    async ({ body }) => {
      const { diagnostics, ...validation } = contract.validateManifestText(body.content);
      return { status: 200, body: { ...validation, diagnostics: [...diagnostics] } };
    },
  );
}
