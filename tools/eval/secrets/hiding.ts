import { type Insertion, mark } from './plant.js';
import type { Random } from './random.js';

/** A way of putting a secret into a manifest; null where this secret cannot be put so. */
export interface Way {
  readonly name: string;
  hide(secret: string, random: Random): Insertion | null;
}

const KEYS = ['note', 'value', 'extra', 'options', 'comment', 'label', 'setting', 'argument'] as const;

function way(name: string, write: (secret: string, random: Random) => Insertion | string | null): Way {
  return {
    name,
    hide(secret, random) {
      const written = write(secret, random);
      return typeof written === 'string' ? { params: written } : written;
    },
  };
}

/** A way for secrets of one line. */
function line(name: string, write: (secret: string, random: Random) => Insertion | string | null): Way {
  return way(name, (secret, random) => (secret.includes('\n') ? null : write(secret, random)));
}

const isName = (secret: string) => /^[A-Za-z_][A-Za-z0-9_]*$/.test(secret);
const isPart = (secret: string) => /^[A-Za-z0-9._-]+$/.test(secret);
const isPlain = (secret: string) => /^[\w./-][\w./+=-]*$/.test(secret);

/** The secret as a scalar that fits it. */
export function scalar(secret: string, random: Random): string {
  if (secret.includes('\n')) return `"${mark(secret.replaceAll('\n', '\\n'))}"`;
  if (!isPlain(secret))
    return random.pick([
      `'${mark(secret.replaceAll("'", "''"))}'`,
      `"${mark(secret.replace(/[\\"]/g, '\\$&'))}"`,
    ]);
  return random.pick([mark(secret), `'${mark(secret)}'`, `"${mark(secret)}"`]);
}

/** As secrets are usually leaked: in the open. */
export const PLAIN_WAYS: readonly Way[] = [
  way('value', (secret, random) => `${random.pick(KEYS)}: ${scalar(secret, random)}`),
  way('list item', (secret, random) => `items:\n  - one\n  - ${scalar(secret, random)}`),
  way(
    'flow map',
    (secret, random) =>
      `${random.pick(KEYS)}: {a: 1, b: ${secret.includes('\n') || isPlain(secret) ? scalar(secret, random) : `"${mark(secret)}"`}}`,
  ),
  way(
    'credential key',
    (secret, random) => `${random.pick(['apiKey', 'token', 'api_key'])}: ${scalar(secret, random)}`,
  ),
  line('end of a value', (secret, random) => `${random.pick(KEYS)}: "use ${mark(secret)}"`),
  line(
    'middle of a value',
    (secret, random) => `${random.pick(KEYS)}: "the key ${mark(secret)} is for tests"`,
  ),
  line('comment', (secret, random) =>
    random.pick([`# ${mark(secret)}`, `a: 1 # old: ${mark(secret)}`, `# TODO rotate ${mark(secret)} soon`]),
  ),
  way(
    'literal block',
    (secret) =>
      `script: |\n  first line\n${mark(secret)
        .split('\n')
        .map((text) => `  ${text}`)
        .join('\n')}\n  last line`,
  ),
  line('shell line', (secret) => `script: |\n  export SOME_VALUE=${mark(secret)}\n  run`),
  line('header', (secret) => `header: "Authorization: Bearer ${mark(secret)}"`),
  line('query', (secret) =>
    isPart(secret) ? `url: https://api.example.org/v1?a=1&token=${mark(secret)}` : null,
  ),
  line('userinfo', (secret) =>
    isPart(secret) ? `url: https://bot:${mark(secret)}@git.example.org/docs.git` : null,
  ),
  line('json', (secret) => `body: '{"a": 1, "value": "${mark(secret)}"}'`),
  line('glued on its left', (secret) =>
    /^[a-z]{1,3}-/i.test(secret) || /^\d/.test(secret) ? null : `value: my_${mark(secret)}`,
  ),
];

