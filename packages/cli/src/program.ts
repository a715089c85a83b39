/** The command line: commands, options and help. Each command's work is loaded when it is called. */
import { Command, CommanderError, Option } from 'commander';
import { version } from '../package.json';
import { type Ends, wholeNumber } from './arguments.js';
import { EXIT, type ExitCode, FailedError, UsageError } from './exit.js';
import { endWithOutput, err } from './io.js';
import { addManifestCommands } from './manifest/commands.js';
import { addRemoteCommands } from './remote/commands.js';
import { visible } from './terminal/visible.js';

/** Runs a command; gives the exit code. What went wrong is told on standard error. */
export async function main(args: readonly string[]): Promise<ExitCode> {
  endWithOutput();
  let code: ExitCode = EXIT.clean;
  const ends: Ends = (work) => async () => {
    code = await work();
  };
  const program = new Command('moonmind')
    .description('Check, submit and follow manifests, and serve those who do.')
    .version(version)
    .helpCommand(false)
    .exitOverride()
    .showHelpAfterError('(--help tells how)')
    .addHelpText(
      'after',
      `
Example:
  moonmind manifest init && moonmind manifest lint manifest.yaml

Exit codes: 0 clean, 1 findings, 2 wrong use, 3 could not check or do it.
Colours only on a terminal; NO_COLOR and FORCE_COLOR decide otherwise.`,
    );
  const manifest = addManifestCommands(program, ends);
  addRemoteCommands(program, manifest, ends);
  program
    .command('serve')
    .summary('start the service itself, with an embedded database unless DATABASE_URL names a PostgreSQL')
    .description(
      'Starts the service: HTTP API, queue and registry, on an embedded database, or on the PostgreSQL that DATABASE_URL names. It logs JSON lines to standard output and ends in good order on SIGTERM and Ctrl-C. The environment says all else: docs/configuration.md.',
    )
    .addOption(
      new Option('--port <n>', 'where it listens; 0 takes a free port (default: PORT, or 8787)').argParser(
        wholeNumber(0),
      ),
    )
    .option('--host <host>', 'the address it listens on (default: HOST, or 127.0.0.1)')
    .option(
      '--data-dir <folder>',
      "the embedded database's folder (default: MOONMIND_DATA_DIR, or .moonmind/data)",
    )
    .addHelpText('after', '\nExample:\n  moonmind serve --port 8080 --data-dir /var/lib/moonmind')
    .action((flags) => ends(async () => (await import('./serve.js')).serve(flags))());
  try {
    await program.parseAsync([...args], { from: 'user' });
    return code;
  } catch (error) {
    return await told(error);
  }
}

async function told(error: unknown): Promise<ExitCode> {
  // Commander has written its own message, or the help that was asked for.
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.clean : EXIT.usage;
  if (error instanceof UsageError || error instanceof FailedError) {
    err.write(`moonmind: ${error.message}\n`);
    return error instanceof UsageError ? EXIT.usage : EXIT.failed;
  }
  const { remoteFailure } = await import('./remote/failure.js');
  const known = remoteFailure(error);
  if (known === null) {
    // A fault of the command itself: never an exit code that says that something was checked.
    const told = error instanceof Error ? (error.stack ?? error.message) : String(error);
    err.write(`moonmind: ${visible(told)}\n`);
    return EXIT.failed;
  }
  err.write(`moonmind: ${visible(known.message)}\n`);
  return known.isFinding ? EXIT.findings : EXIT.failed;
}
