export function arrowFaults(root: string): string[];
