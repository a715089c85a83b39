import type { ManifestAction } from '@moonmind/manifest-contract';
import type { components, Job } from '@moonmind/queue-client/client';
import { type Command, Help, Option } from 'commander';
import { type Ends, wholeNumber } from '../arguments.js';

/** The members of a union that is defined elsewhere: the compiler refuses a list that lacks one, or has one more. */
const choicesOf = <Choice extends string>(all: Readonly<Record<Choice, true>>) => Object.keys(all);

const STATUSES = choicesOf<Job['status']>({
  queued: true,
  running: true,
  succeeded: true,
  failed: true,
  cancelled: true,
  dead_letter: true,
});
const TYPES = choicesOf<Job['type']>({ manifest: true, task: true, codex_exec: true, codex_skill: true });
const SCOPES = choicesOf<components['schemas']['NewApiToken']['scopes'][number]>({
  read: true,
  submit: true,
  manage_manifests: true,
  manage_workers: true,
  administer: true,
});
const ACTIONS = choicesOf<ManifestAction>({ plan: true, run: true });
const SERVICE = 'The service:';

interface Call {
  readonly summary: string;
  readonly example: string;
  /** Whether there is something to be told as JSON. Default true. */
  readonly json?: boolean;
}

/** A command that calls the service, with the flags that all of those have. */
function calling(parent: Command, name: string, { summary, example, json = true }: Call): Command {
  const command = parent
    .command(name)
    .summary(summary)
    .description(`${summary[0]?.toUpperCase()}${summary.slice(1)}.`)
    .configureHelp({
      // A command's own options first.
      groupItems(all, visible, groupOf) {
        const groups = new Help().groupItems(all, visible, groupOf);
        const service = groups.get(SERVICE);
        if (service && groups.delete(SERVICE)) groups.set(SERVICE, service);
        return groups;
      },
    })
    .addHelpText('after', `\nExample:\n  moonmind ${example}`);
  if (json) command.option('--json', 'print JSON');
  return command
    .addOption(
      new Option(
        '--url <url>',
        'where the service is (default: MOONMIND_URL, or http://127.0.0.1:8787)',
      ).helpGroup(SERVICE),
    )
    .addOption(
      new Option(
        '--token-env <name>',
        'the variable that holds the token (default: MOONMIND_TOKEN)',
      ).helpGroup(SERVICE),
    );
}

/** The commands that call the service. */
export function addRemoteCommands(program: Command, manifest: Command, ends: Ends): void {
  addRegistry(manifest, ends);
  const group = (name: string, description: string, example: string) =>
    program
      .command(name)
      .description(description)
      .helpCommand(false)
      .addHelpText('after', `\nExample:\n  moonmind ${example}`);
  addQueue(
    group(
      'queue',
      'The queue: what stands in it, why, and what becomes of it.',
      'queue list --status queued',
    ),
    ends,
  );
  addWorkerTokens(group('worker-token', 'Tokens of workers.', 'worker-token create ingest-1'), ends);
  addApiTokens(
    group('api-token', 'Tokens of people and programs.', 'api-token create ci --scope read submit'),
    ends,
  );
}

