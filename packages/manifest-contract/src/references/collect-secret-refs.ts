import { ownEntries } from './own-entries.js';
import { findEnvReferences, parseCredentialReference, type Reference } from './reference.js';

/** What a worker must resolve before it runs a manifest; each list in order of first appearance, without repeats. */
export interface SecretRefs {
  readonly env: { readonly name: string }[];
  readonly profile: {
    readonly provider: string;
    readonly field: string;
    readonly envKey: string;
    readonly normalized: string;
  }[];
  readonly vault: {
    readonly mount: string;
    readonly path: string;
    readonly field: string;
    readonly ref: string;
  }[];
}

/**
 * Collects the references of a manifest (`manifestSecretRefs`, FR-016): whole values and, for the environment, also
 * those mixed into text. Takes any JavaScript value, cyclic and hostile ones too; never throws, runs no getter.
 */
export function collectSecretRefs(manifest: unknown): SecretRefs {
  const found = new Map<string, Reference>();
  const note = (reference: Reference | null) => {
    for (let next = reference; next !== null; next = next.kind === 'env' ? next.fallback : null) {
      // Set again, a key keeps its place.
      found.set(identity(next), next);
    }
  };

  const seen = new Set<object>();
  const pending: unknown[] = [manifest];
  while (pending.length > 0) {
    const value = pending.pop();
    if (typeof value === 'string') {
      const whole = parseCredentialReference(value);
      if (whole !== null) note(whole);
      else for (const { reference } of findEnvReferences(value)) note(reference);
    } else if (typeof value === 'object' && value !== null && !seen.has(value)) {
      seen.add(value);
      // Last in, first out: pushed backwards, children come off in their own order.
      for (const [, child] of ownEntries(value).reverse()) pending.push(child);
    }
  }

  const refs: SecretRefs = { env: [], profile: [], vault: [] };
  for (const reference of found.values()) {
    if (reference.kind === 'env') refs.env.push({ name: reference.name });
    else if (reference.kind === 'profile') {
      const { provider, field, envKey, normalized } = reference;
      refs.profile.push({ provider, field, envKey, normalized });
    } else {
      const { mount, path, field, ref } = reference;
      refs.vault.push({ mount, path, field, ref });
    }
  }
  return refs;
}

function identity(reference: Reference): string {
  if (reference.kind === 'env') return `env ${reference.name}`;
  return reference.kind === 'profile' ? reference.normalized : reference.ref;
}
