/**
 * The own enumerable entries of an object or array, in order. Getters are not run and a proxy that throws counts as
 * empty, so that any JavaScript value can be walked.
 */
export function ownEntries(value: object): [key: string, value: unknown][] {
  try {
    const entries: [string, unknown][] = [];
    for (const key of Object.keys(value)) {
      const descriptor = Object.getOwnPropertyDescriptor(value, key);
      if (descriptor !== undefined && 'value' in descriptor) entries.push([key, descriptor.value]);
    }
    return entries;
  } catch {
    return [];
  }
}
