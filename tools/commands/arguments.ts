/**
 * An option's value as a whole number.
 * @throws {Error} it is none, or less than `least`.
 */
export function wholeNumber<Name extends string>(
  values: { readonly [Key in Name]: string },
  name: Name,
  least = 1,
): number {
  const value = Number(values[name]);
  if (!Number.isInteger(value) || value < least)
    throw new Error(`--${name} takes a whole number from ${least} up`);
  return value;
}
