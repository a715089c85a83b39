import { classifyKey, isCountable, PASSWORDS } from './credential-key.js';
import { envNameOf } from './env-name.js';
import { SPECIFICITY, type TextFinding } from './finding.js';
import { isLiteralSecret, passwordOfBasicPair, type Standing } from './literals.js';
import { type Line, lineAt, readBlock, readValue, TOKEN, type Value } from './named-value.js';
import { isPlaceholder, looksGenerated, randomness } from './randomness.js';

/**
 * How the names in a text are to be read: `value` is a string inside a manifest, `comment` one of its comments, `lines`
 * YAML that could not be parsed, `loose` a text that is no manifest.
 */
export type NamesIn = 'value' | 'comment' | 'lines' | 'loose';

const KNOWN = /pass|pwd|secret|token|key|cred|auth|bearer|basic|cookie|jwt|psk|recovery|pin\b|pw\b/;
const NAMED_ANYWHERE = new RegExp(`${KNOWN.source}|${PASSWORDS.source}`, 'gi');
/** Words that in other YAML are somebody's own too often to be worth a look. */
const NAMED = new RegExp(`${NAMED_ANYWHERE.source}|pat\\b|phrase|mnemonic|otp|mdp`, 'gi');
const VENDOR =
  /(?<![A-Za-z0-9])(?:aws|cohere|mistral|weaviate|zilliz|milvus|okta|deepgram|assemblyai|algolia|datadog|together|pinecone)(?![a-z0-9])/gi;
/** Without one of these there is nothing to find: most values of a manifest have none. */
const ANY = new RegExp(`${NAMED.source}|${VENDOR.source}|-u`, 'i');
const MAX_NAME = 80;

/**
 * Finds secrets that a name points at inside a text: `NAME=value`, JSON members, query parameters, connection strings,
 * command-line flags, HTTP headers, sentences. Linear: each name costs a bounded look to both sides.
 */
export function scanNames(text: string, names: NamesIn): TextFinding[] {
  if (names !== 'loose' && !ANY.test(text)) return [];
  const findings: TextFinding[] = [];
  const finder = new RegExp(names === 'loose' ? NAMED_ANYWHERE : NAMED);
  let line: Line = { start: 0, end: -1 };
  for (let hit = finder.exec(text); hit !== null; hit = finder.exec(text)) {
    if (hit.index >= line.end) line = lineAt(text, hit.index);
    const start = nameStart(text, hit.index);
    const end = nameEnd(text, hit.index + hit[0].length);
    const finding = readName(text, start, end, line, names);
    if (finding !== null) findings.push(finding);
    finder.lastIndex = Math.max(end, finding?.end ?? 0);
  }
  if (names !== 'loose') {
    findings.push(...scanVendors(text));
    findings.push(...scanCurlUsers(text));
  }
  return findings;
}

function isNameUnit(text: string, at: number): boolean {
  return /[A-Za-z0-9_.-]/.test(text.charAt(at));
}

function nameStart(text: string, at: number): number {
  let start = at;
  while (at - start < MAX_NAME && isNameUnit(text, start - 1)) start -= 1;
  return start;
}

function nameEnd(text: string, at: number): number {
  let end = at;
  while (end - at < MAX_NAME && isNameUnit(text, end)) end += 1;
  return end;
}