function addRegistry(manifest: Command, ends: Ends): void {
  const registry = () => import('./manifests.js');
  calling(manifest, 'put', {
    summary: 'store a manifest',
    example: 'manifest put repo-docs.yaml --message "Add the wiki"',
  })
    .argument('<file>', 'a file, or - for standard input')
    .option('--name <name>', 'the name (default: that of the manifest)')
    .option('--message <text>', 'why, for the history')
    .option('--strict', 'refuse unknown keys')
    .option('--dry-run', 'check all, store nothing')
    .option('--if-hash <hash>', 'only over this revision')
    .action((file, flags) => ends(async () => (await registry()).put(file, flags))());
  calling(manifest, 'get', {
    summary: 'print a stored manifest',
    example: 'manifest get repo-docs > repo-docs.yaml',
  })
    .argument('<name>', 'the name it is stored under')
    .action((name, flags) => ends(async () => (await registry()).get(name, flags))());
  calling(manifest, 'list', { summary: 'list the stored manifests', example: 'manifest list --search repo-' })
    .option('--search <prefix>', 'only names that begin so')
    .action((flags) => ends(async () => (await registry()).list(flags))());
  calling(manifest, 'history', {
    summary: 'list the revisions of a manifest',
    example: 'manifest history repo-docs',
  })
    .argument('<name>', 'the name it is stored under')
    .action((name, flags) => ends(async () => (await registry()).history(name, flags))());
  calling(manifest, 'diff', {
    summary: 'show how a file, or an old revision, differs from what is stored; exit code 1 where it does',
    example: 'manifest diff repo-docs repo-docs.yaml',
    json: false,
  })
    .argument('<name>', 'the name it is stored under')
    .argument('<file|hash>', 'a file, - for standard input, or the hash of a revision')
    .action((name, other, flags) => ends(async () => (await registry()).diff(name, other, flags))());
  calling(manifest, 'restore', {
    summary: 'go back to a revision',
    example: 'manifest restore repo-docs sha256:… --message "Back"',
  })
    .argument('<name>', 'the name it is stored under')
    .argument('<hash>', 'the revision, as `manifest history` shows it')
    .option('--message <text>', 'why, for the history')
    .action((name, hash, flags) => ends(async () => (await registry()).restore(name, hash, flags))());
  calling(manifest, 'delete', {
    summary: 'delete a manifest with its revisions',
    example: 'manifest delete repo-docs --yes',
    json: false,
  })
    .argument('<name>', 'the name it is stored under')
    .option('--yes', 'yes, with all revisions')
    .option('--if-hash <hash>', 'only this revision')
    .action((name, flags) => ends(async () => (await registry()).remove(name, flags))());
  calling(manifest, 'apply', {
    summary: 'store all manifests of a folder',
    example: 'manifest apply manifests/ --dry-run',
    json: false,
  })
    .argument('<folder>', 'a folder, file or glob')
    .option('--message <text>', 'why, for the history')
    .option('--strict', 'refuse unknown keys')
    .option('--dry-run', 'check all, store nothing')
    .action((folder, flags) => ends(async () => (await import('./folders.js')).apply(folder, flags))());
  calling(manifest, 'export', {
    summary: 'write all stored manifests to a folder',
    example: 'manifest export backup/',
    json: false,
  })
    .argument('<folder>', 'where to; it is made where it is missing')
    .option('--force', 'overwrite files that differ')
    .action((folder, flags) => ends(async () => (await import('./folders.js')).exportAll(folder, flags))());
  calling(manifest, 'run', {
    summary: 'queue a run of a stored manifest',
    example: 'manifest run repo-docs --action plan --wait',
  })
    .argument('<name>', 'the name it is stored under')
    .addOption(new Option('--action <action>', 'what the worker does').choices(ACTIONS).default('run'))
    .option('--dry-run', 'have it write nothing (dryRun)')
    .option('--force-full', 'have it take all documents anew (forceFull)')
    .option('--max-docs <n>', 'have it take so many documents at most (maxDocs)', wholeNumber(1))
    .option('--priority <n>', 'higher goes first', wholeNumber(0), 0)
    .option('--hash <hash>', 'this revision instead of the present one')
    .option('--key <key>', 'an Idempotency-Key: the same key queues once')
    .option('--wait', 'tell its stages as they happen; exit code 0 when it succeeded, else 1')
    .action((name, flags) => ends(async () => (await import('./run.js')).run(name, flags))());
}

