import { type Command, Option } from 'commander';
import { type Ends, wholeNumber } from '../arguments.js';

const FILES = 'files, folders, globs, or - for standard input';

/** The commands that need no service. */
export function addManifestCommands(program: Command, ends: Ends): Command {
  const manifest = program
    .command('manifest')
    .description('Manifests: check them here, keep and run them there.')
    .helpCommand(false)
    .addHelpText('after', '\nExample:\n  moonmind manifest lint manifests/')
    .commandsGroup('Here, without a service:');

  manifest
    .command('lint')
    .summary('check manifests, and tell all that is wrong')
    .description(
      'Checks manifests and tells all that is wrong: where, what would be right, and what can be mended.',
    )
    .argument('<files...>', FILES)
    .addOption(
      new Option(
        '--format <format>',
        'how it is told (default: github in GitHub Actions, else pretty)',
      ).choices(['pretty', 'json', 'sarif', 'github']),
    )
    .addOption(
      new Option('--fail-on <severity>', 'what makes the exit code 1')
        .choices(['error', 'warning'])
        .default('error'),
    )
    .option(
      '--jobs <n>',
      'threads (default: one for each core, as far as there is enough to do)',
      wholeNumber(1),
    )
    .option('--watch', 'check again whenever a file changes')
    .addHelpText('after', '\nExample:\n  moonmind manifest lint manifests/ --fail-on warning')
    .action((files, options) => ends(async () => (await import('./lint.js')).lint(files, options))());

  manifest
    .command('explain')
    .summary('say what a diagnostic code means, or what a manifest amounts to')
    .description(
      "Explains a diagnostic's code, or a manifest: what it requires and why, which secrets it names. Lists the codes when nothing is given.",
    )
    .argument('[code|file]', 'a code, as lint shows it; a file, or - for standard input')
    .addHelpText(
      'after',
      '\nExamples:\n  moonmind manifest explain raw_secret\n  moonmind manifest explain repo-docs.yaml',
    )
    .action((subject) => ends(async () => (await import('./explain.js')).explain(subject))());

  manifest
    .command('capabilities')
    .summary('print what a worker must be able to do to run a manifest')
    .description('Prints the capabilities that a worker must have to run a manifest.')
    .argument('<files...>', FILES)
    .option('--json', 'print JSON')
    .addHelpText('after', '\nExample:\n  moonmind manifest capabilities repo-docs.yaml')
    .action((files, options) =>
      ends(async () => (await import('./derived.js')).capabilities(files, options))(),
    );

  manifest
    .command('hash')
    .summary('print the hash that pins a text')
    .description('Prints the hash that pins a text: sha256 of its bytes, as the service stores it.')
    .argument('<files...>', FILES)
    .addHelpText('after', '\nExample:\n  moonmind manifest hash repo-docs.yaml')
    .action((files) => ends(async () => (await import('./derived.js')).hash(files))());

  manifest
    .command('redact')
    .summary('replace raw secrets by references')
    .description('Replaces every raw secret by a reference, comments and layout kept, and prints the text.')
    .argument('<files...>', FILES)
    .option('--write', 'write the files instead')
    .addHelpText('after', '\nExample:\n  moonmind manifest redact --write repo-docs.yaml')
    .action((files, options) => ends(async () => (await import('./mend.js')).redact(files, options))());

  manifest
    .command('fix')
    .summary('apply the safe fixes of diagnostics')
    .description('Applies the safe fixes of diagnostics to the files, and tells how many errors are left.')
    .argument('<files...>', FILES)
    .option('--unsure', 'also those that may not be what you meant')
    .option('--dry-run', 'print what would change')
    .addHelpText('after', '\nExample:\n  moonmind manifest fix --dry-run repo-docs.yaml')
    .action((files, options) => ends(async () => (await import('./mend.js')).fix(files, options))());

  manifest
    .command('schema')
    .summary('print the JSON Schema of manifests')
    .description('Prints the JSON Schema of manifests, for editors.')
    .addHelpText('after', '\nExample:\n  moonmind manifest schema > manifest.schema.json')
    .action(() => ends(async () => (await import('./author.js')).schema())());

  manifest
    .command('init')
    .summary('write a manifest to begin with')
    .description('Writes a manifest to begin with; it overwrites nothing.')
    .argument('[file]', 'where to, - for standard output', 'manifest.yaml')
    .option('--name <name>', "the manifest's name", 'my-docs')
    .option('--reader <type>', 'where documents come from', 'SimpleDirectoryReader')
    .option('--provider <provider>', 'who embeds', 'openai')
    .option('--store <type>', 'where vectors go', 'qdrant')
    .addHelpText(
      'after',
      '\nExample:\n  moonmind manifest init wiki.yaml --name wiki --reader ConfluenceReader',
    )
    .action((file, options) => ends(async () => (await import('./author.js')).init(file, options))());

  return manifest.commandsGroup('At the service:');
}
