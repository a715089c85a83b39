/** Runs the programs that a command needs: the output comes back, or an error that holds it. */
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';

/** The repository these tools stand in. */
export const repository = path.resolve(path.dirname(fileURLToPath(import.meta.url)), '../..');

export interface RunOptions {
  readonly cwd: string;
  readonly env?: Readonly<Record<string, string>>;
  /** Passes the program's output on as it comes; an error then leaves it out. */
  readonly loud?: boolean;
}

/**
 * Runs a program to its end and returns its standard output.
 * @throws {Error} when it cannot be started or ends with another code than 0; the message holds all it wrote.
 */
export function run(program: string, args: readonly string[], options: RunOptions): Promise<string> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, {
      cwd: options.cwd,
      env: { ...process.env, ...options.env },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let output = '';
    let all = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text;
      all += text;
      if (options.loud) process.stdout.write(text);
    });
    child.stderr.setEncoding('utf8').on('data', (text: string) => {
      all += text;
      if (options.loud) process.stderr.write(text);
    });
    child.once('error', reject);
    child.once('close', (code, signal) => {
      if (code === 0) return resolve(output);
      const command = [path.basename(program), ...args].join(' ');
      reject(new Error(`${command}: ended with ${code ?? signal}${options.loud ? '' : `\n${all.trim()}`}`));
    });
  });
}

/** Gives `work` an empty folder of its own, gone when the work is done. */
export async function inTemporaryFolder<T>(work: (folder: string) => Promise<T>): Promise<T> {
  const folder = mkdtempSync(path.join(tmpdir(), 'moonmind-'));
  try {
    return await work(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true, maxRetries: 3 });
  }
}
