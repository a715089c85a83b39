import type { Path } from '../diagnostics/pointer.js';

/** `dataSources[0].type`, as people write it. For paths of schema keys: no key of the author's own. */
export function fieldName(path: Path): string {
  const name = path.reduce<string>(
    (sum, step) => (typeof step === 'number' ? `${sum}[${step}]` : sum ? `${sum}.${step}` : step),
    '',
  );
  return `\`${name}\``;
}
