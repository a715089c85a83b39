import { isLiteralSecret } from '../literals.js';
import { isPlaceholder, isTemplateToken, looksGenerated } from '../randomness.js';
import { type ShapeRule, type Stretch, structure } from './rule.js';

const AUTHORITY = /[^\s/?#"'<>`]{1,1024}/y;
/** A password with `/`, `?` or `#` left as they are, which drivers of databases take and URL parsers do not. */
const RAW_USERINFO =
  /[^\s/?#"'<>`:@]{0,64}:(?![0-9]{1,5}[/?])([^\s"'<>`@]{1,128})@[A-Za-z0-9][\w.-]{0,128}(?![^\s:/?,"'`])/y;
const WEB_SCHEME = /(?:https?|file|wss?)$/;
/** Hosts of development: local ones, samples, and the bare names that containers give each other. */
const LOCAL_HOST =
  /^(?:[^.]*$|127\.|0\.0\.0\.0|(?:[^:]{0,80}\.)?example\.)|\.(?:local|test|localdomain)(?::|$)/;
const ORACLE_LOGIN = /[\w$#]{1,64}\/([^\s/@"'<>`]{1,128})@/y;
const SIGNATURE = /[A-Za-z0-9+/%_-]{20}[A-Za-z0-9+/%_=-]{0,1024}/y;

/** Secrets in URLs and in what is written like them. */
/** One more than a login of Oracle's has characters. */
const MAX_LOGIN = 130;

export const URL_RULES: readonly ShapeRule[] = [
  structure('url-password', 'password in a URL', 'URL_PASSWORD', 'RFC 3986, 3.2.1', [
    {
      triggers: ['://'],
      match({ text }, at, _trigger, strict) {
        AUTHORITY.lastIndex = at + 3;
        const authority = AUTHORITY.exec(text)?.[0];
        if (authority === undefined) return null;
        const host = authority.lastIndexOf('@');
        // The digest of an image: docker://alpine:3.18@sha256:…
        if (/^sha\d{3}:/.test(authority.slice(host + 1))) return null;
        if (host !== -1)
          return userinfoSecret(authority.slice(0, host), at + 3, strict, authority.slice(host + 1));
        if (!strict || WEB_SCHEME.test(text.slice(Math.max(0, at - 8), at))) return null;
        RAW_USERINFO.lastIndex = at + 3;
        const password = RAW_USERINFO.exec(text)?.[1] ?? '';
        if (!isLiteralSecret(password, 'url')) return null;
        const end = text.indexOf('@', at);
        return { start: end - password.length, end };
      },
    },
    {
      // Oracle's thin driver: user/password@host:1521/service
      triggers: ['jdbc:oracle:thin:', 'jdbc:oracle:oci:', 'jdbc:oracle:oci8:'],
      match({ text }, at, trigger, strict) {
        ORACLE_LOGIN.lastIndex = at + trigger.length;
        const password = ORACLE_LOGIN.exec(text)?.[1] ?? '';
        const end = ORACLE_LOGIN.lastIndex - 1;
        return isLiteralSecret(password, strict ? 'url' : 'loose-url')
          ? { start: end - password.length, end }
          : null;
      },
    },
    {
      // Oracle's easy connect: user/password@//host:1521/service
      triggers: ['@//'],
      match({ text }, at, _trigger, strict) {
        let start = at;
        while (at - start < MAX_LOGIN && /[^\s"'=(]/.test(text.charAt(start - 1))) start -= 1;
        const password = /^[\w$#]{1,64}\/([^\s/@:]{1,64})$/.exec(text.slice(start, at))?.[1] ?? '';
        return isLiteralSecret(password, strict ? 'url' : 'loose-url')
          ? { start: at - password.length, end: at }
          : null;
      },
    },
    {
      // Go's MySQL form: user:password@tcp(host:3306)/db
      triggers: ['@tcp(', '@unix('],
      match({ text }, at, _trigger, strict) {
        let start = at;
        while (at - start < 256 && !/[\s"'=]/.test(text.charAt(start - 1))) start -= 1;
        const userinfo = text.slice(start, at);
        const colon = userinfo.indexOf(':');
        if (colon <= 0) return null;
        const password = userinfo.slice(colon + 1);
        if (!isLiteralSecret(password, strict ? 'url' : 'loose-url')) return null;
        return { start: at - password.length, end: at };
      },
    },
  ]),
  structure('url-signature', 'signature of a presigned URL', 'URL_SIGNATURE', 'docs.aws.amazon.com (SigV4)', [
    {
      triggers: ['sig=', 'signature=', 'Signature='],
      match({ text }, at, trigger, strict) {
        if (!strict || !/[?&;-]/.test(text.charAt(at - 1))) return null;
        SIGNATURE.lastIndex = at + trigger.length;
        const body = SIGNATURE.exec(text)?.[0] ?? '';
        const isSigned = /[0-9]/.test(body) && /[A-Za-z]/.test(body) && !isTemplateToken(body);
        return isSigned ? { start: at + trigger.length, end: SIGNATURE.lastIndex } : null;
      },
    },
  ]),
];

function userinfoSecret(userinfo: string, offset: number, strict: boolean, host: string): Stretch | null {
  const colon = userinfo.indexOf(':');
  if (colon === -1) {
    return looksGenerated(userinfo, 20) && !isPlaceholder(userinfo)
      ? { start: offset, end: offset + userinfo.length }
      : null;
  }
  const user = userinfo.slice(0, colon);
  const password = userinfo.slice(colon + 1);
  // `https://TOKEN:@host`: the key stands for the user, as Stripe's API has it.
  if (password === '') return userinfoSecret(user, offset, strict, host);
  if (!isLiteralSecret(password, strict ? 'url' : 'loose-url')) return null;
  if (!strict && (password.toLowerCase() === user.toLowerCase() || LOCAL_HOST.test(host))) return null;
  return { start: offset + colon + 1, end: offset + userinfo.length };
}
