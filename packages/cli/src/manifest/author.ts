/** What helps to write a manifest: `schema` and `init`. */
import { existsSync, writeFileSync } from 'node:fs';
import { isManifestName, manifestJsonSchema, validateManifestText } from '@moonmind/manifest-contract';
import { EXIT, type ExitCode, FailedError, UsageError } from '../exit.js';
import { STDIN } from '../files.js';
import { err, out } from '../io.js';

/** Prints the JSON Schema of manifests, for editors. */
export function schema(): ExitCode {
  out.write(`${JSON.stringify(manifestJsonSchema(), null, 2)}\n`);
  return EXIT.clean;
}

export interface InitOptions {
  readonly name: string;
  readonly reader: string;
  readonly provider: string;
  readonly store: string;
}

/** Writes a manifest to begin with. It takes the place of no other file. */
export function init(file: string, { name, reader, provider, store }: InitOptions): ExitCode {
  if (!isManifestName(name))
    throw new UsageError('--name takes letters, digits, dots, underscores and hyphens.');
  const text = `# What is fetched, how it is embedded, and where it goes. Check it: moonmind manifest lint ${file}
version: v0
metadata:
  name: ${name}
embeddings:
  provider: ${provider}
vectorStore:
  type: ${store}
dataSources:
  - id: docs
    type: ${reader}
    # Secrets are named, never written: \${NAME}, profile://provider#field or vault://mount/path#field.
    # auth:
    #   token: \${DOCS_TOKEN}
`;
  const { diagnostics } = validateManifestText(text);
  const wrong = diagnostics.find(({ severity }) => severity === 'error');
  if (wrong) throw new UsageError(`${wrong.message} ${wrong.hint}`);
  if (file === STDIN) {
    out.write(text);
    return EXIT.clean;
  }
  if (existsSync(file)) throw new UsageError(`${file} is there already; name another file.`);
  try {
    writeFileSync(file, text, { flag: 'wx' });
  } catch {
    throw new FailedError(`${file} cannot be written.`);
  }
  err.write(`${file}: written.\n`);
  return EXIT.clean;
}
