const BASE: Readonly<Record<string, string>> = {
  version: 'version: v0\n',
  metadata: 'metadata:\n  name: demo\n',
  embeddings: 'embeddings:\n  provider: openai\n',
  vectorStore: 'vectorStore:\n  type: qdrant\n',
  dataSources: 'dataSources:\n  - id: docs\n    type: GithubRepositoryReader\n',
};

/** A valid manifest named `demo`; `fragment` replaces the base's blocks of the same top-level keys, and adds its own. */
export function manifestWith(fragment = ''): string {
  const replaced = new Set([...fragment.matchAll(/^([A-Za-z]+) *:/gm)].map((match) => match[1]));
  const kept = Object.entries(BASE).filter(([key]) => !replaced.has(key));
  return (
    kept.map(([, block]) => block).join('') +
    (fragment === '' || fragment.endsWith('\n') ? fragment : `${fragment}\n`)
  );
}

/** A valid payload that brings `text` inline. */
export function inlinePayload(text = manifestWith(), name = 'demo') {
  return { manifest: { name, action: 'run', source: { kind: 'inline', content: text }, options: {} } };
}

/** A string in the shape of a GitHub token, put together so that no scanner finds one in this repository. */
export function tokenLike(): string {
  return `${'gh'}${'p_'}${'aB3dE6gH9jK2mN5pQ8sT1vW4yZ7bC0dF3hJ6'}`;
}
