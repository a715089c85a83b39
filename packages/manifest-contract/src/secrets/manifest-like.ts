import { classifyKey, hasForeignWord } from './credential-key.js';
import { isTemplateToken } from './randomness.js';

const MARKS = [
  /\bdata_?sources?["']?\s{0,4}:/i,
  /\bvector_?store["']?\s{0,4}:/i,
  /\bembeddings["']?\s{0,4}:/,
  /\bversion["']?\s{0,4}:\s{0,4}(?:!!?\w{1,8}\s)?["']?v0\b/,
  /\b(?:retrievers|chunkSize|indexName|GithubRepositoryReader|ConfluenceReader|GoogleDriveReader|SimpleDirectoryReader)\b/,
];

/**
 * What a text means to be. A `manifest` has at least two of the marks that only manifests have together; a `piece` is so
 * short that it can be a part of one and bears no mark of anything else. Both are held to what manifests are held to.
 */
export function textKind(text: string): 'manifest' | 'piece' | 'other' {
  let marks = 0;
  for (const [at, mark] of MARKS.entries()) {
    // The last mark alone makes no manifest, and costs the most.
    if (marks === 0 && at === MARKS.length - 1) break;
    if (mark.test(text)) marks += 1;
    if (marks === 2) return 'manifest';
  }
  return text.length <= MAX_PIECE && isPiece(text) ? 'piece' : 'other';
}

const SAMPLE =
  /^["']?(?:(?:my|your|the|some|a|test|testing|client|access)?[ _-]?(?:password|passwd|pass|secret|token|key|credentials?|string|value|user|admin|root|foo|bar|baz)(?:[ _-]?(?:string|value|here))?|(?:tests?|testing)[0-9]{0,4}!?|example|sample|dummy|changeme|changeit|1234|required|optional|ident|\W{1,4})["']?$/i;

/** Whether a value is one that samples and tests have; in a piece, which may be anybody's, it is none to refuse. */
export function isSampleValue(value: string): boolean {
  return SAMPLE.test(value) || isTemplateToken(value) || isLabel(value);
}

/** What a form or a catalogue of texts calls the field: `Contraseña`, `Confirm password`. */
function isLabel(value: string): boolean {
  const label = /^["']?(\p{Lu}[\p{L} ]{2,60})[?!.:…]?["']?$/u.exec(value)?.[1];
  return label !== undefined && classifyKey(label) === 'credential';
}

const MAX_PIECE = 2048;
/** Lines of a piece whose outermost keys say nothing, and of one whose keys are all a manifest's. */
const FEW_LINES = 6;
const MORE_LINES = 24;

/** What other tools' files have: their own keys, and a language's name over its texts or forms of templates. */
const OTHER_KEYS = new Set(
  `apiVersion kind framework firewalls doctrine imports scrape_configs remote_write remote_read alerting tracing global
  hostname example services jobs steps runs-on uses image hosts tasks roles stages script environment spring openapi swagger
  paths properties Resources encryptedData secure sops`.split(/\s+/),
);
const KEY = /(?<![\w.-])([A-Za-z][\w-]{0,20})["']?[ \t]{0,4}:/g;
const OTHER_FORMS =
  /^(?:ar|cs|da|de|el|en|es|fi|fr|he|hu|it|ja|ko|nb|nl|pl|pt|ro|ru|sv|th|tr|uk|vi|zh)(?:[-_][A-Za-z]{2,4})?:|\bansible_|\{\{|\{%|<%|<[A-Za-z]|%env|%[\w.]{1,80}%|\$\(|\(\(|\$[A-Za-z_]|![A-Za-z]/m;

function isOfAnotherTool(text: string): boolean {
  if (OTHER_FORMS.test(text)) return true;
  for (const [, key = ''] of text.matchAll(KEY)) if (OTHER_KEYS.has(key)) return true;
  return false;
}

/** Without one of these nothing in a piece can offend; most short texts have none and need no parse. */
const CREDENTIAL =
  /pass|pwd?\b|secret|token|key|cred|auth|bearer|cookie|jwt|psk|kennwort|contrase|senha|wachtwoord|heslo|jelszo|parola|salasana|adgangskode|sifre|psw|recovery|pin|pat\b|otp|mnemonic|phrase|id_?rsa|motdepasse|:\/\/|\\|[^\0-\x7f]/i;

const OUTERMOST = /^(?:- {1,4})?["']?([A-Za-z_][\w .-]{0,80}?)["']?[ \t]{0,4}:(?=\s|$)/gm;

/** The outermost keys that a piece of a manifest may have beside credentials. */
const KEYS = new Set(
  `version metadata llm embeddings vectorstore datasources transforms indices retrievers postprocessors observability
  evaluation run security scheduling auth params connection headers config options id type name schedule host port url
  baseurl user username email`.split(/\s+/),
);

function isPiece(text: string): boolean {
  if (!CREDENTIAL.test(text) || isOfAnotherTool(text)) return false;
  const lines = text.split('\n').filter((line) => /^\s*[^\s#]/.test(line) && !line.startsWith('---')).length;
  if (lines > MORE_LINES) return false;
  for (const [, key = ''] of text.matchAll(OUTERMOST)) {
    if (classifyKey(key) === 'credential') {
      // `engine_password: 123456`: somebody else's variable.
      if (hasForeignWord(key)) return false;
    } else if (lines > FEW_LINES && !KEYS.has(key.toLowerCase().replace(/[_-]/g, ''))) return false;
  }
  return true;
}
