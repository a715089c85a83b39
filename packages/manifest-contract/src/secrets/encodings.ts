/** A stretch of a text and what it says once its encoding is undone. */
export interface DecodedStretch {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

const MIN_RUN = 16;
const PROBE = 12;

const BASE64_VALUE = new Int8Array(128).fill(-1);
for (const [i, letter] of [...'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/'].entries()) {
  BASE64_VALUE[letter.charCodeAt(0)] = i;
}
BASE64_VALUE[45] = 62;
BASE64_VALUE[95] = 63;

/**
 * The base64 and hex in a text that reads as text once decoded. A run is tried where it begins and behind each `/`, `-`
 * and `_` in it, where a path or a name may have been put in front. Linear: a try costs a look at twelve bytes, and what
 * was decoded is passed over.
 */
export function* decodedStretches(text: string): Generator<DecodedStretch> {
  yield* spacedHexStretches(text);
  // Looked at from its far end, a window that a run cannot fill is left for what is behind its last gap.
  for (let first = 0; first + MIN_RUN <= text.length; ) {
    const gap = lastGap(text, first, first + MIN_RUN);
    if (gap >= first) {
      first = gap + 1;
      continue;
    }
    let end = first + MIN_RUN;
    while (base64Value(text.charCodeAt(end)) >= 0) end += 1;
    yield* decodeRun(text, first, end);
    first = end + 1;
  }
}

/** The last place in a stretch that is no letter of base64; less than its start when all are. */
function lastGap(text: string, start: number, end: number): number {
  let at = end - 1;
  while (at >= start && base64Value(text.charCodeAt(at)) >= 0) at -= 1;
  return at;
}

/** Bytes of ASCII in hex with a blank, a colon or a dash between them, as dumps have them. */
const SPACED_HEX =
  /(?<![0-9A-Fa-f])[2-7][0-9A-Fa-f]([ :-])[2-7][0-9A-Fa-f](?:\1[2-7][0-9A-Fa-f]){10,}(?![0-9A-Fa-f])/g;

/** Most texts have none, and a test costs half of a search. */
const HEX_TRIPLE = /[2-7][0-9A-Fa-f]([ :-])[2-7][0-9A-Fa-f]\1[2-7]/;

function* spacedHexStretches(text: string): Generator<DecodedStretch> {
  if (!HEX_TRIPLE.test(text)) return;
  for (const hit of text.matchAll(SPACED_HEX)) {
    const bytes = hit[0].split(hit[1] ?? ' ').map((byte) => Number.parseInt(byte, 16));
    yield { start: hit.index, end: hit.index + hit[0].length, text: decodeBytes(bytes) };
  }
}

function base64Value(unit: number): number {
  return unit < 128 ? (BASE64_VALUE[unit] ?? -1) : -1;
}

function* decodeRun(text: string, first: number, end: number): Generator<DecodedStretch> {
  for (let start = first; end - start >= MIN_RUN; ) {
    const decoded = decodeHex(text, start, end) ?? decodeBase64(text, start, end);
    if (decoded !== null) {
      let close = decoded.end;
      while (close - end < 2 && text.charCodeAt(close) === 61) close += 1;
      yield { ...decoded, end: close };
      start = decoded.end;
      continue;
    }
    let next = start;
    while (next < end && !isJoint(text.charCodeAt(next))) next += 1;
    start = next + 1;
  }
}

function isJoint(unit: number): boolean {
  return unit === 47 || unit === 45 || unit === 95 || unit === 43;
}

/** Decodes as long as the bytes are text; null when the first ones are not. */
function decodeBase64(text: string, start: number, end: number): DecodedStretch | null {
  if (!beginsAscii(text, start)) return null;
  const probe = bytesOfBase64(text, start, Math.min(end, start + Math.ceil((PROBE * 4) / 3)), () => true);
  const wide = isWide(probe);
  if (!wide && !probe.every(isTextByte)) return null;
  const bytes = bytesOfBase64(
    text,
    start,
    end,
    wide ? (byte) => byte === 0 || isTextByte(byte) : isLooseTextByte,
  );
  const consumed = Math.min(end, start + Math.ceil((bytes.length * 4) / 3));
  return { start, end: end - consumed < 4 ? end : consumed, text: decodeBytes(bytes) };
}

/** Whether the first three bytes of base64 have no top bit: a look at three letters spares most of the others. */
function beginsAscii(text: string, start: number): boolean {
  const topBits =
    (base64Value(text.charCodeAt(start)) & 0b100000) |
    (base64Value(text.charCodeAt(start + 1)) & 0b001000) |
    (base64Value(text.charCodeAt(start + 2)) & 0b000010);
  return topBits === 0;
}

/** What a text says when all of it is base64 of text; null when it is not. */
export function decodeWhole(text: string): string | null {
  const body = text.replace(/={1,2}$/, '');
  for (let i = 0; i < body.length; i += 1) if (base64Value(body.charCodeAt(i)) < 0) return null;
  const bytes = bytesOfBase64(body, 0, body.length, isTextByte);
  return bytes.length > 0 && bytes.length === Math.floor((body.length * 3) / 4) ? decodeBytes(bytes) : null;
}

/** The bytes up to the first one that is not wanted. */
function bytesOfBase64(
  text: string,
  start: number,
  end: number,
  wanted: (byte: number) => boolean,
): number[] {
  const bytes: number[] = [];
  let bits = 0;
  let held = 0;
  for (let i = start; i < end; i += 1) {
    bits = ((bits << 6) | base64Value(text.charCodeAt(i))) & 0xffffff;
    held += 6;
    if (held >= 8) {
      held -= 8;
      const byte = (bits >> held) & 0xff;
      if (!wanted(byte)) break;
      bytes.push(byte);
    }
  }
  return bytes;
}

/** What a character of a run is as a hex digit; less than zero when it is none. */
const hexValue = (unit: number) => (unit <= 57 ? unit - 48 : (unit | 32) <= 102 ? (unit | 32) - 87 : -1);

function decodeHex(text: string, start: number, end: number): DecodedStretch | null {
  const from = text.startsWith('0x', start) ? start + 2 : start;
  const bytes: number[] = [];
  let i = from;
  for (; i + 1 < end; i += 2) {
    const high = hexValue(text.charCodeAt(i));
    const low = hexValue(text.charCodeAt(i + 1));
    if (low < 0 || !isTextByte(high * 16 + low)) break;
    bytes.push(high * 16 + low);
  }
  return bytes.length < PROBE ? null : { start, end: i, text: decodeBytes(bytes) };
}

/** UTF-16, as PowerShell encodes: every second byte is zero. */
function isWide(bytes: readonly number[]): boolean {
  return bytes.every((byte, at) => (at % 2 === 1 ? byte === 0 : isTextByte(byte)));
}

function isTextByte(byte: number): boolean {
  return (byte >= 32 && byte < 127) || byte === 9 || byte === 10 || byte === 13;
}

/** Bytes over 0x7f are text too where UTF-8 letters stand among the ASCII. */
function isLooseTextByte(byte: number): boolean {
  return isTextByte(byte) || byte >= 0x80;
}

/** Zeroes are only there in UTF-16. */
function decodeBytes(bytes: readonly number[]): string {
  let text = '';
  for (const byte of bytes) if (byte !== 0) text += String.fromCharCode(byte);
  return text;
}

const ESCAPED =
  /%[0-9A-Fa-f]{2}|\\x[0-9A-Fa-f]{2}|\\[01][0-7]{2}|\\u00[0-7][0-9A-Fa-f]|\\u\{0{0,4}[0-7][0-9A-Fa-f]\}|&#(?:x[0-7][0-9A-Fa-f]|[0-9]{2,3});/g;
const NO_BLANK = /[^\s"'`<>]*/y;

/**
 * The stretches without blanks in which a percent, `\x`, `\u`, `&#` or octal escape spells an ASCII character, with the escapes
 * undone.
 */
export function* unescapedStretches(text: string): Generator<DecodedStretch> {
  if (!/[%\\&]/.test(text)) return;
  const finder = new RegExp(ESCAPED);
  for (let hit = finder.exec(text); hit !== null; hit = finder.exec(text)) {
    let start = hit.index;
    while (start > 0 && !/[\s"'`<>]/.test(text.charAt(start - 1))) start -= 1;
    NO_BLANK.lastIndex = start;
    NO_BLANK.test(text);
    const end = NO_BLANK.lastIndex;
    yield { start, end, text: text.slice(start, end).replace(ESCAPED, (sequence) => unescapeOne(sequence)) };
    finder.lastIndex = end;
  }
}

function unescapeOne(sequence: string): string {
  const decimal = sequence.startsWith('&') && !/x/i.test(sequence);
  const octal = /\\[01]/.test(sequence);
  const digits = sequence.replace(/%|\\[xu]\{?|\\|&#x?/, '');
  const unit = Number.parseInt(digits, octal ? 8 : decimal ? 10 : 16);
  return unit < 128 ? String.fromCharCode(unit) : sequence;
}
