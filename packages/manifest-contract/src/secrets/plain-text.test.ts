import { describe, expect, test } from 'vitest';
import { DEFAULT_LIMITS } from '../limits.js';
import { parseText } from '../text/parse-text.js';
import { scanWhole } from './detect.js';
import { isPlainlyClean } from './plain-text.js';

const PASSED = {
  'keys, values and comments': 'a: b # c\n# d\n\nf_g.h-i:   1.5  \n',
  quotes: `a: "b # c: d"\nb: 'it: is' # e\nc: ""\n`,
  'line ends and a byte order mark': '\ufeffa: b\r\n\r\nc:\r\n  d: e\r\n',
  'one mark before all else': '# a\n--- \nb: c',
  'a mark without a blank': '---\nb: c',
  'a list of the outermost': '- a\n- b: c\n',
  'lists, below their key or further in':
    'a:\n- b\n- "c"\nd:\n  - e: 1\n    f: 2\n  -   g: 3\n      h: 4\ni: 5\n',
  'brackets and braces': 'a: [b, "c, d", \'e, f\'] # f\ng: { h:  1, i: "j" }\n',
  'eight brackets inside each other': `a: ${'['.repeat(8)}b${']'.repeat(8)}\n`,
  'brackets inside brackets': 'a: { b: [c, {d: e}], f: [[1], [2, 3]] } # g\n',
  'a long key and an empty one': `${'maxChunkOverlap'.repeat(3)}: 1\nb: # c\nd:\n`,
  references: 'token: "${A}"\npassword: vault://kv/a#b\nurl: https://${HOST}:6333\nb: { apiKey: "${K}" }\n',
  'a block of credentials':
    'auth:\n  githubToken: ${A}\n  baseUrl: https://a.example.org/\nsecurity:\n  on: true\n',
  'a word that names a secret and holds none':
    '# the token stays in the vault\nmaxTokens: 100\na: see the token docs\n',
  'letters of all scripts in a comment': 'a: b # Größe § é\n',
  'a bare key without auth': 'code: a\nb: { key: c }\n',
  'a short word of a vendor': 'a: okta-q1w2e3r4t5y6u7i8o\n',
  'a short key of a vendor': 'okta-q1w2e3r4t5y6u7i8o: a\n',
  'a comment that names nothing': `#key=${'0a1b2c3d'.repeat(4)}\na: #key=${'0a1b2c3d'.repeat(4)}\n  b: c #key=${'0a1b2c3d'.repeat(4)}\n`,
  'a word for a password in a comment': '# password: letmein\na: b # password: letmein\n',
  'a reference with blanks behind': 'token: ${A}  # b\n',
  'a value whose end alone names something': 'a: xbearer q1w2e3r4t5u6\n',
  'the longest line there may be': `#${'a '.repeat(1023)}b\na: b\n`,
  'as many bytes as there may be': '# 0123456789abc\n'.repeat(DEFAULT_LIMITS.maxBytes / 16),
  'as many nodes as there may be': 'a: b\n'.repeat(DEFAULT_LIMITS.maxNodes / 4),
};

