import { writeFileSync } from 'node:fs';
import { stateMachinePage } from '../src/testing/state-machine-page.js';

writeFileSync(new URL('../../../docs/state-machine.md', import.meta.url), stateMachinePage());
