/** Letters of other scripts that look like Latin ones, as pairs of lookalike and Latin. NFKD does the rest. */
const LOOK_ALIKES =
  'аaеeоoрpсcуyхxіiјjѕsԁdһhкkмmтtнhвbԛqԝwӏlгrпnАAВBЕEКKМMНHОOРPСCТTХXУYІIЈJЅSԌGԚQԜW' +
  'αaοoνvρpτtυuιiκkεeωwηnχxγyΑAΒBΕEΖZΗHΙIΚKΜMΝNΟOΡPΤTΥYΧX' +
  'ոnսuօoհhզqցgոnԱUՕOɑaɡgıiȷjʟlɪiʀrɴnʙbᴀaᴄcᴅdᴇeᴊjᴋkᴍmᴏoᴘpᴛtᴜuᴠvᴡwᴢzꜱsɢgʜhʏyꓐBꓑPꓒdꓓDꓔTꓖGꓗKꓙJꓚCꓜZꓝFꓟMꓠNꓡLꓢSꓣRꓦVꓧHꓪWꓫXꓬYꓮAꓰEꓲIꓳOꓴU' +
  '‐-‑-‒-–-—-―-−-⁃-﹘-ー-‗_∕/⁄/․.ꓸ.։:׃:꞉:∶:';

const CACHE = new Map<number, string>();
{
  const points = [...LOOK_ALIKES];
  for (let i = 0; i + 1 < points.length; i += 2) {
    CACHE.set(points[i]?.codePointAt(0) ?? 0, points[i + 1] ?? '');
  }
}

/**
 * One code point as it is meant to be read: compatibility forms undone, marks and invisible characters dropped, look-alike
 * letters turned Latin.
 */
function fold(point: number): string {
  let folded = CACHE.get(point);
  if (folded === undefined) {
    folded = '';
    for (const part of String.fromCodePoint(point).normalize('NFKD')) {
      if (/[\p{Cf}\p{Mn}\p{Me}\u2028\u2029\u115f\u1160\u3164\uffa0]/u.test(part)) continue;
      folded += CACHE.get(part.codePointAt(0) ?? 0) ?? part;
    }
    // Bounded by the number of code points there are; a text repeats few of them.
    CACHE.set(point, folded);
  }
  return folded;
}

const NON_ASCII = /[^\0-\x7f]/;

/** A text as it is meant to be read; the same text when it is plain ASCII. */
export function foldText(text: string): string {
  if (!NON_ASCII.test(text)) return text;
  let folded = '';
  for (const point of text) {
    const unit = point.codePointAt(0) ?? 0;
    folded += unit < 0x80 ? point : fold(unit);
  }
  return folded;
}

/** A stretch of a text as it reads once undone; `from[i]` is where its character i began in the text. */
export interface FoldedStretch {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly from: readonly number[];
}

const MIN_ASCII = 6;

/** A blank or quote of ASCII: where a stretch ends. */
function isBorder(unit: number): boolean {
  return unit === 32 || (unit >= 9 && unit <= 13) || unit === 34 || unit === 39 || unit === 96;
}

/**
 * The stretches between blanks in which folding a character yields ASCII or drops something: the only ones in which a
 * token may hide behind look-alikes. Linear; plain ASCII costs one test.
 */
export function* foldedStretches(text: string): Generator<FoldedStretch> {
  const nonAscii = /[^\0-\x7f]/g;
  for (let hit = nonAscii.exec(text); hit !== null; hit = nonAscii.exec(text)) {
    let start = hit.index;
    while (start > 0 && !isBorder(text.charCodeAt(start - 1))) start -= 1;
    const stretch = foldStretch(text, start);
    if (stretch.changed && stretch.ascii >= MIN_ASCII) yield stretch;
    nonAscii.lastIndex = stretch.end;
  }
}

function foldStretch(text: string, start: number): FoldedStretch & { changed: boolean; ascii: number } {
  let folded = '';
  const from: number[] = [];
  let changed = false;
  let ascii = 0;
  let i = start;
  while (i < text.length) {
    const point = text.codePointAt(i) ?? 0;
    if (isBorder(point)) break;
    const piece = point < 0x80 ? text.charAt(i) : fold(point);
    if (point >= 0x80 && (piece === '' || piece.charCodeAt(0) < 0x80)) changed = true;
    for (let u = 0; u < piece.length; u += 1) {
      from.push(i);
      if (piece.charCodeAt(u) < 0x80) ascii += 1;
    }
    folded += piece;
    i += point > 0xffff ? 2 : 1;
  }
  return { start, end: i, text: folded, from, changed, ascii };
}