const LOOK_ALIKE: Readonly<Record<string, string>> = {
  a: 'а',
  e: 'е',
  o: 'о',
  p: 'р',
  c: 'с',
  x: 'х',
  y: 'у',
  i: 'і',
  s: 'ѕ',
  A: 'А',
  B: 'В',
  E: 'Е',
  K: 'К',
  H: 'Н',
  O: 'О',
  T: 'Т',
  S: 'Ѕ',
  h: 'һ',
  g: 'ɡ',
};

function inside(secret: string, random: Random): number {
  return random.int(1, secret.length - 1);
}

function wide(secret: string): string {
  return [...secret]
    .map((unit) => (/[!-~]/.test(unit) ? String.fromCharCode(unit.charCodeAt(0) + 0xfee0) : unit))
    .join('');
}

function escapes(secret: string, random: Random, share: number): string {
  return [...secret]
    .map((unit) => {
      if (random.next() > share) return unit;
      const code = unit.charCodeAt(0).toString(16);
      return random.pick([
        `\\x${code.padStart(2, '0')}`,
        `\\u${code.padStart(4, '0')}`,
        `\\U${code.padStart(8, '0')}`,
      ]);
    })
    .join('');
}

/** What YAML itself offers to hide a token. */
export const YAML_WAYS: readonly Way[] = [
  line('key', (secret) => (isPart(secret) ? `${mark(secret)}: 1` : `"${mark(secret)}": 1`)),
  line('explicit key', (secret) => `? "${mark(secret)}"\n: 1`),
  line('anchor', (secret) => (isPart(secret) ? `a: &${mark(secret)} text` : null)),
  line('tag', (secret) => (isPart(secret) ? `a: !${mark(secret)} text` : null)),
  way('shadowed duplicate', (secret, random) => `note: ${scalar(secret, random)}\nnote: harmless`),
  way('alias', (secret, random) => `first: &it ${scalar(secret, random)}\napiKey: *it`),
  way(
    'merge',
    (secret, random) =>
      `base: &base {note: ${secret.includes('\n') || !isPlain(secret) ? `"${mark(secret.replaceAll('\n', '\\n'))}"` : mark(secret)}}\nother:\n  <<: *base\n  a: ${random.int(1, 9)}`,
  ),
  way('second document', (secret, random) => ({ tail: `---\nnote: ${scalar(secret, random)}` })),
  way('first document', (secret, random) => ({ head: `note: ${scalar(secret, random)}\n---` })),
  line('after the end', (secret) => ({ tail: `...\n# ${mark(secret)}` })),
  line('escaped newline', (secret, random) => {
    const at = inside(secret, random);
    return `note: "${mark(`${secret.slice(0, at)}\\\n        ${secret.slice(at)}`)}"`;
  }),
  line(
    'escaped newlines',
    (secret) => `note: "${mark((secret.match(/.{1,12}/g) ?? []).join('\\\n        '))}"`,
  ),
  line('some escapes', (secret, random) => `note: "${mark(escapes(secret, random, 0.3))}"`),
  line('all escapes', (secret, random) => `note: "${mark(escapes(secret, random, 1))}"`),
  line(
    'escaped prefix',
    (secret, random) => `note: "${mark(escapes(secret.slice(0, 4), random, 1) + secret.slice(4))}"`,
  ),
  line('folded block', (secret) => `note: >-\n  some words\n  ${mark(secret)}`),
  line('folded block, kept', (secret) => `note: >2+\n   ${mark(secret)}\n`),
  line('plain over lines', (secret) =>
    isPart(secret) ? `note: some words\n  ${mark(secret)}\n  and more` : null,
  ),
  way('binary', (secret) => `note: !!binary "${mark(Buffer.from(secret).toString('base64'))}"`),
  way(
    'binary block',
    (secret) =>
      `note: !!binary |\n${mark(
        (
          Buffer.from(secret)
            .toString('base64')
            .match(/.{1,24}/g) ?? []
        )
          .map((text) => `  ${text}`)
          .join('\n'),
      )}`,
  ),
  line('zero-width', (secret, random) => {
    const at = inside(secret, random);
    return `note: ${mark(secret.slice(0, at) + random.pick(['\u200b', '\u200d', '\u2060', '\u00ad', '\ufeff', '\u180e']) + secret.slice(at))}`;
  }),
  line('zero-width everywhere', (secret) => `note: "${mark([...secret].join('\u200b'))}"`),
  line('look-alikes', (secret) => {
    const changed = [...secret].map((unit) => LOOK_ALIKE[unit] ?? unit).join('');
    return changed === secret ? null : `note: "${mark(changed)}"`;
  }),
  line('full width', (secret) => `note: "${mark(wide(secret))}"`),
  line('full-width prefix', (secret) => `note: "${mark(wide(secret.slice(0, 4)) + secret.slice(4))}"`),
  line(
    'mathematical letters',
    (secret) =>
      `note: "${mark(secret.replace(/[a-z]/g, (unit) => String.fromCodePoint(0x1d5ba + unit.charCodeAt(0) - 97)))}"`,
  ),
  line('U+2028', (secret, random) => {
    const at = inside(secret, random);
    return random.pick([
      `note: "a\u2028${mark(secret)}"`,
      `note: "${mark(`${secret.slice(0, at)}\u2028${secret.slice(at)}`)}"`,
    ]);
  }),
  line(
    'very long line',
    (secret) => `note: "${'lorem ipsum '.repeat(2000)}${mark(secret)} ${'dolor sit '.repeat(2000)}"`,
  ),
  line('json document', (secret) => ({
    tail: `---\n{"version": "v0", "note": {"deep": ["${mark(secret)}"]}}`,
  })),
  line('verbatim tag', (secret) =>
    isPart(secret) ? `note: !<tag:example.org,2026:${mark(secret)}> text` : null,
  ),
  line('directive', (secret) => ({ head: `%TAG ! tag:example.org,2026:\n# ${mark(secret)}\n---` })),
  line('comment, full width', (secret) => `# ${mark(wide(secret))}`),
  line('comment, zero-width', (secret, random) => {
    const at = inside(secret, random);
    return `a: 1 # ${mark(`${secret.slice(0, at)}\u200b${secret.slice(at)}`)}`;
  }),
  line('key, full width', (secret) => `"${mark(wide(secret))}": 1`),
  line(
    'key, zero-width',
    (secret) => `? ${JSON.stringify(secret.slice(0, 3))}\n: 1\n"${mark([...secret].join('\u2060'))}": 2`,
  ),
  line('combining marks', (secret) => `note: "${mark(secret.replace(/[a-z]/, (unit) => `${unit}\u0301`))}"`),
  line('directional marks', (secret) => `note: "${mark(`\u202a${[...secret].join('\u200e')}\u202c`)}"`),
  line('tag characters', (secret) => `note: "${mark([...secret].join('\u{e0041}'))}"`),
  line('variation selectors', (secret) => `note: "${mark([...secret].join('\ufe0f'))}"`),
  line('flow over lines', (secret) => `note: {a: 1,\n  b: [x,\n  "${mark(secret)}"]}`),
  line('deep', (secret) => `a: {b: {c: {d: {e: {f: [[["${mark(secret)}"]]]}}}}}`),
  line('complex key', (secret) => `? {a: "${mark(secret)}"}\n: 1`),
  line('doubled quote', (secret) => `note: 'it''s ${mark(secret)}'`),
];

