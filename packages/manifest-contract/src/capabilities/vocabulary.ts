/**
 * Terminology
 *
 * - **capability**: a lower-case word that a worker must have to claim a job.
 * - **vocabulary**: the readers, providers and stores a contract knows, each with the capability it asks for.
 */

import type { Aliases } from '../diagnostics/nearest.js';

/** Names as they are shown, by capability; the name is matched in any case of letters. */
export type Terms = Readonly<Record<string, string>>;

/** What a host service adds to the defaults when it creates its contract. */
export interface VocabularyOptions {
  /** Capabilities that every manifest job asks for, in order. Default `['manifest']`. */
  readonly baseCapabilities?: readonly string[];
  /** More readers: the type in `dataSources[].type` and its capability, `{ NotionReader: 'notion' }`. */
  readonly readers?: Terms;
  /** More embeddings providers and their capabilities. */
  readonly embeddingProviders?: Terms;
  /** More vector stores and their capabilities. */
  readonly vectorStores?: Terms;
}

/** One kind of term: lower-case name to shown name and capability. */
export type Lexicon = ReadonlyMap<string, { readonly name: string; readonly capability: string }>;

export interface Vocabulary {
  readonly baseCapabilities: readonly string[];
  readonly readers: Lexicon;
  readonly embeddingProviders: Lexicon;
  readonly vectorStores: Lexicon;
}

const READERS: Terms = {
  GithubRepositoryReader: 'github',
  GoogleDriveReader: 'gdrive',
  ConfluenceReader: 'confluence',
  SimpleDirectoryReader: 'local_fs',
};
const EMBEDDING_PROVIDERS: Terms = { openai: 'openai', google: 'google', ollama: 'ollama' };
const VECTOR_STORES: Terms = { qdrant: 'qdrant', pgvector: 'pgvector', milvus: 'milvus' };

// What people write for the default terms, in lower-case letters and digits.
const SPOKEN: Aliases = {
  git: 'GithubRepositoryReader',
  repository: 'GithubRepositoryReader',
  drive: 'GoogleDriveReader',
  googledocs: 'GoogleDriveReader',
  wiki: 'ConfluenceReader',
  atlassian: 'ConfluenceReader',
  directory: 'SimpleDirectoryReader',
  folder: 'SimpleDirectoryReader',
  files: 'SimpleDirectoryReader',
  filesystem: 'SimpleDirectoryReader',
  local: 'SimpleDirectoryReader',
  gpt: 'openai',
  azureopenai: 'openai',
  gemini: 'google',
  vertex: 'google',
  vertexai: 'google',
  googlegenai: 'google',
  pg: 'pgvector',
  postgres: 'pgvector',
  postgresql: 'pgvector',
  zilliz: 'milvus',
};

const CAPABILITY = /^[a-z0-9][a-z0-9._-]{0,63}$/;

/**
 * The defaults with a host's additions.
 * @throws {TypeError} a name is taken, or a capability is not a lower-case word; a fault of the host, not of a user.
 */
export function createVocabulary(options: VocabularyOptions = {}): Vocabulary {
  const base = (options.baseCapabilities ?? ['manifest']).map((word) => capability(word, 'baseCapabilities'));
  if (base.length === 0) throw new TypeError('baseCapabilities: give at least one, such as `manifest`.');
  return {
    baseCapabilities: [...new Set(base)],
    readers: lexicon('readers', READERS, options.readers),
    embeddingProviders: lexicon('embeddingProviders', EMBEDDING_PROVIDERS, options.embeddingProviders),
    vectorStores: lexicon('vectorStores', VECTOR_STORES, options.vectorStores),
  };
}

/** The shown names of a lexicon. */
export function namesOf(terms: Lexicon): string[] {
  return [...terms.values()].map((term) => term.name);
}

/** Words that stand for a term, where the contract knows that term: its capability, and what people call it. */
export function aliasesOf(terms: Lexicon): Aliases {
  const own = [...terms.values()].map(({ name, capability }) => [capability.replace(/[-_]/g, ''), name]);
  return Object.fromEntries([...Object.entries(SPOKEN), ...own]);
}

function lexicon(option: string, defaults: Terms, added: Terms = {}): Lexicon {
  const terms = new Map<string, { name: string; capability: string }>();
  for (const [name, word] of [...Object.entries(defaults), ...Object.entries(added)]) {
    const key = name.toLowerCase();
    if (name.trim() !== name || name === '')
      throw new TypeError(`${option}: a name is blank or has blanks around it.`);
    if (terms.has(key))
      throw new TypeError(`${option}: \`${name}\` is already known; names differ by more than case.`);
    terms.set(key, { name, capability: capability(word, option) });
  }
  return terms;
}

function capability(word: string, option: string): string {
  const lower = String(word).trim().toLowerCase();
  if (!CAPABILITY.test(lower)) {
    throw new TypeError(
      `${option}: a capability is a word of letters, digits, \`.\`, \`_\`, \`-\`, such as \`github\`.`,
    );
  }
  return lower;
}
