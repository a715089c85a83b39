import { type ShapeRule, structure } from './rule.js';

const JWT_SAMPLE = 'eyJzdWIiOiIxMjM0NTY3ODkwI';
const PEM_HEAD = /-----BEGIN (?:[A-Z0-9]{2,12} ){0,3}PRIVATE KEY(?: BLOCK)?-----/y;
const PEM_BODY = /^(?:[\s\\nr"'+,|>#;*-]|[A-Z][A-Za-z-]{3,20}: [^\n]{0,80}\n)*[A-Za-z0-9+/]{16}/;
const MAX_PEM = 16_384;

/** Secrets known by their structure rather than by a vendor's prefix. */
export const STRUCTURE_RULES: readonly ShapeRule[] = [
  structure('jwt', 'JSON Web Token', 'ACCESS_TOKEN', 'RFC 7519', [
    {
      triggers: ['eyJ'],
      match(runs, at, _trigger, strict) {
        const { text } = runs;
        const header = runs.wordEnd(at);
        if (header - at < 10) return null;
        const parts: number[] = [header];
        while (parts.length < 5 && text.charCodeAt(parts.at(-1) ?? 0) === 46)
          parts.push(runs.wordEnd((parts.at(-1) ?? 0) + 1));
        const [, payload = 0, signature = 0, , tag = 0] = parts;
        const signed =
          text.startsWith('eyJ', header + 1) && payload - header > 10 && signature - payload > 10;
        // Five parts, the second unreadable or empty: an encrypted token (RFC 7516).
        const end = signed ? signature : tag - payload > 40 ? tag : 0;
        if (end === 0 || (!strict && text.startsWith(JWT_SAMPLE, header + 1))) return null;
        return { start: at, end };
      },
    },
  ]),
  structure('private-key', 'private key', 'PRIVATE_KEY', 'RFC 7468', [
    {
      triggers: ['-----BEGIN'],
      match({ text }, at) {
        PEM_HEAD.lastIndex = at;
        if (!PEM_HEAD.test(text)) return null;
        const bodyStart = PEM_HEAD.lastIndex;
        if (!PEM_BODY.test(text.slice(bodyStart, bodyStart + 400))) return null;
        const rest = text.slice(bodyStart, bodyStart + MAX_PEM);
        const foot = /-----END [A-Z0-9 ]{1,40}-----/.exec(rest);
        return {
          start: at,
          end: bodyStart + (foot === null ? Math.min(rest.length, 400) : foot.index + foot[0].length),
        };
      },
    },
    {
      triggers: ['PuTTY-User-Key-File-'],
      match({ text }, at) {
        const lines = text.slice(at, at + MAX_PEM);
        const mac = /\n[ \t]{0,20}Private-MAC: {0,4}[0-9a-f]{20,64}/.exec(lines);
        return mac === null ? null : { start: at, end: at + mac.index + mac[0].length };
      },
    },
  ]),
];
