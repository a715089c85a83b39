/**
 * What each runtime is asked to do with the built contract: a good manifest, a refused one, a secret found, taken out
 * and shown masked. The same everywhere, to the byte.
 */
import { safeNormalizeManifestJobPayload, validateManifestText } from '@moonmind/manifest-contract';
import { formatCodeFrames, formatGithub, formatJson, formatSarif } from '@moonmind/manifest-contract/format';
import { detectSecrets, redactSecrets } from '@moonmind/manifest-contract/secrets';

const GOOD = `version: v0
metadata:
  name: runtimes
embeddings:
  provider: openai
vectorStore:
  type: qdrant
dataSources:
  - type: GithubRepositoryReader
    auth:
      token: \${GITHUB_TOKEN}
`;

/** `secret` is a raw token, made by the caller; what is given back is JSON and holds no byte of it. */
export function probe(secret: string): string {
  const leaking = GOOD.replace('${GITHUB_TOKEN}', secret);
  const normalize = (content: string) =>
    safeNormalizeManifestJobPayload({ manifest: { name: 'runtimes', source: { kind: 'inline', content } } });
  const { diagnostics } = validateManifestText(leaking);
  const redacted = redactSecrets(leaking).text;
  return JSON.stringify({
    accepted: normalize(GOOD),
    refused: normalize(leaking),
    found: detectSecrets(leaking),
    redacted,
    leftInRedacted: detectSecrets(redacted),
    formats: [
      formatCodeFrames(diagnostics, leaking),
      formatGithub(diagnostics, { file: 'runtimes.yaml' }),
      formatJson(diagnostics),
      formatSarif(diagnostics, { file: 'runtimes.yaml' }),
    ],
  });
}
