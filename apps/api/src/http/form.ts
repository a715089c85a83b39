/** Reads a multipart form as it comes: its fields, and one file that is never whole in memory. */
import { Busboy, type BusboyInstance } from '@fastify/busboy';
import { requestDiagnostic } from '../problems/diagnostic.js';
import { invalid, Problem } from '../problems/problem.js';

export interface FormRules<Taken> {
  /** The name of the file's part. */
  readonly file: string;
  /** Takes the file's bytes; what it throws ends the reading. */
  readonly take: (bytes: AsyncIterable<Uint8Array>) => Promise<Taken>;
  /** The largest body in bytes. */
  readonly maxBytes: number;
  readonly tooLarge: () => Problem;
  /** How long the client may send nothing, in milliseconds. */
  readonly idleMs: number;
}

export interface Form<Taken> {
  /** A field that came more than once has a list, which no schema takes. */
  readonly fields: Readonly<Record<string, string | string[]>>;
  /** What `take` made of the file; absent where the form has none. */
  readonly file?: { readonly taken: Taken; readonly contentType: string };
}

const LIMITS = {
  fields: 20,
  fieldSize: 8 * 1024,
  files: 1,
  parts: 30,
  headerPairs: 20,
  headerSize: 8 * 1024,
};

/**
 * @throws {Problem} `unsupported_media_type` when the body is no form, `invalid_queue_payload` when the form breaks off,
 *   stalls or is malformed, and whatever `tooLarge` and `take` throw. What `take` has made by then is given to `undo`.
 */
export async function readForm<Taken>(
  request: Request,
  rules: FormRules<Taken>,
  undo: (taken: Taken) => Promise<void>,
): Promise<Form<Taken>> {
  const fields = new Map<string, string | string[]>();
  let taking: Promise<{ taken: Taken; contentType: string }> | undefined;
  let fail: (error: unknown) => void = () => {};
  const failure = new Promise<never>((_, reject) => {
    fail = reject;
  });
  failure.catch(() => {});

  const parser = parserOf(request, rules.file);
  parser.on('field', (name, value, _nameCut, valueCut) => {
    if (valueCut) fail(malformed(`A field is longer than ${LIMITS.fieldSize} bytes.`, 'Send a shorter one.'));
    const before = fields.get(name);
    fields.set(name, before === undefined ? value : [before, value].flat());
  });
  parser.on('file', (_name, stream, _filename, _encoding, contentType) => {
    // Whoever reads the stream hears of it; once nobody does, an error must not end the process.
    stream.on('error', () => {});
    failure.catch((error: unknown) => stream.destroy(error instanceof Error ? error : undefined));
    taking = rules.take(stream).then((taken) => ({ taken, contentType }));
    taking.catch(fail);
  });
  for (const limit of ['filesLimit', 'fieldsLimit', 'partsLimit'] as const)
    parser.on(limit, () => fail(malformed('The form has too many parts.', 'Send one file and the fields.')));
  parser.on('error', () => fail(malformed('The form breaks off or is malformed.', 'Send it again, whole.')));
  const finished = new Promise<void>((resolve) => parser.on('finish', resolve));

  const reader = request.body?.getReader();
  try {
    let size = 0;
    for (;;) {
      const { done, value } = await Promise.race([read(reader, rules.idleMs), failure]);
      if (done || !value) break;
      size += value.byteLength;
      if (size > rules.maxBytes) throw rules.tooLarge();
      if (!parser.write(Buffer.from(value.buffer, value.byteOffset, value.byteLength)))
        await Promise.race([new Promise((resolve) => parser.once('drain', resolve)), failure]);
    }
    parser.end();
    await Promise.race([finished, failure]);
    const file = await taking;
    return { fields: Object.fromEntries(fields), ...(file ? { file } : {}) };
  } catch (error) {
    fail(error);
    reader?.cancel().catch(() => {});
    await taking?.then(({ taken }) => undo(taken)).catch(() => {});
    throw error;
  }
}

function parserOf(request: Request, file: string): BusboyInstance {
  const contentType = request.headers.get('content-type') ?? '';
  const encoding = request.headers.get('content-encoding') ?? 'identity';
  if (/^multipart\/form-data\s*;/i.test(contentType) && encoding.toLowerCase() === 'identity')
    try {
      return new Busboy({
        headers: { 'content-type': contentType },
        limits: LIMITS,
        isPartAFile: (name) => name === file,
      });
    } catch {
      // No boundary: told below.
    }
  throw new Problem(
    'unsupported_media_type',
    'Send the body uncompressed, with the header Content-Type: multipart/form-data and its boundary.',
  );
}

async function read(
  reader: ReadableStreamDefaultReader<Uint8Array> | undefined,
  idleMs: number,
): Promise<{ done: boolean; value?: Uint8Array | undefined }> {
  if (!reader) return { done: true };
  let timer: NodeJS.Timeout | undefined;
  const idle = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(malformed('The body stalled.', 'Send it again, without pauses.')),
      idleMs,
    );
  });
  try {
    return await Promise.race([reader.read(), idle]);
  } catch (error) {
    throw error instanceof Problem
      ? error
      : malformed('The body broke off before its end.', 'Send it again.');
  } finally {
    clearTimeout(timer);
  }
}

function malformed(message: string, hint: string): Problem {
  return invalid('invalid_queue_payload', [
    requestDiagnostic({ code: 'invalid_format', in: 'body', pointer: '', message, hint }),
  ]);
}