function readName(text: string, start: number, end: number, line: Line, names: NamesIn): TextFinding | null {
  const flag = text.charCodeAt(start) === 45;
  const name = text.slice(start, end).replace(/^[-.]+|(?<![-.])[-.]+$/g, '');
  const scheme = /^(?:bearer|basic)$/i.test(name) ? readScheme(text, name, end, names) : null;
  if (scheme !== null) return scheme;
  const key = credentialName(text, name, start);
  const inQuery = /[?&;#]/.test(text.charAt(start - 1));
  if (key === null) return readBareName(text, name, end, line, inQuery, names);
  if (names === 'loose' && /cookie/i.test(key)) return null;
  const value = (names === 'lines' ? readBlock(text, end, line) : null) ?? readValue(text, end, line, flag);
  if (value === null) return names === 'loose' ? null : besideName(text, key, end, line);
  // A part of a resource's name: `arn:aws:secretsmanager:…:secret:prod/openai`.
  if (value.separator === ':' && text.charAt(start - 1) === ':') return null;
  // An element of XML: without its end it is a word in brackets, `postgres://app:<password>@db`.
  if (value.separator === '>' && !text.startsWith('</', value.end)) return null;
  if (isCountable(key) && /^[0-9]{1,7}$/.test(value.text)) return null;
  if (names !== 'loose' && value.schemed && isDigest(value.text) && /authorization$/i.test(key)) {
    return assigned('named-secret', key, value);
  }
  const closed = inQuery || flag || value.separator === '>' || value.separator === ',';
  const standing = standingOf(text, start, value, line, names, closed);
  if (!isLiteralSecret(value.text, standing) || (standing === 'prose' && isPlainWord(key, value.text))) {
    return names === 'loose' ? null : besideName(text, key, end, line);
  }
  return assigned(inQuery ? 'url-parameter' : 'named-secret', key, value);
}

/** What a name says only where it stands: `?key=…` in a query, `key=…` before what looks generated, a registry's `auth`. */
function readBareName(
  text: string,
  name: string,
  end: number,
  line: Line,
  inQuery: boolean,
  names: NamesIn,
): TextFinding | null {
  if (!/^(?:key|sig|signature|code|_?auth)$/i.test(name)) return null;
  const value = readValue(text, end, line, false);
  if (value === null) return null;
  if (inQuery)
    return isLiteralSecret(value.text, 'loose') || (names !== 'loose' && isKey(value.text))
      ? assigned('url-parameter', name, value)
      : null;
  if (/auth/i.test(name) && isBasicPair(value.text, names)) return assigned('basic-credentials', name, value);
  const isKeyGiven = names !== 'loose' && name.toLowerCase() === 'key' && value.separator === '=';
  return isKeyGiven && isBareSecret(value.text) ? assigned('named-secret', name, value) : null;
}

/** Hex, or a random word: as the value of `key=` in a query it is an API's key. */
function isKey(value: string): boolean {
  return (
    isDigest(value) || (/^[A-Za-z0-9]{20,64}$/.test(value) && /[0-9]/.test(value) && randomness(value) > 0.3)
  );
}

/** As long as the hex keys of APIs are. */
function isDigest(value: string): boolean {
  return (
    /^[0-9a-f]{32,64}$/i.test(value) && /[0-9]/.test(value) && /[a-f]/i.test(value) && !isPlaceholder(value)
  );
}

/** Only a password may be as plain as a word in a sentence. */
function isPassword(key: string): boolean {
  return /pass|pwd|pw$|secret|cred/i.test(key) || PASSWORDS.test(key);
}

/** `# token: cl100k_base` names none. */
function isPlainWord(key: string, value: string): boolean {
  return !isPassword(key) && randomness(value) < 0.3 && !/^[0-9]+$|[!@$%^&*]/.test(value);
}

function assigned(id: string, key: string, value: Value): TextFinding {
  return {
    rule: { id, env: envNameOf(key) },
    specificity: SPECIFICITY.assignment,
    start: value.start,
    end: value.end,
  };
}

/** The name when it is a credential's, alone or with the word before it (`api key`). */
function credentialName(text: string, name: string, start: number): string | null {
  if (classifyKey(name) === 'credential') return name;
  if (text.charCodeAt(start - 1) !== 32) return null;
  const before = text.slice(nameStart(text, start - 1), start - 1);
  const both = `${before} ${name}`;
  return before !== '' && classifyKey(both) === 'credential' ? both : null;
}

const OPENS_ASSIGNMENT =
  /(?:^|[=;&?{,([|"'`]|\$env:|\b(?:export|set|setx|env|ENV|ARG|declare|SET|const|let|var|final|val)|(?:^|\s)-{1,2}[A-Za-z][\w-]{0,40})[ \t]{0,20}["'`\\]{0,4}$/;

function standingOf(
  text: string,
  start: number,
  value: Value,
  line: Line,
  names: NamesIn,
  closed: boolean,
): Standing {
  if (names === 'loose') return 'loose';
  if (closed || value.separator === ':-') return 'assigned';
  // Far into a long line the nearest characters say the same as the whole.
  const before = text.slice(Math.max(line.start, start - 120), start);
  const opens = OPENS_ASSIGNMENT.test(before) || /[=;][^\s=;]{0,60}[ \t]{1,8}$/.test(before);
  const after = text.slice(value.end, Math.min(line.end, value.end + 24));
  const closes = /^\\?["'`]?\s*(?:$|[;&,)\]}|<\\]|#|\S{1,40}=)/.test(after);
  if (/\w/.test(value.separator)) return 'prose';
  // `password = see vault`: an assignment with blanks around it ends with its value.
  if (value.separator === '=' && text.charAt(value.start - 1) === ' ' && !closes) return 'prose';
  if (value.separator.startsWith(':') && names === 'comment' && !value.quoted) return 'prose';
  if (names === 'lines')
    return value.separator === ':' && /^[\s\-?"'{,[]*$/.test(before) ? 'line' : 'assigned';
  return opens && (closes || value.separator === '=') ? 'assigned' : 'prose';
}

const NEAR = /[A-Za-z0-9+/_=.~-]{18,200}/g;

/** A generated-looking word on the same line as a credential name. */
function besideName(text: string, key: string, end: number, line: Line): TextFinding | null {
  // Letters in a path or in base64 are no word of a sentence.
  if (/[+/]/.test(text.charAt(end))) return null;
  const close = nearest(text, end, Math.min(line.end, end + 90), 'named-secret', envNameOf(key));
  if (close !== null) return close;
  const told = tellsOf(text, end, key);
  if (told !== null) return told;
  // Right behind the name, hex as long as API keys are is one; digests have other lengths.
  NEXT_HEX.lastIndex = end;
  const hex = NEXT_HEX.exec(text)?.[1];
  if (hex === undefined || isPlaceholder(hex) || !/[0-9]/.test(hex) || !/[a-f]/i.test(hex)) return null;
  return {
    rule: { id: 'named-secret', env: envNameOf(key) },
    specificity: SPECIFICITY.assignment,
    start: NEXT_HEX.lastIndex - 32,
    end: NEXT_HEX.lastIndex,
  };
}

const NEXT_HEX = /[ \t]{1,4}(?:is[ \t]{1,4})?["'`]?([0-9A-Fa-f]{32})(?![0-9A-Za-z_/.-])/y;

function nearest(
  text: string,
  from: number,
  to: number,
  id: string,
  env: string,
  isSecret = isBareSecret,
): TextFinding | null {
  // Cut first, behind the word at the border: a search that runs on to the end of the text, once for each name, would
  // be quadratic.
  let border = to;
  while (border < to + 200 && isNameUnit(text, border)) border += 1;
  for (const run of text.slice(from, border).matchAll(NEAR)) {
    const word = run[0].replace(/[.=]{1,3}$/, '');
    if (!isSecret(word)) continue;
    const start = from + run.index;
    return { rule: { id, env }, specificity: SPECIFICITY.assignment, start, end: start + word.length };
  }
  return null;
}

const TOLD =
  /(?:[ \t]{1,4}[\w()'/-]{1,24}){1,5}(?::| is| was|=)[ \t]{1,4}["'`]?([^\s"'`,;<>]{8,64})(?=["'`]?[.,;]?(?:\s|$))/y;

/** The password that a sentence tells a few words on: `the password for the bot: …`. */
function tellsOf(text: string, end: number, key: string): TextFinding | null {
  TOLD.lastIndex = end;
  const [, told] = TOLD.exec(text) ?? [];
  if (told === undefined) return null;
  const word = told.replace(/\.$/, '');
  const isTold = isPassword(key) && isLiteralSecret(word, 'prose') && looksGenerated(word, 8);
  if (!isTold) return null;
  const start = text.lastIndexOf(word, TOLD.lastIndex);
  const rule = { id: 'named-secret', env: envNameOf(key) };
  return { rule, specificity: SPECIFICITY.assignment, start, end: start + word.length };
}

/** Random enough to be taken for a key with nothing but a word nearby. Hex could be any digest. */
function isBareSecret(word: string): boolean {
  if (!looksGenerated(word, 20) || isPlaceholder(word)) return false;
  if (isAwsSecret(word)) return true;
  const pathLike = word.split(/[/.]/).length > 3 || /^(?:sha\d+-|https?|ssh-)/.test(word);
  return !pathLike && randomness(word) >= (isMixed(word) ? 0.45 : 0.5);
}

/** Small letters, capitals and several digits without a joint between them: no name is written so. */
function isMixed(word: string): boolean {
  return (
    /^[A-Za-z0-9]{30}/.test(word) &&
    /[a-z]/.test(word) &&
    /[A-Z]/.test(word) &&
    /[0-9](?:[A-Za-z]+[0-9]+){2}/.test(word)
  );
}

/** An AWS secret key: 40 characters of base64, in which slashes do not make a path. */
function isAwsSecret(word: string): boolean {
  return (
    /^[A-Za-z0-9+/]{40}$/.test(word) &&
    /[a-z]/.test(word) &&
    /[A-Z]/.test(word) &&
    /[0-9]/.test(word) &&
    randomness(word) >= 0.5
  );
}

function readScheme(text: string, name: string, end: number, names: NamesIn): TextFinding | null {
  TOKEN.lastIndex = end;
  const token = TOKEN.exec(text)?.[1];
  if (token === undefined) return null;
  const basic = name.toLowerCase() === 'basic';
  const literal = basic ? isBasicPair(token, names) : isBearerToken(text, end - name.length, token, names);
  if (!literal) return null;
  const rule = basic
    ? { id: 'basic-credentials', env: 'BASIC_CREDENTIALS' }
    : { id: 'bearer-token', env: 'ACCESS_TOKEN' };
  return {
    rule,
    specificity: SPECIFICITY.structure,
    start: TOKEN.lastIndex - token.length,
    end: TOKEN.lastIndex,
  };
}

/** Behind `Authorization:` any literal, in a sentence what looks generated: "bearer authentication-v2" is none. */
function isBearerToken(text: string, start: number, token: string, names: NamesIn): boolean {
  if (names === 'loose') return isLiteralSecret(token, 'loose');
  const header = /authorization["'\\ \t]{0,6}[:=]["'\\ \t]{0,6}$/i;
  const inHeader = header.test(text.slice(Math.max(0, start - 40), start));
  return token.length >= 10 && isLiteralSecret(token, 'prose') && (inHeader || randomness(token) >= 0.4);
}

function isBasicPair(token: string, names: NamesIn): boolean {
  const password = passwordOfBasicPair(token);
  return password !== null && (names !== 'loose' || isLiteralSecret(password, 'loose-url'));
}

function scanVendors(text: string): TextFinding[] {
  const findings: TextFinding[] = [];
  const finder = new RegExp(VENDOR);
  for (let hit = finder.exec(text); hit !== null; hit = finder.exec(text)) {
    const line = lineNear(text, hit.index);
    // Near `aws` stand ids of many kinds: its keys have a length of their own.
    const aws = hit[0].toLowerCase() === 'aws';
    const env = aws ? 'AWS_SECRET_ACCESS_KEY' : `${hit[0].toUpperCase()}_API_KEY`;
    const isSecret = aws ? isAwsSecret : isBareSecret;
    const found = nearest(text, line.start, line.end, 'named-secret', env, isSecret);
    if (found !== null) findings.push(found);
    finder.lastIndex = Math.max(finder.lastIndex, found?.end ?? 0);
  }
  return findings;
}

/** The part of the line within reach of a word. */
function lineNear(text: string, at: number): Line {
  const from = Math.max(0, at - 90);
  const { start, end } = lineAt(text.slice(from, at + 110), at - from);
  return { start: from + start, end: from + end };
}

const CURL_USER = /(?:^|[\s"'])(?:-u|--user|--proxy-user)[ =]["']?[^\s"':]{1,100}:([^\s"']{1,200})/g;

function scanCurlUsers(text: string): TextFinding[] {
  const findings: TextFinding[] = [];
  for (const hit of text.matchAll(CURL_USER)) {
    const password = hit[1] ?? '';
    if (!isLiteralSecret(password, 'assigned')) continue;
    const end = hit.index + hit[0].length;
    const rule = { id: 'basic-credentials', env: 'BASIC_CREDENTIALS' };
    findings.push({ rule, specificity: SPECIFICITY.assignment, start: end - password.length, end });
  }
  return findings;
}