const pass = 'hunter' + '2-x';
const key = ['Qx7Tz9Lm2V', 'b4Kc8Rf1Wd', '3Yh6Np'].join('');
const GIVEN_TO_THE_PARSER = {
  'a credential that is no reference': `password: ${pass}\n`,
  'a reference with more behind it': `token: \${A}${pass}\n`,
  'a key that is a secret’s, in braces': `a: { password: ${pass} }\n`,
  'values below a credential key': `password:\n  a: ${pass}\n`,
  'a list below a credential key': `passwords:\n- ${pass}\n`,
  'a list in a line of a credential key': `passwords: [${pass}]\n`,
  'a value of auth': `auth: ${key}\n`,
  'a value of auth in braces': `a: { auth: ${key} }\n`,
  'a list right below auth': `auth:\n  - ${key}\n`,
  'a bare key inside auth': `auth:\n  key: ${pass}\n`,
  'a bare key in braces inside auth': `auth:\n  a: { code: ${pass} }\n`,
  'a name beside a value': `a:\n  name: DB_PASSWORD\n  value: ${pass}\n`,
  'a flag beside a value': `a: ["--password", ${pass}]\n`,
  'a flag above a value': `a:\n  - "--password"\n  - ${pass}\n`,
  'a named secret in a value': `a: the password=${pass}\n`,
  'a named secret in quotes': `a: 'the password=${pass}'\n`,
  'a named secret in brackets': `a: ["the password=${pass}"]\n`,
  'a named secret in a comment': `# password: ${pass}\n`,
  'a named secret behind a value': `a: b # password: ${pass}\n`,
  'a named secret behind quotes': `a: "b" # password: ${pass}\n`,
  'a named secret behind a key': `a: # password: ${pass}\n  b: c\n`,
  'a named secret behind brackets': `a: [b] # password: ${pass}\n`,
  'a reference that is a secret': `a: \${${key}}\n`,
  'a token': `a: ghp${'_'}${key}${key}\n`,
  'a count of tokens': 'tokens: 4096\n',
  'a long key of a vendor': 'okta-q1w2e3r4t5y6u7i8o9p: a\n',
  'a token in a long key': `ghp${'_'}${key}${key}: 1\n`,
  'an escape': 'a: "b\\x41c"\n',
  'doubled quotes': "a: 'it''s'\n",
  'an anchor': 'a: &b c\n',
  'an alias': 'a: b\nc: *b\n',
  'a tag': 'a: !!binary aHVudGVyMg\n',
  'a block scalar': 'a: |\n  b\n',
  'a value over lines': 'a: b\n  c\n',
  'a list that is none': 'a: b\n  - c\n',
  'a value over lines in a list': '- a\n  - b\n',
  'quotes over lines': 'a: "b\n  c"\n',
  'brackets over lines': 'a: [b,\n  c]\n',
  'brackets that only open': 'a: [ # b\n',
  'brackets with a blank behind': 'a: [b}  \n',
  'brackets inside brackets without end': `a: ${'['.repeat(9)}b${']'.repeat(9)}\n`,
  'inner brackets that close as braces': 'a: [[b}]\n',
  'outer brackets that close as braces': 'a: [[b]}\n',
  'inner brackets that stay open': 'a: [[b]\n',
  'text behind inner brackets': 'a: [[b] c]\n',
  'a secret’s key in inner braces': `a: { b: [{ password: ${pass} }] }\n`,
  'a secret’s key above inner brackets': `a: { passwords: [${pass}] }\n`,
  'a secret’s key above inner braces': `a: [{ password: { b: ${pass} } }]\n`,
  'a value of auth in inner braces': `a: [{ auth: { b: ${key} } }]\n`,
  'a bare key in inner braces inside auth': `auth:\n  a: [{ code: ${pass} }]\n`,
  'a name beside a value in inner braces': `a: [{ name: DB_PASSWORD, value: ${pass} }]\n`,
  'a flag in inner brackets': `a: [["--password", ${pass}]]\n`,
  'a named secret in inner brackets': `a: [["the password=${pass}"]]\n`,
  'a pair in brackets': 'a: [b: c]\n',
  'a word in braces': 'a: { b }\n',
  'brackets that close as braces': 'a: [b}\n',
  'text behind brackets': 'a: [b] c\n',
  'text behind quotes': 'a: "b" c\n',
  'a key in a value': 'a: b: c\n',
  'a colon at the end': 'a: b:\n',
  'a value without a key': 'a\n',
  'an item without a value': '-  # a\n',
  'a second document': 'a: b\n---\nc: d\n',
  'a mark twice': '---\n---\na: b\n',
  'more than a mark': '---x\na: b\n',
  'less than a mark': 'a---\nb: c\n',
  'a tab': 'a:\tb\n',
  'letters of other scripts': 'a: Größe\n',
  'a lone CR': 'a: b\rc: d\n',
  'a CR at the end': 'a: b\n\r',
  'keys further in than the first': 'a: b\n  c: d\n',
  'keys between two levels': 'a:\n    b: c\n  d: e\n',
  'keys further out than the first': '  a: b\nc: d\n',
  'an item among keys': 'a: b\n- c\n',
  'a key among items': '- a\nb: c\n',
  'a long line': `a: ${'b '.repeat(1100)}c\n`,
  'levels without end': Array.from({ length: 40 }, (_, i) => `${' '.repeat(i)}a:\n`).join(''),
  'more nodes than there may be': 'a: b\n'.repeat(20_000),
  'more keys than there may be': `${'a:\n'.repeat(50_000)}b: c\n`,
  'more items than there may be': `a: [${'b, '.repeat(600)}b]\n`.repeat(50),
  'more bytes than there may be': `${`#${'a'.repeat(1023)}\n`.repeat(512)}a: b\n`,
  'more bytes than units': `${`#${'é'.repeat(1023)}\n`.repeat(200)}a: b\n`,
};

describe('A manifest is seen to be clean without a parse', () => {
  test.each(Object.entries(PASSED))('%s', (_, text) => {
    expect(scanWhole(parseText(text))).toEqual([]);
    expect(isPlainlyClean(text)).toBe(true);
  });
});

describe('A manifest is given to the parser for', () => {
  test.each(Object.entries(GIVEN_TO_THE_PARSER))('%s', (_, text) => {
    expect(isPlainlyClean(text)).toBe(false);
  });
});
