import type { ErrorCode, YAMLError } from 'yaml';

interface SyntaxMessage {
  readonly message: string;
  readonly hint: string;
}

const say = (message: string, hint: string): SyntaxMessage => ({ message, hint });

const GENERAL = say(
  'The YAML cannot be read here.',
  'Check quotes, brackets and indentation on this line and the one before.',
);

// The parser's own messages may repeat the text, and with it a secret: only its codes are used.
const MESSAGES: Partial<Record<ErrorCode, SyntaxMessage>> = {
  ALIAS_PROPS: say('An alias bears an anchor or a tag.', 'Write the alias alone: `key: *name`.'),
  BAD_ALIAS: say(
    'The name of an anchor or alias is malformed.',
    'Write `&name` and `*name`, with a space after.',
  ),
  BAD_DIRECTIVE: say('The directive is malformed.', 'Leave `%` lines out; a manifest needs none.'),
  BAD_DQ_ESCAPE: say(
    'A double-quoted string has an unknown escape.',
    "Double each backslash (`\\\\`), or use single quotes: 'C:\\path'.",
  ),
  BAD_INDENT: say(
    'The indentation does not fit.',
    'Give all entries of one block the same number of spaces.',
  ),
  BAD_PROP_ORDER: say(
    'Anchor and tag stand at the wrong place.',
    'Write them between the key and its value.',
  ),
  BAD_SCALAR_START: say('A plain value begins with a reserved character.', 'Put the value in quotes.'),
  BLOCK_AS_IMPLICIT_KEY: say(
    'A nested block begins on the line of its key.',
    'Begin it on the next line, indented; quote a value that has `: ` in it.',
  ),
  BLOCK_IN_FLOW: say(
    'A block stands inside brackets.',
    'Use brackets and commas all through, or indented lines.',
  ),
  KEY_OVER_1024_CHARS: say('A key has more than 1024 characters.', 'Shorten the key.'),
  MISSING_CHAR: say(
    'A closing quote, bracket, comma, space or colon is missing.',
    'Look for what was left open on this line or above; write `key: value` with a space after the colon.',
  ),
  MULTILINE_IMPLICIT_KEY: say('A key runs over several lines.', 'Write the key and its colon on one line.'),
  MULTIPLE_ANCHORS: say('A value has more than one anchor.', 'Keep one.'),
  MULTIPLE_TAGS: say('A value has more than one tag.', 'Keep one, or none.'),
  TAB_AS_INDENT: say('A tab is used for indentation.', 'Indent with spaces.'),
  UNEXPECTED_TOKEN: say(
    'Something stands here that does not belong.',
    'Quote the value, or take out the stray character.',
  ),
};

const UNCLOSED_LIST = say(
  'A list in brackets is not closed.',
  'Close it with `]`: `key: [one, two]`. Lines inside the brackets are indented deeper than their key.',
);

const UNCLOSED_MAPPING = say(
  'A mapping in braces is not closed.',
  'Close it with `}`: `key: {name: value}`. Lines inside the braces are indented deeper than their key.',
);

/**
 * Own words for a syntax error of the YAML parser. Of the parser's message only one fact is read: which bracket it
 * misses, which it tells under the codes of indentation and of any missing character.
 */
export function syntaxMessage({ code, message }: Pick<YAMLError, 'code' | 'message'>): SyntaxMessage {
  const [, missing] = /^Flow .*?\bend with a ([\]}])/.exec(message) ?? [];
  if (missing) return missing === ']' ? UNCLOSED_LIST : UNCLOSED_MAPPING;
  return MESSAGES[code] ?? GENERAL;
}
