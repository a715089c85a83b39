import { SPECIFICITY } from '../finding.js';
import { isLiteralSecret, type Standing } from '../literals.js';
import type { Shape, ShapeRule } from './rule.js';

/** Passwords in what people paste into notes and scripts: command lines and the password files of clients. */
export const COMMAND_RULES: readonly ShapeRule[] = [
  {
    id: 'command-password',
    what: 'password on a command line',
    env: 'COMMAND_PASSWORD',
    source: 'man mysql, sshpass, curl, docker-login, redis-cli',
    specificity: SPECIFICITY.structure,
    shapes: [
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
    ],
  },
  {
    id: 'password-file',
    what: 'line of .pgpass or .netrc',
    env: 'PASSWORD',
    source: 'postgresql.org/docs (libpq-pgpass), man netrc',
    specificity: SPECIFICITY.structure,
    shapes: [
      behind([':5432:', ':5433:', ':6432:', ':*:'], /^[\w*-]{1,64}:[\w*-]{1,64}:/, 'prose'),
      behind(
        ['machine'],
        /^[ \t]{1,8}[\w.-]{1,128}\s{1,16}login\s{1,8}[^\s]{1,64}\s{1,16}password[ \t]{1,8}/,
        'prose',
      ),
    ],
  },
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
