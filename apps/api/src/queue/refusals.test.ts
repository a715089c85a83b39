/** The submissions that the specification's scenarios and edge cases refuse: told with a place, and never stored. */
import { describe, expect, test } from 'vitest';
import { onBothDatabases } from '../testing/databases.js';
import { hashOf, inlineJob, manifestText, rawSecret, uniqueName } from '../testing/samples.js';
import { createTestApi } from '../testing/test-api.js';

interface Told {
  readonly code: string;
  readonly pointer: string;
  readonly message: string;
  readonly hint: string | null;
}

const withText = (name: string, content: string) => inlineJob(name, { source: { kind: 'inline', content } });
const withoutBlock = (name: string, block: string) =>
  manifestText(name).replace(new RegExp(`^${block}:\\n(?: .*\\n)+`, 'm'), '');

onBothDatabases('a refused manifest job', (api) => {
  const listed = async (): Promise<string[]> => {
    const { body } = await api().get('/api/queue/jobs?limit=200');
    return body.items.map(({ id }: { id: string }) => id);
  };
  /** The refusal of a submission that left nothing behind. */
  const refusal = async (submitted: unknown) => {
    const { body: accepted } = await api().post('/api/queue/jobs', inlineJob());
    const before = await listed();
    expect(before).toContain(accepted.id);
    const { status, body, text } = await api().post('/api/queue/jobs', submitted);
    expect([status, body.code]).toEqual([422, 'invalid_manifest_job']);
    expect(await listed()).toEqual(before);
    const errors: Told[] = body.errors;
    return { errors, text };
  };

  test.each(['embeddings', 'vectorStore', 'dataSources'])(
    'without %s tells the missing block',
    async (block) => {
      const name = uniqueName();
      const { errors } = await refusal(withText(name, withoutBlock(name, block)));
      expect(errors).toEqual([
        expect.objectContaining({
          code: 'field_missing',
          pointer: `/${block}`,
          message: expect.stringContaining(block),
        }),
      ]);
    },
  );

  test('under another name than the text has tells the two places of a name', async () => {
    const { errors } = await refusal(withText(uniqueName('asked'), manifestText(uniqueName('written'))));
    expect(errors).toEqual([
      expect.objectContaining({
        code: 'name_mismatch',
        pointer: '/payload/manifest/name',
        message: expect.stringMatching(/manifest\.name.*metadata\.name/),
      }),
    ]);
  });

  test.each(['evaluate', 'delete', ''])(
    'with the action "%s" tells the actions there are',
    async (action) => {
      const { errors } = await refusal(inlineJob(uniqueName(), { action }));
      expect(errors.map(({ pointer }) => pointer)).toEqual(['/payload/manifest/action']);
      expect(`${errors[0]?.message} ${errors[0]?.hint}`).toMatch(/plan.*run|run.*plan/);
    },
  );

  test.each(['dataSources', 'embeddings', 'vectorStore', 'run'])(
    'with the structural option %s tells what options may be',
    async (block) => {
      const { errors } = await refusal(inlineJob(uniqueName(), { options: { dryRun: true, [block]: {} } }));
      expect(errors).toEqual([
        expect.objectContaining({
          code: 'structural_option',
          pointer: `/payload/manifest/options/${block}`,
          hint: expect.stringContaining('dryRun, forceFull and maxDocs'),
        }),
      ]);
    },
  );

  test('with a raw key in its text tells the place and never the key', async () => {
    const name = uniqueName();
    const secret = rawSecret('openai');
    const { errors, text } = await refusal(
      withText(name, manifestText(name).replace('${QDRANT_API_KEY}', secret)),
    );
    expect(errors).toEqual([
      expect.objectContaining({ code: 'raw_secret', pointer: '/vectorStore/connection/apiKey' }),
    ]);
    expect(text).not.toContain(secret.slice(0, 20));
  });

  describe('of a path source', () => {
    const submission = () => {
      const name = uniqueName();
      return inlineJob(name, { source: { kind: 'path', path: 'docs.yaml', content: manifestText(name) } });
    };

    test('is refused at its kind while the configuration does not allow it', async () => {
      const { errors } = await refusal(submission());
      expect(errors.map(({ pointer }) => pointer)).toEqual(['/payload/manifest/source/kind']);
    });

    test('is stored with path and hash where the configuration allows it', async () => {
      const guarded = createTestApi(api().store, { allowPathSource: true });
      const submitted = submission();
      const { source } = submitted.payload.manifest;
      const { status, body } = await guarded.post('/api/queue/jobs', submitted);
      expect(status).toBe(201);
      expect(body.payload.manifest.source).toEqual({
        kind: 'path',
        path: 'docs.yaml',
        contentHash: hashOf(source.content),
        version: 'v0',
      });
    });
  });
});
