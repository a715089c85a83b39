/** Lists in pages. */

export interface Page<T> {
  readonly items: T[];
  readonly hasMore: boolean;
  /** Opaque; null when there is no more. */
  readonly nextCursor: string | null;
}
