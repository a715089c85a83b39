/** How the probe is run in each runtime. Each takes the planted secret and gives what the probe says. */
import { existsSync } from 'node:fs';
import { EdgeVM } from '@edge-runtime/vm';
import { chromium } from 'playwright-core';
import { repository, run } from '../commands/programs.js';
import { nodeProgram, webScript } from './bundle.js';

type Probe = (secret: string) => Promise<string>;

const node =
  (format: 'esm' | 'cjs', inputType: string): Probe =>
  async (secret) => {
    const args = [`--input-type=${inputType}`, '--eval', await nodeProgram(format)];
    const output = await run(process.execPath, args, { cwd: repository, env: { PROBE_SECRET: secret } });
    return output.trim();
  };

/** Web globals alone: no `process`, no `require`, and no code made from strings. */
const edge: Probe = async (secret) => {
  const vm = new EdgeVM({ codeGeneration: { strings: false, wasm: false } });
  if (vm.evaluate('typeof process + typeof require') !== 'undefinedundefined')
    throw new Error('The edge runtime has globals of Node.');
  vm.evaluate(await webScript());
  return String(vm.evaluate(`runtimes.probe(${JSON.stringify(secret)})`));
};

/** The installed Chromium, without a window, on a page whose policy forbids code made from strings. */
const browser: Probe = async (secret) => {
  const started = await chromium.launch({ executablePath: chromiumProgram(), args: ['--no-sandbox'] });
  try {
    const page = await started.newPage();
    const policy = "default-src 'none'; script-src 'unsafe-inline'";
    await page.setContent(`<meta http-equiv="Content-Security-Policy" content="${policy}">`);
    await page.addScriptTag({ content: await webScript() });
    return String(await page.evaluate(`runtimes.probe(${JSON.stringify(secret)})`));
  } finally {
    await started.close();
  }
};

function chromiumProgram(): string {
  const places = [
    process.env.CHROMIUM,
    '/usr/bin/chromium',
    '/usr/bin/chromium-browser',
    '/usr/bin/google-chrome',
  ];
  const found = places.find((place) => place && existsSync(place));
  if (!found)
    throw new Error('No Chromium is installed: `apt-get install chromium`, or name the program in CHROMIUM.');
  return found;
}

/** Each runtime by name; the first says what all the others must say. */
export const RUNTIMES: Readonly<Record<string, Probe>> = {
  'node-import': node('esm', 'module'),
  'node-require': node('cjs', 'commonjs'),
  edge,
  chromium: browser,
};