/** A secret put where a reference should be. `loose` ways also work for keys without a shape, below a credential key. */
export const REFERENCE_WAYS: readonly (Way & { readonly anyShape?: boolean })[] = [
  {
    ...line(
      'text after a reference',
      (secret, random) => `apiKey: "\${OPENAI_API_KEY}${random.pick([' ', '', ',', '#'])}${mark(secret)}"`,
    ),
    anyShape: true,
  },
  {
    ...line('text before a reference', (secret) => `apiKey: "${mark(secret)}\${OPENAI_API_KEY}"`),
    anyShape: true,
  },
  {
    ...line('default', (secret) => (isPart(secret) ? `apiKey: "\${OPENAI_API_KEY:-${mark(secret)}}"` : null)),
    anyShape: true,
  },
  {
    ...line('default, other operators', (secret, random) =>
      isPart(secret) ? `token: "\${API_TOKEN${random.pick(['-', ':=', ':?', ':+'])}${mark(secret)}}"` : null,
    ),
    anyShape: true,
  },
  {
    ...line('nested default', (secret) =>
      isPart(secret) ? `apiKey: "\${A:-\${B:-${mark(secret)}}}"` : null,
    ),
    anyShape: true,
  },
  line('env name', (secret) => (isName(secret) ? `apiKey: "\${${mark(secret)}}"` : null)),
  line('env name, other key', (secret) => (isName(secret) ? `note: "\${${mark(secret)}}"` : null)),
  line('profile field', (secret) => (isPart(secret) ? `apiKey: profile://openai#${mark(secret)}` : null)),
  line('profile provider', (secret) => (isPart(secret) ? `apiKey: profile://${mark(secret)}#api_key` : null)),
  line('vault field', (secret) => (isPart(secret) ? `apiKey: vault://kv/team/openai#${mark(secret)}` : null)),
  line('vault path', (secret) => (isPart(secret) ? `apiKey: vault://kv/${mark(secret)}#key` : null)),
  {
    ...line('vault userinfo', (secret) =>
      isPart(secret) ? `apiKey: vault://user:${mark(secret)}@kv/team#key` : null,
    ),
    anyShape: true,
  },
  {
    ...line('vault userinfo, other key', (secret) =>
      isPart(secret) ? `note: vault://root:${mark(secret)}@kv/team#key` : null,
    ),
    anyShape: true,
  },
  {
    ...line('query of a reference', (secret) =>
      isPart(secret) ? `apiKey: vault://kv/team?token=${mark(secret)}#key` : null,
    ),
    anyShape: true,
  },
  {
    ...line('bearer with both', (secret) =>
      isPart(secret) ? `authorization: "Bearer \${T}${mark(secret)}"` : null,
    ),
    anyShape: true,
  },
  {
    ...line('unclosed', (secret) => (isPart(secret) ? `password: "\${${mark(secret)}"` : null)),
    anyShape: true,
  },
  {
    ...line('default in a URL', (secret) =>
      isPart(secret) ? `url: "https://bot:\${BOT_PASSWORD:-${mark(secret)}}@example.org/"` : null,
    ),
    anyShape: true,
  },
];

