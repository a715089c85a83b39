/** What commands write to. Standard output carries results alone; everything else goes to standard error. */
import { hasColour, styler, widthOf } from './terminal/style.js';

export const out = {
  write: (text: string): void => void process.stdout.write(text),
  style: styler(hasColour(process.stdout)),
  width: widthOf(process.stdout),
};

export const err = {
  write: (text: string): void => void process.stderr.write(text),
  style: styler(hasColour(process.stderr)),
};
