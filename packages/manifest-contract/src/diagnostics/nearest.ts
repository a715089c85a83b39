const MAX_DISTANCE = 2;
// Nobody mistypes a word this long; comparing longer ones would cost their product.
const MAX_LENGTH = 64;
const MAX_SUGGESTIONS = 3;

/** Other words for a name, as people write them: lower-case letters and digits alone. */
export type Aliases = Readonly<Record<string, string>>;

/** Names that may have been meant by a word, and whether the first was meant beyond doubt. */
export interface Guess {
  /** The nearest first, at most three. */
  readonly names: readonly string[];
  /** The first is the same but for spelling, and nothing else is as near. */
  readonly sure: boolean;
}

// Ranks in order of likelihood; edits count 2 and 3, likeness lies between 4 and 5.
const SAME = 0;
const ALIAS = 1;
const FAR = 4;

/**
 * The candidates most likely meant by a word: the same but for case, `-` and `_`; one that goes by this alias; within
 * two edits (insert, delete, replace, swap of neighbours); or one that is the word with parts left out or put in
 * (`GithubReader` for `GithubRepositoryReader`).
 */
export function guess(word: string, candidates: Iterable<string>, aliases: Aliases = {}): Guess {
  if (word.length > MAX_LENGTH) return { names: [], sure: false };
  const folded = fold(word);
  const alias = aliases[folded];
  const ranked: { name: string; rank: number }[] = [];
  for (const name of candidates) {
    if (name.length > MAX_LENGTH) continue;
    const rank = Math.min(name === alias ? ALIAS : Infinity, rankOf(folded, fold(name)));
    if (rank < Infinity) ranked.push({ name, rank });
  }
  ranked.sort((a, b) => a.rank - b.rank);
  const [first, second] = ranked;
  return {
    names: ranked.slice(0, MAX_SUGGESTIONS).map(({ name }) => name),
    sure:
      first !== undefined && first.rank < FAR && Math.ceil(second?.rank ?? Infinity) > Math.ceil(first.rank),
  };
}

/** The candidate that was most likely meant (see {@link guess}); null when none is near. */
export function nearest(word: string, candidates: Iterable<string>): string | null {
  return guess(word, candidates).names[0] ?? null;
}

/** “Did you mean …?”, or what is known when nothing is near; with the names that are. */
export function suggest(word: string, candidates: readonly string[], aliases?: Aliases): Suggestion {
  const { names, sure } = guess(word, candidates, aliases);
  const known = `Known: ${candidates.map((candidate) => `\`${candidate}\``).join(', ')}.`;
  return names[0] === undefined
    ? { hint: known }
    : { hint: `Did you mean \`${names[0]}\`? ${known}`, suggestions: names, sure };
}

/** What a remark on an unknown name says besides. */
export interface Suggestion {
  readonly hint: string;
  readonly suggestions?: readonly string[];
  readonly sure?: boolean;
}

function fold(word: string): string {
  return word.toLowerCase().replace(/[-_ ]/g, '');
}

function rankOf(word: string, name: string): number {
  if (word === name) return SAME;
  // Two edits turn any short word into any other: half of it must stay.
  const bound = Math.min(MAX_DISTANCE, Math.floor(name.length / 2));
  const distance = Math.abs(word.length - name.length) > bound ? Infinity : editDistance(word, name);
  // Of names as near as each other, the one that begins alike was meant.
  if (distance <= bound) return 1 + distance - Math.min(0.9, commonPrefix(word, name) / name.length);
  const likeness = likenessOf(word, name);
  return likeness === 0 ? Infinity : FAR + 1 - likeness;
}

/** From 0 (nothing alike) to 1: how much of the longer of two words both begin and end with. */
function likenessOf(a: string, b: string): number {
  const [short, long] = a.length < b.length ? [a, b] : [b, a];
  const prefix = commonPrefix(short, long);
  const suffix = Math.min(short.length - prefix, commonPrefix([...short].reverse(), [...long].reverse()));
  const share = (prefix + suffix) / long.length;
  const isPart = short.length >= 4 && short.length >= 0.4 * long.length && isSubsequence(short, long);
  return isPart || (prefix >= 4 && share >= 0.5) ? Math.max(share, 0.1) : 0;
}

function commonPrefix(a: ArrayLike<string>, b: ArrayLike<string>): number {
  let length = 0;
  while (length < a.length && a[length] === b[length]) length += 1;
  return length;
}

function isSubsequence(part: string, whole: string): boolean {
  let at = 0;
  for (const letter of whole) if (letter === part[at]) at += 1;
  return at === part.length;
}

/** Damerau's distance in its optimal string alignment form. */
function editDistance(a: string, b: string): number {
  let last = Array.from({ length: b.length + 1 }, (_, i) => i);
  let beforeLast = last;
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const cost = a[i - 1] === b[j - 1] ? 0 : 1;
      let least = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + cost);
      if (a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1]) {
        least = Math.min(least, (beforeLast[j - 2] ?? 0) + 1);
      }
      row.push(least);
    }
    beforeLast = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
