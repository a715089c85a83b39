import { looksGenerated } from './randomness.js';
import { scanShapes } from './scan-shapes.js';
import { foldText } from './unicode.js';

/**
 * The environment variable named after a key: `githubToken` → `GITHUB_TOKEN`. A hint spells it, so a key that may itself
 * be a secret, or is none that anybody would name a variable after, gives `SECRET`.
 */
export function envNameOf(key: string): string {
  const folded = foldText(key.slice(0, 81));
  if (folded.length > 60 || looksGenerated(folded, 20) || scanShapes(folded, true).length > 0)
    return 'SECRET';
  const name = folded
    .replace(/([a-z0-9])([A-Z])/g, '$1_$2')
    .toUpperCase()
    .replace(/[^A-Z0-9]+/g, '_')
    .replace(/^_|_$/g, '');
  return /^[A-Z]/.test(name) ? name : `SECRET${name === '' ? '' : `_${name}`}`;
}
