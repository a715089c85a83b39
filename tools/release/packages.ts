/** The packages that a release publishes: those under packages/ and apps/ that are not private. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';

export interface PublishedPackage {
  readonly name: string;
  readonly version: string;
  readonly folder: string;
}

/** The published packages of the workspace at `root`, by name. */
export function publishedPackages(root: string): PublishedPackage[] {
  return ['packages', 'apps']
    .map((group) => path.join(root, group))
    .filter((group) => existsSync(group))
    .flatMap((group) => readdirSync(group).map((name) => path.join(group, name)))
    .filter((folder) => existsSync(path.join(folder, 'package.json')))
    .flatMap((folder) => {
      const manifest = readManifest(folder);
      return manifest.private ? [] : [{ name: manifest.name, version: manifest.version, folder }];
    })
    .sort((a, b) => a.name.localeCompare(b.name));
}

export interface PackageManifest {
  readonly name: string;
  readonly version: string;
  readonly private?: boolean;
  /** What `require` gets; absent where there are ES modules alone. */
  readonly main?: string;
  readonly exports?: Readonly<Record<string, unknown>>;
  readonly bin?: Readonly<Record<string, string>>;
  readonly dependencies?: Readonly<Record<string, string>>;
}

export function readManifest(folder: string): PackageManifest {
  return JSON.parse(readFileSync(path.join(folder, 'package.json'), 'utf8'));
}

/** What a package's CHANGELOG.md says of its present version, or null when it has no entry for it. */
export function changelogEntry(folder: string): string | null {
  const file = path.join(folder, 'CHANGELOG.md');
  if (!existsSync(file)) return null;
  const { version } = readManifest(folder);
  const sections = readFileSync(file, 'utf8').split(/^## /m).slice(1);
  const section = sections.find((text) => text.split('\n', 1)[0]?.trim() === version);
  return section?.slice(section.indexOf('\n')).trim() || null;
}
