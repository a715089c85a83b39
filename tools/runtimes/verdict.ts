import { isDeepStrictEqual } from 'node:util';

/** What is wrong with what the probe said; nothing when all is right. */
export function verdict(answer: string, secret: string): string[] {
  const { accepted, refused, found, redacted, leftInRedacted, formats } = JSON.parse(answer);
  const right = {
    'accepts the good manifest': accepted?.success === true,
    'derives its capabilities': isDeepStrictEqual(accepted?.payload?.requiredCapabilities, [
      'manifest',
      'embeddings',
      'openai',
      'qdrant',
      'github',
    ]),
    'refuses the leaking manifest': refused?.success === false,
    'finds the secret': isDeepStrictEqual(
      found?.map(({ line }: { line: number }) => line),
      [11],
    ),
    'takes it out': typeof redacted === 'string' && redacted.includes('${') && leftInRedacted?.length === 0,
    'formats four ways':
      formats?.length === 4 && formats.every((text: string) => text.includes('raw_secret')),
    'repeats no byte of it': !answer.includes(secret.slice(4, 20)),
  };
  return Object.entries(right).flatMap(([what, holds]) => (holds ? [] : [`Not so: ${what}.`]));
}
