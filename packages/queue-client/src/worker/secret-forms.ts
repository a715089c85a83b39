/** The ways in which a secret may come to stand in a text. */
import { storable } from './texts.js';

/** Shorter ones would mask half of what is written. */
const SHORTEST = 4;
/** The same for a line, or a part in base64, which is nobody's choice. */
const SHORTEST_PART = 8;

/** A secret as it is, in JSON, in URLs, in base64 with whatever stands around it, and line by line. */
export function formsOf(secret: string): string[] {
  const lines = secret.split(/\r?\n/).map((line) => line.trim());
  const texts = [secret, secret.trim(), ...lines.filter((line) => line.length >= SHORTEST_PART)].filter(
    (text) => text.length >= SHORTEST,
  );
  const forms = texts.flatMap((text) => [text, inJson(text), ...inUrls(text), ...inBase64(text)]);
  return [...new Set(forms)];
}

function inJson(text: string): string {
  return JSON.stringify(text).slice(1, -1);
}

function inUrls(text: string): string[] {
  const inQuery = new URLSearchParams({ '': text }).toString().slice(1);
  return [inQuery, inQuery.replaceAll('+', '%20'), encodeURIComponent(storable(text))];
}

/** Three bytes make four characters: what they are depends on where the text begins. Only those of it alone are taken. */
function inBase64(text: string): string[] {
  const bytes = Buffer.from(text);
  return [0, 1, 2].flatMap((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes]).toString('base64');
    const from = Math.ceil((before * 4) / 3);
    const to = Math.floor(((before + bytes.length) * 4) / 3);
    const part = whole.slice(from, to);
    return part.length >= SHORTEST_PART ? [part, part.replaceAll('+', '-').replaceAll('/', '_')] : [];
  });
}
