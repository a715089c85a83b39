import { isRepository } from './repository.js';

/** The runtimes that a task may name; `universal` stands for the configured one. */
export const RUNTIMES = ['codex', 'gemini', 'claude', 'universal'] as const;
export type Runtime = (typeof RUNTIMES)[number];

/** How a task's result is published. */
export const PUBLISH_MODES = ['none', 'branch', 'pr'] as const;
export type PublishMode = (typeof PUBLISH_MODES)[number];

/** What a task gets where it names nothing itself. */
export interface TaskDefaults {
  /** Default: none; a task then has to name its repository. */
  readonly repository?: string;
  /** Default: `codex`. */
  readonly runtime?: Exclude<Runtime, 'universal'>;
  /** For tasks that run on codex. Default: neither. */
  readonly codex?: { readonly model?: string; readonly effort?: string };
}

/** @throws {RangeError} the default repository is no repository. */
export function checkTaskDefaults({ repository }: TaskDefaults): void {
  if (repository !== undefined && !isRepository(repository)) {
    throw new RangeError(
      'The default repository must be owner/repo, an http(s) URL without credentials, or git@host:owner/repo.',
    );
  }
}
