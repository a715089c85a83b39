import type { ErrorCode, YAMLError } from 'yaml';
import { gluedDash, tooDeep } from './syntax-place.js';

interface SyntaxMessage {
  readonly message: string;
  readonly hint: string;
}

function say(message: string, hint: string): SyntaxMessage {
  return { message, hint };
}

/** What to write where something is wrong around a colon. */
export const KEY_VALUE = 'Write `key: value`, with a space after the colon.';

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
    'A comma is missing between brackets, or a block stands inside them.',
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

const UNCLOSED_QUOTE = say(
  'A quoted string is not closed.',
  "Close it with the quote that it begins with; a quote inside it is doubled ('') or escaped (\\\").",
);

const GLUED_DASH = say('A dash is glued to the key behind it.', 'Write `- `, with a space: `- id: docs`.');

const TOO_DEEP = say(
  'This line is indented deeper than the one above, whose key has its value already.',
  'Give all entries of one block the same number of spaces.',
);

const MARKDOWN_FENCE = say('A Markdown fence stands around the manifest.', 'Take the lines with ``` out.');

const NO_DASH = say(
  'This line belongs to no entry of the list above.',
  'Indent it as the other keys of its entry are, or begin an entry of its own with `- `.',
);

const NO_COLON = say('A key has no colon behind it.', KEY_VALUE);

const NO_COMMA = say(
  'A comma or colon is missing between brackets.',
  'Write `[one, two]` and `{name: value, other: value}`.',
);

const NO_BLANK = say('A space is missing in front of a comment.', 'Write ` # comment`, or quote the value.');

const NO_MARK = say(
  'A line that begins with `%` needs `---` on the line after.',
  'Leave `%` lines out; a manifest needs none.',
);

const UNCLOSED_LIST = say(
  'A list in brackets is not closed.',
  'Close it with `]`: `key: [one, two]`. Lines inside the brackets are indented deeper than their key.',
);

const UNCLOSED_MAPPING = say(
  'A mapping in braces is not closed.',
  'Close it with `}`: `key: {name: value}`. Lines inside the braces are indented deeper than their key.',
);

/** What the parser tells to be missing, under the codes of any missing character and of indentation. */
const MISSING: readonly (readonly [RegExp, SyntaxMessage])[] = [
  [/^Missing closing /, UNCLOSED_QUOTE],
  [/^Flow .*end with a \]/, UNCLOSED_LIST],
  [/^Flow .*end with a \}/, UNCLOSED_MAPPING],
  [/^Sequence item without /, NO_DASH],
  [/^Implicit map keys need /, NO_COLON],
  [/^Missing directives-end/, NO_MARK],
  [/^Missing (?:,|space after :)/, NO_COMMA],
  [/^Comments must be separated/, NO_BLANK],
];

/**
 * Own words for a syntax error of the YAML parser. Of the parser's message only one fact is read: which character it
 * misses.
 */
export function syntaxMessage(
  text: string,
  error: Pick<YAMLError, 'code' | 'message' | 'pos'>,
): SyntaxMessage {
  return explanation(text, error) ?? MESSAGES[error.code] ?? GENERAL;
}

/** Whether an error tells its cause, and not only where the parser gave up. */
export function isExplained(text: string, error: Pick<YAMLError, 'code' | 'message' | 'pos'>): boolean {
  return explanation(text, error) !== undefined;
}

function explanation(
  text: string,
  error: Pick<YAMLError, 'code' | 'message' | 'pos'>,
): SyntaxMessage | undefined {
  if (text.startsWith('```', error.pos[0])) return MARKDOWN_FENCE;
  if (gluedDash(text, error) !== null) return GLUED_DASH;
  if (tooDeep(text, error) !== null) return TOO_DEEP;
  return MISSING.find(([pattern]) => pattern.test(error.message))?.[1];
}
