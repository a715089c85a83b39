import { isLiteralSecret, type Standing } from '../literals.js';
import { type Shape, type ShapeRule, structure } from './rule.js';

/** Passwords in what people paste into notes and scripts: command lines and the password files of clients. */
export const COMMAND_RULES: readonly ShapeRule[] = [
  structure(
    'command-password',
    'password on a command line',
    'COMMAND_PASSWORD',
    'man mysql, sshpass, curl, docker-login, redis-cli, sqlcmd, ldapsearch, htpasswd, openssl',
    [
      // Glued to the flag: behind a blank it would be the database.
      behind(['mysql', 'mariadb'], /^[a-z-]{0,16}[ \t][^\n;|&]{0,256}?(?<![^ \t])-p(?=[^ \t])/),
      behind(['sshpass'], /^[ \t]{1,8}(?:-[a-z][ \t]{1,8})?-p[ \t]{0,8}/),
      behind(
        ['curl', 'wget'],
        /^[ \t][^\n;|&]{0,256}?(?<![^ \t])(?:-u|--user)[ \t=]{0,8}["']?[\w.@-]{1,64}:/,
      ),
      behind(
        ['docker login', 'podman login', 'registry login', 'skopeo login'],
        /^[ \t][^\n;|&]{0,256}?(?<![^ \t])-p[ \t=]{0,8}/,
      ),
      behind(['redis-cli'], /^[ \t][^\n;|&]{0,256}?(?<![^ \t])-a[ \t]{1,8}/),
      behind(['sqlcmd'], /^[ \t][^\n;|&]{0,256}?(?<![^ \t])-P[ \t]{0,8}/),
      behind(
        ['ldapsearch', 'ldapadd', 'ldapmodify', 'ldapdelete', 'ldapwhoami', 'ldappasswd'],
        /^[ \t][^\n;|&]{0,256}?(?<![^ \t])-w[ \t]{0,8}/,
      ),
      behind(['az login'], /^[ \t][^\n;|&]{0,256}?(?<![^ \t])-p[ \t=]{1,8}/),
      behind(
        ['htpasswd'],
        /^(?:[ \t]{1,8}-[A-Za-z]{1,8}){0,4}[ \t]{1,8}-[A-Za-z]{0,6}b[A-Za-z]{0,6}[ \t]{1,8}[\w./-]{1,128}[ \t]{1,8}[\w.@-]{1,64}[ \t]{1,8}/,
      ),
      behind(['rabbitmqctl'], /^[ \t]{1,8}(?:add_user|change_password)[ \t]{1,8}[\w.@-]{1,64}[ \t]{1,8}/),
      behind(['-passin pass:', '-passout pass:', '-pass pass:'], /^/),
      // What a command reads from its standard input.
      behind(
        ['echo '],
        /^(?:-n[ \t]{1,8})?["']?[\w.-]{1,64}:(?=[^\s|]{1,128}[ \t]{0,8}\|[ \t]{0,8}(?:sudo[ \t]{1,8})?chpasswd)/,
      ),
      behind(
        ['echo '],
        /^(?:-n[ \t]{1,8})?(?=[^\s|]{1,256}[ \t]{0,8}\|[^\n|]{1,128}--(?:password-stdin|with-token))/,
      ),
    ],
  ),
  structure(
    'password-file',
    'line of .pgpass or .netrc',
    'PASSWORD',
    'postgresql.org/docs (libpq-pgpass), man netrc',
    [
      behind([':5432:', ':5433:', ':6432:', ':*:'], /^[\w*-]{1,64}:[\w*-]{1,64}:/, 'prose'),
      behind(
        ['machine'],
        /^[ \t]{1,8}[\w.-]{1,128}\s{1,16}login\s{1,8}[^\s]{1,64}\s{1,16}password[ \t]{1,8}/,
        'prose',
      ),
    ],
  ),
];

/** The literal that stands where `lead` ends, which begins right behind the trigger. */
function behind(triggers: readonly string[], lead: RegExp, standing: Standing = 'assigned'): Shape {
  return {
    triggers,
    match({ text }, at, trigger, strict) {
      const from = at + trigger.length;
      const led = lead.exec(text.slice(from, from + 512));
      if (led === null) return null;
      const value = from + led[0].length;
      const [whole = '', quote = ''] =
        /^(["']?)[^\s"'`;|&<>]{1,256}/.exec(text.slice(value, value + 257)) ?? [];
      const literal = whole.slice(quote.length);
      const start = value + quote.length;
      return isLiteralSecret(literal, strict ? standing : 'loose-url')
        ? { start, end: value + whole.length }
        : null;
    },
  };
}