function addQueue(queue: Command, ends: Ends): void {
  const jobs = () => import('./queue.js');
  calling(queue, 'list', { summary: 'list jobs, the newest first', example: 'queue list --status failed' })
    .addOption(new Option('--status <status>', 'only these').choices(STATUSES))
    .addOption(new Option('--type <type>', 'only these').choices(TYPES))
    .option('--limit <n>', 'at most so many', wholeNumber(1), 50)
    .action((flags) => ends(async () => (await jobs()).list(flags))());
  calling(queue, 'show', {
    summary: 'show a job and its latest events',
    example: 'queue show 0199d0a4-7c1e-7c1a-8c60-3f6f2c2a9d10',
  })
    .argument('<job>', 'its id, as `queue list` shows it')
    .action((job, flags) => ends(async () => (await jobs()).show(job, flags))());
  calling(queue, 'watch', {
    summary: "tell a job's events as they happen; exit code 0 when it succeeded, else 1",
    example: 'queue watch 0199d0a4-7c1e-7c1a-8c60-3f6f2c2a9d10',
    json: false,
  })
    .argument('<job>', 'its id, as `queue list` shows it')
    .action((job, flags) => ends(async () => (await jobs()).watch(job, flags))());
  calling(queue, 'explain', {
    summary: 'say why a job waits',
    example: 'queue explain 0199d0a4-7c1e-7c1a-8c60-3f6f2c2a9d10',
  })
    .argument('<job>', 'its id, as `queue list` shows it')
    .action((job, flags) => ends(async () => (await jobs()).explain(job, flags))());
  calling(queue, 'cancel', {
    summary: 'cancel a job',
    example: 'queue cancel 0199d0a4-7c1e-7c1a-8c60-3f6f2c2a9d10 --reason "wrong branch"',
  })
    .argument('<job>', 'its id, as `queue list` shows it')
    .option('--reason <text>', 'why')
    .action((job, flags) => ends(async () => (await jobs()).cancel(job, flags))());
  calling(queue, 'requeue', {
    summary: 'queue a failed, cancelled or dead-lettered job anew',
    example: 'queue requeue 0199d0a4-7c1e-7c1a-8c60-3f6f2c2a9d10',
  })
    .argument('<job>', 'its id, as `queue list` shows it')
    .action((job, flags) => ends(async () => (await jobs()).requeue(job, flags))());
  calling(queue, 'summary', { summary: 'say what stands in the queue', example: 'queue summary' }).action(
    (flags) => ends(async () => (await jobs()).summary(flags))(),
  );
}

function addWorkerTokens(command: Command, ends: Ends): void {
  const tokens = () => import('./tokens.js');
  calling(command, 'create', {
    summary: 'make a token for a worker id, and print it once',
    example: 'worker-token create ingest-1 --type manifest',
  })
    .argument('<worker>', 'the worker id that it speaks for')
    .option('--description <text>', 'what it is for')
    .addOption(new Option('--type <type...>', 'only jobs of these types').choices(TYPES))
    .option('--repository <repository...>', 'only jobs of these repositories')
    .option('--capability <capability...>', 'the capabilities, whatever the worker says')
    .option('--expires <time>', 'when it ends, such as 2027-01-01T00:00:00Z')
    .action((worker, flags) => ends(async () => (await tokens()).createWorkerToken(worker, flags))());
  calling(command, 'list', { summary: 'list worker tokens', example: 'worker-token list' }).action((flags) =>
    ends(async () => (await tokens()).listWorkerTokens(flags))(),
  );
  calling(command, 'revoke', {
    summary: 'revoke a worker token',
    example: 'worker-token revoke 0199d0a4-7c1e-7c1a-8c60-3f6f2c2a9d10',
  })
    .argument('<token>', 'its id, as `list` shows it; not the token itself')
    .action((token, flags) => ends(async () => (await tokens()).revokeWorkerToken(token, flags))());
}

function addApiTokens(command: Command, ends: Ends): void {
  const tokens = () => import('./tokens.js');
  calling(command, 'create', {
    summary: 'make an API token, and print it once',
    example: 'api-token create ci --scope read submit',
  })
    .argument('<name>', 'whose it is')
    .addOption(new Option('--scope <scope...>', 'what it may do').choices(SCOPES).makeOptionMandatory())
    .option('--expires <time>', 'when it ends, such as 2027-01-01T00:00:00Z')
    .action((name, flags) => ends(async () => (await tokens()).createApiToken(name, flags))());
  calling(command, 'list', { summary: 'list API tokens', example: 'api-token list' }).action((flags) =>
    ends(async () => (await tokens()).listApiTokens(flags))(),
  );
  calling(command, 'revoke', {
    summary: 'revoke an API token',
    example: 'api-token revoke 0199d0a4-7c1e-7c1a-8c60-3f6f2c2a9d10',
  })
    .argument('<token>', 'its id, as `list` shows it; not the token itself')
    .action((token, flags) => ends(async () => (await tokens()).revokeApiToken(token, flags))());
}