const b64 = (text: string) => Buffer.from(text).toString('base64');
const hexOf = (text: string) => Buffer.from(text).toString('hex');
const percentOf = (text: string) =>
  [...text].map((unit) => `%${unit.charCodeAt(0).toString(16).padStart(2, '0')}`).join('');

/** Encodings, one to three deep. */
export const ENCODED_WAYS: readonly Way[] = [
  way('base64', (secret) => `note: ${mark(b64(secret))}`),
  way('base64 without padding', (secret) => `note: ${mark(b64(secret).replace(/=+$/, ''))}`),
  way('base64url', (secret) => `note: ${mark(Buffer.from(secret).toString('base64url'))}`),
  way('base64 of an assignment', (secret) => `note: ${mark(b64(`export API_TOKEN=${secret}\n`))}`),
  way(
    'base64 of json',
    (secret) =>
      `note: ${mark(b64(JSON.stringify({ auths: { 'registry.example.org': { token: secret } } })))}`,
  ),
  way('hex', (secret) => `note: "${mark(hexOf(secret))}"`),
  way('hex, capitals', (secret) => `note: "${mark(hexOf(secret).toUpperCase())}"`),
  way('hex, byte by byte', (secret, random) => {
    const joint = random.pick([' ', ':', '-']);
    return `note: "${mark((hexOf(secret).match(/../g) ?? []).join(joint))}"`;
  }),
  way('0x', (secret) => `note: "0x${mark(hexOf(secret))}"`),
  way('percent', (secret) => `note: "${mark(percentOf(secret))}"`),
  line('percent in a URL', (secret) => `url: "https://example.org/?q=${mark(percentOf(secret))}&n=1"`),
  line(
    'some percent',
    (secret) => `note: "${mark(percentOf(secret.slice(0, 3)) + encodeURIComponent(secret.slice(3)))}"`,
  ),
  way('data URI', (secret) => `icon: data:text/plain;base64,${mark(b64(secret))}`),
  line('data URI, percent', (secret) => `icon: "data:text/plain,${mark(percentOf(secret))}"`),
  way('base64 twice', (secret) => `note: ${mark(b64(b64(secret)))}`),
  way('base64 three times', (secret) => `note: ${mark(b64(b64(b64(secret))))}`),
  line(
    'octal escapes in a string',
    (secret) =>
      `note: '${mark([...secret].map((unit) => `\\${unit.charCodeAt(0).toString(8).padStart(3, '0')}`).join(''))}'`,
  ),
  way('hex of base64', (secret) => `note: "${mark(hexOf(b64(secret)))}"`),
  way('base64 of hex', (secret) => `note: ${mark(b64(hexOf(secret)))}`),
  way('percent of base64', (secret) => `note: "${mark(encodeURIComponent(b64(`${secret}\n`)))}"`),
  line('percent twice', (secret) => `note: "${mark(encodeURIComponent(percentOf(secret)))}"`),
  way('base64 of percent', (secret) => `note: ${mark(b64(percentOf(secret)))}`),
  way('base64 wrapped', (secret) =>
    secret.length < 40
      ? null
      : `note: |\n${mark((b64(secret).match(/.{1,40}/g) ?? []).map((text) => `  ${text}`).join('\n'))}`,
  ),
  way('base64 in a comment', (secret) => `# ${mark(b64(secret))}`),
  way('base64 as a key', (secret) => `"${mark(b64(secret))}": 1`),
  way('base64 UTF-16', (secret) => `note: ${mark(Buffer.from(secret, 'utf16le').toString('base64'))}`),
  line(
    'unicode escapes in a string',
    (secret) =>
      `note: '${mark([...secret].map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''))}'`,
  ),
  line(
    'json in base64 in json',
    (secret) => `note: '{"data": "${mark(b64(JSON.stringify({ k: secret })))}"}'`,
  ),
  line(
    'html entities',
    (secret) => `note: "${mark([...secret].map((unit) => `&#${unit.charCodeAt(0)};`).join(''))}"`,
  ),
  line(
    'hex entities',
    (secret) =>
      `note: "${mark([...secret].map((unit) => `&#x${unit.charCodeAt(0).toString(16)};`).join(''))}"`,
  ),
  line(
    'json unicode escapes',
    (secret) =>
      `body: '{"a": "${mark([...secret].map((unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`).join(''))}"}'`,
  ),
  line(
    'shell hex escapes',
    (secret) =>
      `run: |\n  printf '${mark([...secret].map((unit) => `\\x${unit.charCodeAt(0).toString(16)}`).join(''))}'`,
  ),
  way(
    'base64 over escaped newlines',
    (secret) => `note: "${mark((b64(secret).match(/.{1,20}/g) ?? []).join('\\\n        '))}"`,
  ),
  way(
    'base64 over a folded block',
    (secret) =>
      `note: >-\n${mark((b64(`token ${secret}`).match(/.{1,32}/g) ?? []).map((text) => `  ${text}`).join('\n'))}`,
  ),
  way(
    'base64 in a URL path',
    (secret) => `url: https://example.org/import/${mark(Buffer.from(secret).toString('base64url'))}`,
  ),
  way(
    'base64 in a query',
    (secret) => `url: "https://example.org/?state=${mark(encodeURIComponent(b64(secret)))}&x=1"`,
  ),
  way('base64 with a prefix', (secret) => `note: "b64:${mark(b64(secret))}"`),
  way('hex in a comment', (secret) => `# ${mark(hexOf(secret))}`),
  way('base64 as an anchor', (secret) => `a: &${mark(Buffer.from(secret).toString('base64url'))} x`),
  way('full-width base64', (secret) => `note: "${mark(wide(b64(secret)))}"`),
  line('basic header', (secret) => `header: "Authorization: Basic ${mark(b64(`bot:${secret}`))}"`),
];
