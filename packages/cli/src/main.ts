#!/usr/bin/env node
import module from 'node:module';

// From Node 22 on, the second start reads compiled code. Where the cache cannot be written, nothing changes.
if ('enableCompileCache' in module && typeof module.enableCompileCache === 'function')
  module.enableCompileCache();

const { main } = await import('./program.js');
// Set rather than exit: what is still to be written to a pipe gets out.
process.exitCode = await main(process.argv.slice(2));
