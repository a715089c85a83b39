import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

/** The YAML files below a folder, each content once: other projects' files as they are, none of them a manifest. */
export function realFiles(folder: string): { label: string; text: string }[] {
  const texts = new Map<string, string>();
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.ya?ml$/.test(entry.name)) continue;
    const file = path.join(entry.parentPath, entry.name);
    texts.set(readFileSync(file, 'utf8'), path.relative(folder, file));
  }
  return [...texts].map(([text, label]) => ({ label, text }));
}
