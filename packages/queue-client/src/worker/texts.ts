/** Whatever handlers throw, return and log, as texts and JSON that can be told. None of it throws. */

/** Deeper, and further along a chain of causes, than anybody reads. */
const MOST_DEPTH = 20;
const MOST_CAUSES = 5;
const UNREADABLE = '(unreadable)';

/** Anything as a text. An error says its message, those that it gathers and its causes. */
export function textOf(value: unknown): string {
  return attempt(() => {
    if (typeof value === 'string') return value;
    if (value instanceof Error) return errorText(value, MOST_CAUSES);
    return typeof value === 'object' && value !== null ? JSON.stringify(plainOf(value)) : String(value);
  }, UNREADABLE);
}

function errorText(error: Error, left: number): string {
  const own = attempt(() => String(error.message) || codeOf(error) || error.name, UNREADABLE);
  if (left === 0) return own;
  const gathered = attempt(() => (error instanceof AggregateError ? [...error.errors] : []), []);
  const causes = [...gathered, attempt(() => error.cause, undefined)].filter(
    (cause) => cause !== undefined && cause !== null,
  );
  // Many causes say the same, or are part of what is said already.
  const told = new Set(
    causes
      .slice(0, MOST_CAUSES)
      .map((cause) => (cause instanceof Error ? errorText(cause, left - 1) : textOf(cause))),
  );
  const news = [...told].filter((text) => !own.includes(text));
  return news.length === 0 ? own : `${own}: ${news.join('; ')}`;
}

function codeOf(error: Error): string {
  return 'code' in error && typeof error.code === 'string' ? error.code : '';
}

/** Anything as JSON: as `JSON.stringify` takes it, and what that refuses or drops as text. Each text goes through `tell`. */
export function plainOf(value: unknown, tell: (text: string) => string = (text) => text): unknown {
  const above = new Set<object>();
  const plain = (item: unknown): unknown => {
    switch (typeof item) {
      case 'string':
        return tell(item);
      case 'bigint':
      case 'symbol':
        return tell(String(item));
      case 'object':
        return item === null ? null : attempt(() => ofObject(item), UNREADABLE);
      case 'function':
        return undefined;
      default:
        return item;
    }
  };
  const ofObject = (item: object): unknown => {
    if (item instanceof Error) return tell(textOf(item));
    if (above.has(item)) return '(cyclic)';
    if (above.size >= MOST_DEPTH) return '(too deep)';
    above.add(item);
    try {
      if ('toJSON' in item && typeof item.toJSON === 'function') return plain(item.toJSON());
      if (item instanceof Map)
        return plain(Object.fromEntries([...item].map(([key, one]) => [textOf(key), one])));
      if (item instanceof Set) return plain([...item]);
      if (Array.isArray(item)) return item.map(plain);
      return Object.fromEntries(Object.entries(item).map(([key, one]) => [tell(key), plain(one)]));
    } finally {
      above.delete(item);
    }
  };
  return plain(value);
}

/** A text that the service can store: it takes neither NUL nor half a character. */
export function storable(text: string): string {
  return text.replace(/[\0\p{Surrogate}]/gu, '\ufffd');
}

function attempt<Value>(read: () => Value, otherwise: Value): Value {
  try {
    return read();
  } catch {
    return otherwise;
  }
}
