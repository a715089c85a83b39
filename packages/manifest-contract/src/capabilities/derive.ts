import type { DiagnosticCode } from '../diagnostics/codes.js';
import { suggest } from '../diagnostics/nearest.js';
import { nameKey, type Path } from '../diagnostics/pointer.js';
import type { Remark } from '../diagnostics/report.js';
import { isJsonObject, type JsonValue } from '../json.js';
import { aliasesOf, type Lexicon, namesOf, type Vocabulary } from './vocabulary.js';

/** The capabilities of a manifest; complete only when there are no remarks. */
export interface Derivation {
  readonly capabilities: readonly string[];
  readonly remarks: readonly Remark[];
}

/** A name in the manifest that stands for a capability. */
interface Term {
  readonly lexicon: Lexicon;
  readonly noun: string;
  readonly unknown: DiagnosticCode;
  readonly path: Path;
  readonly name: JsonValue | undefined;
}

/**
 * The capabilities a worker needs, lower-case, without repeats, in this order: the base list, `embeddings`, the provider,
 * the store, then one for each data source (FR-005). `limit` bounds how many remarks are made.
 */
export function deriveCapabilities(manifest: JsonValue, vocabulary: Vocabulary, limit: number): Derivation {
  const capabilities = [...vocabulary.baseCapabilities, 'embeddings'];
  const remarks: Remark[] = [];
  for (const term of termsOf(manifest, vocabulary)) {
    if (remarks.length > limit) break;
    const capability = capabilityOf(term);
    if (capability === undefined) remarks.push(unknownTerm(term));
    else capabilities.push(capability);
  }
  return { capabilities: [...new Set(capabilities)], remarks };
}

/** How many names of a manifest the vocabulary does not know; what is missing is no name. */
export function countUnknown(manifest: JsonValue, vocabulary: Vocabulary): number {
  const named = [...termsOf(manifest, vocabulary)].filter(({ name }) => typeof name === 'string');
  return named.filter((term) => capabilityOf(term) === undefined).length;
}

function capabilityOf({ name, lexicon }: Term): string | undefined {
  return typeof name === 'string' ? lexicon.get(name.toLowerCase())?.capability : undefined;
}

function* termsOf(manifest: JsonValue, vocabulary: Vocabulary): Generator<Term> {
  const { embeddingProviders, vectorStores, readers } = vocabulary;
  const root = isJsonObject(manifest) ? manifest : {};
  const field = (block: JsonValue | undefined, key: string) => (isJsonObject(block) ? block[key] : undefined);
  yield {
    lexicon: embeddingProviders,
    noun: 'embeddings provider',
    unknown: 'unknown_provider',
    path: ['embeddings', 'provider'],
    name: field(root.embeddings, 'provider'),
  };
  yield {
    lexicon: vectorStores,
    noun: 'vector store',
    unknown: 'unknown_store',
    path: ['vectorStore', 'type'],
    name: field(root.vectorStore, 'type'),
  };
  const reader = { lexicon: readers, noun: 'reader', unknown: 'unknown_reader' } as const;
  const sources = Array.isArray(root.dataSources) ? root.dataSources : [];
  for (const [i, source] of sources.entries()) {
    yield { ...reader, path: ['dataSources', i, 'type'], name: field(source, 'type') };
  }
  // Without a source there is nothing to ingest, whatever form the emptiness has.
  if (sources.length === 0) yield { ...reader, path: ['dataSources'], name: undefined };
}

function unknownTerm({ lexicon, noun, unknown, path, name }: Term): Remark {
  const names = namesOf(lexicon);
  if (typeof name !== 'string') {
    const hint = `Known: ${names.join(', ')}.`;
    return { code: 'field_missing', path, message: `The ${noun} is missing.`, hint };
  }
  const quoted = nameKey(name);
  const message = `The ${noun} ${quoted === 'this key' ? 'named here' : quoted} is unknown.`;
  return { code: unknown, path, message, ...suggest(name, names, aliasesOf(lexicon)) };
}
