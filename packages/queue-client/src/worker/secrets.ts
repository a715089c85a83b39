/** Secrets that a job's references name: resolved when they are asked for, and masked in all that the job tells. */
import { parseReference, type Reference } from '@moonmind/manifest-contract/references';
import { NonRetryable } from './errors.js';
import { formsOf } from './secret-forms.js';
import { plainOf, storable } from './texts.js';

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

const MASK = '***';

/** One job's secrets. */
export class Secrets {
  readonly #resolvers: Required<SecretResolvers>;
  /** In all their forms, the longest first: one may be part of another. */
  #known: string[] = [];

  constructor(resolvers: SecretResolvers) {
    const {
      env = ({ name }) => process.env[name],
      profile = ({ envKey }) => process.env[envKey],
      vault = () => undefined,
    } = resolvers;
    this.#resolvers = { env, profile, vault };
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
    this.#known = [...new Set([...this.#known, ...formsOf(secret)])].sort((a, b) => b.length - a.length);
    return secret;
  }

  /** The text with every secret that was resolved so far masked, however it is written; a text that can be stored. */
  mask(text: string): string {
    return storable(this.#known.reduce((masked, secret) => masked.replaceAll(secret, MASK), text));
  }

  /** The same for all texts in a value; what is no JSON comes as text. */
  maskAll(value: unknown): unknown {
    return plainOf(value, (text) => this.mask(text));
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
