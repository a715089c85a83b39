/** Gives a test run a real PostgreSQL (the one of TEST_DATABASE_URL, else one started for the run) and a place for files. */
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { TestProject } from 'vitest/node';
import './vitest.js';
import { FAST_SETTINGS, startPostgres } from './postgres-server.js';

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const forgetFiles = keepTemporaryFilesTogether();
  const given = process.env.TEST_DATABASE_URL;
  if (given) {
    project.provide('postgresUrl', given);
    return async () => forgetFiles();
  }
  const server = await startPostgres({ settings: FAST_SETTINGS });
  project.provide('postgresUrl', server.url);
  return async () => {
    await server.stop();
    forgetFiles();
  };
}

/** Test processes are ended without a word; what they leave behind goes with this folder. */
function keepTemporaryFilesTogether(): () => void {
  const folder = mkdtempSync(path.join(tmpdir(), 'moonmind-tests-'));
  // PostgreSQL, which refuses to run as root, passes through it as another user.
  chmodSync(folder, 0o711);
  process.env.TMPDIR = folder;
  return () => rmSync(folder, { recursive: true, force: true });
}
