/** What a text may cost. Every limit is checked before the work it bounds. */
export interface TextLimits {
  /** Bytes of UTF-8. Default 524,288 (512 KiB). */
  readonly maxBytes: number;
  /** Collections within each other; at most 512. Default 64. */
  readonly maxDepth: number;
  /** YAML nodes (keys, values, collections), those that aliases repeat included. Default 50,000. */
  readonly maxNodes: number;
  /** Aliases, those inside what another alias repeats included. Default 100. */
  readonly maxAliases: number;
  /** UTF-16 code units of a single key or value as it is written. Default 131,072. */
  readonly maxScalarLength: number;
  /** Diagnostics told; one more then says that there are more. Default 100. */
  readonly maxDiagnostics: number;
}

export const DEFAULT_LIMITS: TextLimits = {
  maxBytes: 512 * 1024,
  maxDepth: 64,
  maxNodes: 50_000,
  maxAliases: 100,
  maxScalarLength: 128 * 1024,
  maxDiagnostics: 100,
};

/**
 * The defaults with a host's own limits.
 * @throws {TypeError} a limit is not a whole number of 1 or more, or maxDepth is over 512.
 */
export function createLimits(own: Partial<TextLimits> = {}): TextLimits {
  const limits = { ...DEFAULT_LIMITS, ...own };
  for (const [name, limit] of Object.entries(limits)) {
    if (!Number.isSafeInteger(limit) || limit < 1) {
      throw new TypeError(`limits.${name}: give a whole number of 1 or more.`);
    }
  }
  // Collections are read by recursion: the call stack must hold them.
  if (limits.maxDepth > 512) throw new TypeError('limits.maxDepth: at most 512.');
  return limits;
}
