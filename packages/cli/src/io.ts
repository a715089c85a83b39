/** What commands write to. Standard output carries results alone; everything else goes to standard error. */
import { EXIT } from './exit.js';
import { codeOf } from './files.js';
import { hasColour, styler, widthOf } from './terminal/style.js';

export const out = {
  write: (text: string): void => void process.stdout.write(text),
  style: styler(hasColour(process.stdout)),
  width: widthOf(process.stdout),
};

export const err = {
  write: (text: string): void => void process.stderr.write(text),
  style: styler(hasColour(process.stderr)),
  width: widthOf(process.stderr),
};

/**
 * Ends the command as soon as what it tells cannot be written: silently where nobody reads on (`| head -1`), as programs do
 * that such a pipe kills.
 */
export function endWithOutput(): void {
  for (const stream of [process.stdout, process.stderr])
    stream.on('error', (error) => {
      const code = codeOf(error);
      if (code !== 'EPIPE' && stream === process.stdout)
        err.write(`moonmind: The output cannot be written${code ? ` (${code})` : ''}.\n`);
      process.exit(EXIT.failed);
    });
}
