/** A program that creates jobs in an embedded store and prints the id of each when it is answered; it never ends. */
import { writeSync } from 'node:fs';
import { createEmbeddedStore } from '../open.js';
import { newJob } from './fixtures.js';

const store = await createEmbeddedStore({ dataDir: process.argv[2] ?? '' });
for (;;) writeSync(1, `${(await store.jobs.create(newJob())).job.id}\n`);
