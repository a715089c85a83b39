/** The command line: commands, options and help. Each command's work is loaded when it is called. */
import { Command, CommanderError } from 'commander';
import type { Ends } from './arguments.js';
import { EXIT, type ExitCode, FailedError, UsageError } from './exit.js';
import { addManifestCommands } from './manifest/commands.js';
import { addRemoteCommands } from './remote/commands.js';

/** Runs a command; gives the exit code. What went wrong is told on standard error. */
export async function main(args: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = EXIT.clean;
  const ends: Ends = (work) => async () => {
    code = await work();
  };
  const program = new Command('moonmind')
    .description('Check, submit and follow manifests.')
    .helpCommand(false)
    .exitOverride()
    .showHelpAfterError('(--help tells how)')
    .addHelpText(
      'after',
      `
Exit codes: 0 clean, 1 findings, 2 wrong use, 3 could not check or do it.
Colours only on a terminal; NO_COLOR and FORCE_COLOR decide otherwise.`,
    );
  const manifest = addManifestCommands(program, ends);
  addRemoteCommands(program, manifest, ends);
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
    process.stderr.write(`moonmind: ${error.message}\n`);
    return error instanceof UsageError ? EXIT.usage : EXIT.failed;
  }
  const { remoteFailure } = await import('./remote/failure.js');
  const known = remoteFailure(error);
  if (known === null) throw error;
  process.stderr.write(`moonmind: ${known.message}\n`);
  return known.isFinding ? EXIT.findings : EXIT.failed;
}
