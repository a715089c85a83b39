/** Secrets that a job's references name: resolved when they are asked for, and masked in all that the job tells. */
import { parseReference, type Reference } from '@moonmind/manifest-contract/references';
import { NonRetryable } from './errors.js';

type Of<Kind extends Reference['kind']> = Extract<Reference, { kind: Kind }>;
type Resolve<Kind extends Reference['kind']> = (
  reference: Of<Kind>,
) => string | undefined | Promise<string | undefined>;

/** How references become secrets; undefined where there is none. */
export interface SecretResolvers {
  /** `${NAME}`. Default: the process's environment. */
  readonly env?: Resolve<'env'>;
  /** `profile://provider#field`. Default: the environment variable `PROVIDER_FIELD` (`envKey`). */
  readonly profile?: Resolve<'profile'>;
  /** `vault://mount/path#field`. Default: none is resolved. */
  readonly vault?: Resolve<'vault'>;
}

/** Shorter ones would mask half of what is written. */
const SHORTEST_MASKED = 4;
const MASK = '***';

/** One job's secrets. */
export class Secrets {
  readonly #resolvers: Required<SecretResolvers>;
  readonly #known = new Set<string>();

  constructor(resolvers: SecretResolvers) {
    this.#resolvers = {
      env: ({ name }) => process.env[name],
      profile: ({ envKey }) => process.env[envKey],
      vault: () => undefined,
      ...resolvers,
    };
  }

  /**
   * The secret that a reference names.
   * @throws {NonRetryable} it is no reference, or nothing is known under it.
   */
  async resolve(text: string): Promise<string> {
    const reference = parseReference(text);
    if (!reference)
      throw new NonRetryable(
        'A secret is named by a reference: ${NAME}, profile://provider#field or vault://mount/path#field.',
      );
    const secret = await this.#read(reference);
    if (secret === undefined) throw new NonRetryable(`This worker knows no secret under ${text}.`);
    if (secret.length >= SHORTEST_MASKED) this.#known.add(secret);
    return secret;
  }

  /** The text with every secret that was resolved so far masked. */
  mask(text: string): string {
    // The longest first: one may be part of another.
    const known = [...this.#known].sort((a, b) => b.length - a.length);
    return known.reduce((masked, secret) => masked.replaceAll(secret, MASK), text);
  }

  /** The same for all texts in an object. */
  maskAll(payload: Readonly<Record<string, unknown>>): Record<string, unknown> {
    return Object.fromEntries(
      Object.entries(payload).map(([key, value]) => [this.mask(key), this.#maskValue(value)]),
    );
  }

  #maskValue(value: unknown): unknown {
    if (typeof value === 'string') return this.mask(value);
    if (Array.isArray(value)) return value.map((item) => this.#maskValue(item));
    return isRecord(value) ? this.maskAll(value) : value;
  }

  async #read(reference: Reference): Promise<string | undefined> {
    switch (reference.kind) {
      case 'env': {
        const secret = await this.#resolvers.env(reference);
        return secret || !reference.fallback ? secret || undefined : this.#read(reference.fallback);
      }
      case 'profile':
        return (await this.#resolvers.profile(reference)) || undefined;
      case 'vault':
        return (await this.#resolvers.vault(reference)) || undefined;
    }
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
