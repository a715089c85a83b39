/** Spectral and secretlint as people install them: their commands, by npm, in a folder of their own. */
import { execFileSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';

const PACKAGES = [
  '@stoplight/spectral-cli@6.16.3',
  'secretlint@11.7.1',
  '@secretlint/secretlint-rule-preset-recommend@11.7.1',
];

/** One rule that looks at one field: the least that Spectral can be asked for. */
const ONE_RULE = ruleset({ field: 'version', function: 'pattern', functionOptions: { match: '^v0$' } });

function ruleset(check: object): object {
  // biome-ignore lint/suspicious/noThenProperty: what Spectral calls it
  return { rules: { manifest: { given: '$', then: check } } };
}

/** Installs the commands into a folder, with their configurations. */
export function installPeers(folder: string, schemaFile: string): void {
  const write = (name: string, value: unknown) =>
    writeFileSync(path.join(folder, name), JSON.stringify(value));
  write('package.json', { private: true });
  const install = ['install', '--no-audit', '--no-fund', '--ignore-scripts', '--loglevel=error'];
  execFileSync('npm', [...install, ...PACKAGES], { cwd: folder, stdio: ['ignore', 'ignore', 'inherit'] });
  write('.secretlintrc.json', { rules: [{ id: '@secretlint/secretlint-rule-preset-recommend' }] });
  write('one-rule.json', ONE_RULE);
  const { $id, ...schema } = JSON.parse(readFileSync(schemaFile, 'utf8'));
  const functionOptions = { dialect: 'draft2020-12', schema };
  write('schema.json', ruleset({ function: 'schema', functionOptions }));
}

/** What `node` is started with in that folder to check the files that a glob names. */
export function peersOf(glob: string) {
  const spectral = (ruleset: string) => ['node_modules/.bin/spectral', 'lint', glob, '--ruleset', ruleset];
  return {
    spectral: spectral('one-rule.json'),
    spectralWithSchema: spectral('schema.json'),
    secretlint: ['node_modules/.bin/secretlint', glob],
  };
}
