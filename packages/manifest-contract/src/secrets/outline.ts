interface Level {
  readonly column: number;
  readonly isList: boolean;
}

const MAX_DEPTH = 24;
const START = -1;

/**
 * Follows the indentation of block YAML, line by line, and tells whether the lines fit together: whether a parser would
 * read each as the key or item that it looks like.
 */
export class Outline {
  readonly #levels: Level[] = [];
  /** Column of the key whose value is to stand below it; null when the last line brought its value along. */
  #awaiting: number | null = START;

  get isEmpty(): boolean {
    return this.#levels.length === 0;
  }

  /** Takes a line's key or item up; false when it may be anything else: the rest of a scalar, or an error. */
  place(column: number, isList: boolean): boolean {
    let top = this.#levels.at(-1);
    while (top !== undefined && top.column > column) {
      this.#levels.pop();
      top = this.#levels.at(-1);
    }
    const isAwaited = this.#awaiting === (top?.column ?? START);
    this.#awaiting = null;
    if (top === undefined || top.column < column) return isAwaited && this.open(column, isList);
    if (top.isList === isList) return true;
    // A list may begin right below its key, and ends at the next key.
    if (isList) return isAwaited && this.open(column, true);
    this.#levels.pop();
    return this.#levels.at(-1)?.column === column;
  }

  /** Goes a level in: into a collection that begins at a column. */
  open(column: number, isList: boolean): boolean {
    this.#levels.push({ column, isList });
    return this.#levels.length <= MAX_DEPTH;
  }

  /** The key at this column has its value on the lines below. */
  awaitValue(column: number): void {
    this.#awaiting = column;
  }
}
