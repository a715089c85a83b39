/** `pnpm runtimes`: whether the built contract works, and says the same, wherever JavaScript runs. */
import { parseArgs } from 'node:util';
import { Report } from '../commands/report.js';
import { RUNTIMES } from './run.js';
import { verdict } from './verdict.js';

const HELP = `./tools/pnpm runtimes [${Object.keys(RUNTIMES).join('|')} …]

Loads the built contract in each runtime, checks a good manifest and a refused one, finds a secret, takes it out, and
formats the diagnostics; the answers must be right and the same everywhere, to the byte.
  node-import, node-require   the Node.js that runs this; release:check tries the other lines
  edge                        web globals alone (@edge-runtime/vm), no code from strings
  chromium                    an installed Chromium, on a page that forbids code from strings; CHROMIUM names the program
Takes some seconds. Exits with 1 on any fault; the last line is one JSON object.`;

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { help: { type: 'boolean', short: 'h' } },
});
const unknown = positionals.filter((name) => !Object.hasOwn(RUNTIMES, name));
if (values.help) console.log(HELP);
else if (unknown.length > 0) {
  console.error(`There is no runtime ${unknown.join(', ')}. There are ${Object.keys(RUNTIMES).join(', ')}.`);
  process.exitCode = 2;
} else {
  // Made here, so that no scanner mistakes this file for a leak.
  const secret = ['ghp', 'a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R8'].join('_');
  let first: string | undefined;
  await Report.of('runtimes', async (report) => {
    for (const [name, probe] of Object.entries(RUNTIMES)) {
      if (positionals.length > 0 && !positionals.includes(name)) continue;
      await report.step(name, async () => {
        const answer = await probe(secret);
        for (const fault of verdict(answer, secret)) report.faults.push(`${name}: ${fault}`);
        first ??= answer;
        if (answer !== first) report.faults.push(`${name}: says something else than the runtime before it.`);
      });
    }
  });
}
