export const REQUIREMENTS: readonly string[];
export function traceabilityFaults(
  markdown: string,
  root: string,
  requirements?: readonly string[],
): string[];
