import { hashManifest, validateManifestText } from '@moonmind/manifest-contract';
import { EXIT, type ExitCode, FailedError } from '../exit.js';
import { filesOf, readText, shown } from '../files.js';
import { out } from '../io.js';

/** Prints what a worker must be able to do to run each manifest. */
export async function capabilities(args: readonly string[], { json }: { json?: boolean }): Promise<ExitCode> {
  const all = await eachFile(args, (file) => {
    const { valid, requiredCapabilities } = validateManifestText(readText(file));
    if (!valid)
      throw new FailedError(`${shown(file)} is no valid manifest; \`moonmind manifest lint\` tells why.`);
    return requiredCapabilities;
  });
  if (json)
    out.write(
      `${JSON.stringify(
        all.map(({ file, value }) => ({ file, requiredCapabilities: value })),
        null,
        2,
      )}\n`,
    );
  else
    for (const { file, value } of all) out.write(`${all.length > 1 ? `${file}: ` : ''}${value.join(' ')}\n`);
  return EXIT.clean;
}

/** Prints the hash that pins each text, as the service stores it. */
export async function hash(args: readonly string[]): Promise<ExitCode> {
  const all = await eachFile(args, (file) => hashManifest(readText(file)));
  for (const { file, value } of all) out.write(`${value}${all.length > 1 ? `  ${file}` : ''}\n`);
  return EXIT.clean;
}

async function eachFile<Value>(args: readonly string[], work: (file: string) => Value) {
  return (await filesOf(args)).map((file) => ({ file, value: work(file) }));
}
