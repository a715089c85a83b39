/** `@moonmind/manifest-contract/references`: the grammar of references, and those that a manifest holds. */
export {
  collectSecretRefs,
  parseReference,
  type Reference,
  type SecretRefs,
} from '../references/index.js';
