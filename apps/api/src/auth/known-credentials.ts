/** Who was told by a credential a moment ago: so that not every call asks the database. */

/** For how long a credential is taken as it was found; so long may a revocation elsewhere take to be noticed. */
export const KNOWN_MS = 5_000;
/** Credentials at most; the ones found longest ago go first. */
const MOST_KNOWN = 10_000;

interface Found<Who> {
  readonly who: Promise<Who | null>;
  readonly until: number;
}

export class KnownCredentials<Who extends { readonly expiresAt: string | null }> {
  readonly #found = new Map<string, Found<Who>>();

  /**
   * Who a credential is, null where it is nobody's: as it was found within the last 5 seconds, else as `find` tells.
   * Calls that come together ask once. That a credential is nobody's is not remembered.
   * @param hash of the credential, which itself is kept nowhere.
   */
  async get(hash: string, find: (hash: string) => Promise<Who | null>): Promise<Who | null> {
    const found = this.#found.get(hash);
    if (found && found.until > performance.now()) {
      const who = await found.who;
      return who && (who.expiresAt === null || Date.parse(who.expiresAt) > Date.now()) ? who : null;
    }
    this.#found.delete(hash);
    for (const [oldest] of this.#found) {
      if (this.#found.size < MOST_KNOWN) break;
      this.#found.delete(oldest);
    }
    const asked: Found<Who> = { who: find(hash), until: performance.now() + KNOWN_MS };
    this.#found.set(hash, asked);
    const forget = () => {
      if (this.#found.get(hash) === asked) this.#found.delete(hash);
    };
    try {
      const who = await asked.who;
      if (!who) forget();
      return who;
    } catch (error) {
      forget();
      throw error;
    }
  }

  /** Asks anew for every credential: one may have been revoked. */
  clear(): void {
    this.#found.clear();
  }
}
