export { collectSecretRefs, type SecretRefs } from './collect-secret-refs.js';
export { parseReference, type Reference } from './reference.js';
