/** A line of a text: `end` is its newline or the text's end. */
export interface Line {
  readonly start: number;
  readonly end: number;
}

export function lineAt(text: string, at: number): Line {
  const next = text.indexOf('\n', at);
  return { start: text.lastIndexOf('\n', at - 1) + 1, end: next === -1 ? text.length : next };
}

const SEPARATOR =
  /(?:\\?["'`])?\]?[ \t]{0,20}(=>|->|:=|:-|\?=|\+=|=(?!=|~[ /])|:(?![:/])|>(?!=)| (?:is|was|ist|lautet|est) (?!an? |the |not ))[ \t]{0,20}/y;
/** The sibling that belongs to a name in a pair: `"name": "TOKEN", "value": …`, `key="Token" value=…`. */
const PAIRED =
  /(?:(?:\\?["'])?[ \t]{0,8},|\\?["'])[ \t]{0,8}(?:\\?["'])?(?:value|val|default|content)(?:\\?["'])?[ \t]{0,8}[:=][ \t]{0,8}/iy;
const FLAG_GAP = /[ \t]{1,20}(?!-)/y;
const LIST = /\[[ \t]{0,8}(?=\\?["'])/y;
const QUOTED = /\\?(["'`])/y;
const UNQUOTED = /[^\s"'`<>,;&)\]}|\\]{1,1024}/y;
const SCHEME = /^(?:bearer|basic|token|apikey|api-key|key|ssws)$/i;
/** The word behind a scheme: `Bearer abc`. */
export const TOKEN = /[ \t]{1,8}\\?["']?([A-Za-z0-9+/=._~:-]{6,1024})/y;

/** The value that a name points at. */
export interface Value {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly quoted: boolean;
  readonly separator: string;
  /** Behind the word of an HTTP scheme: `Token abc`. */
  readonly schemed: boolean;
}

/** Reads the value behind a name: after `=`, `:` and their like, or behind a flag and a blank. */
export function readValue(text: string, nameEnd: number, line: Line, flag: boolean): Value | null {
  SEPARATOR.lastIndex = nameEnd;
  let separator = SEPARATOR.exec(text)?.[1] ?? '';
  let from = SEPARATOR.lastIndex;
  PAIRED.lastIndex = nameEnd;
  if (separator === '' && PAIRED.test(text)) {
    separator = ',';
    from = PAIRED.lastIndex;
  }
  if (separator === '') {
    FLAG_GAP.lastIndex = nameEnd;
    if (!flag || !FLAG_GAP.test(text)) return null;
    from = FLAG_GAP.lastIndex;
    separator = ' ';
  }
  // The first of a list: `"tokens": ["abc"]`.
  LIST.lastIndex = from;
  if (LIST.test(text)) from = LIST.lastIndex;
  QUOTED.lastIndex = from;
  const quote = QUOTED.exec(text);
  if (quote?.[1] !== undefined) {
    const start = from + quote[0].length;
    const close = text.slice(start, Math.min(line.end, start + 1024)).indexOf(quote[0]);
    if (close !== -1)
      return schemeless({
        start,
        end: start + close,
        text: text.slice(start, start + close),
        quoted: true,
        separator,
        schemed: false,
      });
    from = start;
  }
  UNQUOTED.lastIndex = from;
  const bare = UNQUOTED.exec(text)?.[0];
  if (bare === undefined) return null;
  if (SCHEME.test(bare)) {
    TOKEN.lastIndex = from + bare.length;
    const token = TOKEN.exec(text)?.[1];
    if (token === undefined) return null;
    return {
      start: TOKEN.lastIndex - token.length,
      end: TOKEN.lastIndex,
      text: token,
      quoted: false,
      separator,
      schemed: true,
    };
  }
  return { start: from, end: from + bare.length, text: bare, quoted: false, separator, schemed: false };
}

/** The first line of a block scalar, or of a plain one that begins below its key. */
export function readBlock(text: string, nameEnd: number, line: Line): Value | null {
  if (
    !/^["']?[ \t]{0,4}:[ \t]{0,8}(?:[|>][-+0-9]{0,2})?[ \t]{0,8}\r?$/.test(
      text.slice(nameEnd, Math.min(line.end, nameEnd + 40)),
    )
  )
    return null;
  const below = lineAt(text, line.end + 1);
  const content = text.slice(below.start, Math.min(below.end, below.start + 1024));
  const word = content.trim();
  if (!/^\s/.test(content) || word === '' || /^[-?#]\s|^["']?[\w .-]{1,80}["']?:(?:\s|$)/.test(word))
    return null;
  const start = below.start + content.indexOf(word);
  return { start, end: start + word.length, text: word, quoted: false, separator: ':', schemed: false };
}

/** `"Bearer abc"` → `abc`. */
function schemeless(value: Value): Value {
  const scheme = /^(?:bearer|basic|token|apikey) +(?=[^ ]+$)/i.exec(value.text)?.[0].length ?? 0;
  return scheme === 0
    ? value
    : { ...value, start: value.start + scheme, text: value.text.slice(scheme), schemed: true };
}
