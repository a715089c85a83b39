import { SHAPELESS_FORMATS } from './formats.js';
import { scalar, type Way } from './hiding.js';
import { type Insertion, mark } from './plant.js';
import { ALPHABETS, type Random } from './random.js';

const NOUNS = [
  'password',
  'passwd',
  'pwd',
  'passphrase',
  'secret',
  'token',
  'api key',
  'access key',
  'secret key',
  'private key',
  'client secret',
  'auth token',
  'access token',
  'refresh token',
  'bearer token',
  'credentials',
  'signing key',
  'encryption key',
  'account key',
  'webhook secret',
  'session token',
  'app secret',
  'shared secret',
  'secret access key',
  'api token',
  'master key',
  'pass',
  'passcode',
  'personal access token',
  'sas token',
  'service account key',
  'subscription key',
  'consumer secret',
  'webhook token',
  'deploy key',
  'hmac key',
  'auth key',
  'credential',
  'unseal key',
  'bot token',
  'root password',
  'fernet key',
  'open AI key',
  'hugging face key',
  'auth code',
  'recovery code',
  'pswd',
  'psw',
  'wachtwoord',
  'parola',
  'senha',
  'heslo',
  'passwort',
  'contrasena',
  'salasana',
] as const;
const HEADS = [
  '',
  '',
  '',
  'github',
  'db',
  'openai',
  'qdrant',
  'confluence',
  'my',
  'service',
  'user',
  'admin',
  'prod',
  'jira',
  'smtp',
] as const;

/** A key that names a secret, in one of the spellings that people use. */
export function credentialKey(random: Random): string {
  const words = `${random.pick(HEADS)} ${random.pick(NOUNS)}`.trim().split(' ');
  const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);
  return random.pick([
    () => words.join('_'),
    () => words.join('-'),
    () => words.join('_').toUpperCase(),
    () => words.join('-').toUpperCase(),
    () => words.map((word, at) => (at === 0 ? word : capital(word))).join(''),
    () => words.map(capital).join(''),
    () => words.map(capital).join(' '),
    () => words.join(' '),
    () => words.join('.'),
    () => words.map(capital).join('-'),
    () => words.join(''),
  ])();
}

/** What people write under such a key: nothing of it tells by its looks. */
export function credentialValue(random: Random): string {
  return random.pick([
    () => random.pick(SHAPELESS_FORMATS).make(random),
    () => random.pick(SHAPELESS_FORMATS).make(random),
    () =>
      random.pick([
        'hunter2',
        'letmein',
        'correct horse battery staple',
        'Passw0rd!',
        'changeit',
        'sesame',
        'admin',
        'root',
        's3cr3t',
      ]),
    () => random.string(random.int(4, 10), ALPHABETS.digits),
    () => `${random.int(1, 99)}.${random.int(10, 99)}`,
    () => `${random.int(2000, 2030)}-0${random.int(1, 9)}-1${random.int(0, 9)}`,
    () => random.string(random.int(3, 8), ALPHABETS.lower),
  ])();
}

/** Generated or with digits: what a sentence or a string must hold to be told from words. */
function telling(random: Random): string {
  return random.pick(SHAPELESS_FORMATS).make(random);
}

type Write = (key: string, random: Random) => Insertion | string;

/** A place for a credential; `hide` takes the key. */
export function way(name: string, write: Write): Way {
  return {
    name,
    hide(key, random) {
      const written = write(key, random);
      return typeof written === 'string' ? { params: written } : written;
    },
  };
}

const value = (random: Random) => scalar(credentialValue(random), random);
const joined = (key: string) => key.replaceAll(' ', '_');

/** Places where a key alone tells; `hide` takes the key. */
export const CREDENTIAL_WAYS: readonly Way[] = [
  way('value', (key, random) => `${key}: ${value(random)}`),
  way('quoted key', (key, random) => `"${key}": ${value(random)}`),
  way('explicit key', (key, random) => `? ${key}\n: ${value(random)}`),
  way(
    'flow',
    (key, random) =>
      `connection: {host: db, "${key}": "${mark(credentialValue(random).replace(/[\\"]/g, 'x'))}"}`,
  ),
  way('under auth', (key, random) => `auth:\n  username: bot\n  ${key}: ${value(random)}`),
  way(
    'list',
    (key, random) =>
      `${key.replace(/s$/, '')}s:\n  - ${scalar(random.pick(SHAPELESS_FORMATS).make(random), random)}`,
  ),
  way(
    'nested',
    (key, random) => `${key}:\n  ${random.pick(['openai', 'prod', 'primary', 'team-a'])}: ${value(random)}`,
  ),
  way(
    'nested twice',
    (key, random) => `${key}:\n  eu:\n    - ${random.pick(['x', 'primary'])}: ${value(random)}`,
  ),
  way('folded', (key, random) => `${key}: >-\n  ${mark(credentialValue(random))}`),
  way('literal', (key, random) => `${key}: |\n  ${mark(credentialValue(random))}`),
  way('plain over lines', (key, random) => `${key}:\n  ${mark(random.string(12, ALPHABETS.alnum))}`),
  way('alias', (key, random) => `base: &x ${value(random)}\nother:\n  ${key}: *x`),
  way('merge', (key, random) => `base: &x\n  ${key}: ${value(random)}\nother:\n  <<: *x`),
  way(
    'alias of the key',
    (key, random) => `base: &k ${JSON.stringify(key)}\nother:\n  *k : ${value(random)}`,
  ),
  way('shadowed', (key, random) => `${key}: ${value(random)}\n${key}: "\${OK}"`),
  way('second document', (key, random) => ({ tail: `---\n${key}: ${value(random)}` })),
  way('pair', (key, random) => `env:\n  - name: ${joined(key).toUpperCase()}\n    value: ${value(random)}`),
  way('pair, value first', (key, random) => `env:\n  - value: ${value(random)}\n    name: ${joined(key)}`),
  way(
    'pair, key and value',
    (key, random) => `options:\n  - {key: "${key}", value: "${mark(random.string(9, ALPHABETS.alnum))}"}`,
  ),
  way(
    'escaped key',
    (key, random) =>
      `"${[...key].map((unit, at) => (at === 2 && unit !== ' ' ? `\\x${unit.charCodeAt(0).toString(16)}` : unit)).join('')}": ${value(random)}`,
  ),
  way(
    'full-width key',
    (key, random) =>
      `"${[...key].map((unit) => (/[!-~]/.test(unit) ? String.fromCharCode(unit.charCodeAt(0) + 0xfee0) : unit)).join('')}": ${value(random)}`,
  ),
  way('zero-width key', (key, random) => `"${key.slice(0, 2)}\u200b${key.slice(2)}": ${value(random)}`),
  way('tagged', (key, random) => `${key}: !!str ${value(random)}`),
  way('anchored', (key, random) => `${key}: &v ${value(random)}`),
  way('bearer', (key, random) => `${key}: "Bearer ${mark(telling(random).replace(/[\\"]/g, 'x'))}"`),
  way(
    'json string',
    (key, random) => `body: '{"user": "bot", "${key}": "${mark(telling(random).replace(/[\\"']/g, 'x'))}"}'`,
  ),
  way(
    'dotenv',
    (key, random) =>
      `env: |\n  HOST=db\n  ${joined(key).replace(/[.-]/g, '_').toUpperCase()}=${mark(telling(random))}\n  PORT=1`,
  ),
  way(
    'dotenv item',
    (key, random) =>
      `env:\n  - "${joined(key).replace(/[.-]/g, '_').toUpperCase()}=${mark(random.string(10, ALPHABETS.alnum))}"`,
  ),
  way(
    'flag',
    (key, random) =>
      `command: "ingest --${key.replace(/[ ._]/g, '-').toLowerCase()} ${mark(random.string(12, ALPHABETS.alnum))} --all"`,
  ),
  way(
    'flag with =',
    (key, random) =>
      `command: "ingest --all --${key.replace(/[ ._]/g, '-').toLowerCase()}=${mark(random.string(12, ALPHABETS.alnum))}"`,
  ),
  way(
    'flag items',
    (key, random) =>
      `args: ["--${key.replace(/[ ._]/g, '-').toLowerCase()}", "${mark(random.string(12, ALPHABETS.alnum))}"]`,
  ),
  way(
    'query',
    (key, random) =>
      `url: https://api.example.org/v1?a=1&${joined(key).toLowerCase()}=${mark(random.string(14, ALPHABETS.alnum))}`,
  ),
  way('comment, yaml', (key, random) => `# ${key}: ${mark(random.string(14, ALPHABETS.alnum))}`),
  way(
    'comment, dotenv',
    (key, random) => `a: 1 # ${joined(key)}=${mark(random.string(14, ALPHABETS.alnum))}`,
  ),
  way(
    'comment, sentence',
    (key, random) => `# the ${key} is ${mark(random.string(random.int(24, 40), ALPHABETS.alnum))} for now`,
  ),
  way(
    'vendor in a comment',
    (_key, random) =>
      `# ${random.pick(['cohere', 'Mistral', 'weaviate', 'Zilliz', 'okta'])} key ${mark(random.string(random.int(32, 40), ALPHABETS.alnum))}`,
  ),
  way(
    'vendor in a sentence',
    (_key, random) =>
      `note: "${random.pick(['Cohere', 'mistral'])} uses ${mark(random.string(random.int(32, 40), ALPHABETS.alnum))} here"`,
  ),
  way(
    'url password',
    (_key, random) =>
      `url: ${random.pick(['postgres', 'postgresql', 'mysql', 'redis', 'mongodb+srv', 'amqp', 'https'])}://bot:${mark(random.string(random.int(4, 16), ALPHABETS.alnum))}@db.example.org:5432/docs`,
  ),
  way(
    'weak url password',
    (_key, random) =>
      `url: postgres://postgres:${mark(random.pick(['postgres', 'password', 'root', 'secret']))}@localhost/docs`,
  ),
  way(
    'url password, encoded',
    (_key, random) => `url: postgres://bot:${mark(`p%40${random.string(8, ALPHABETS.alnum)}%21`)}@db/docs`,
  ),
  way(
    'encoded url',
    (_key, random) =>
      `url: "${mark(encodeURIComponent(`postgres://bot:${random.string(10, ALPHABETS.alnum)}@db/docs`))}"`,
  ),
  way(
    'redis url, no user',
    (_key, random) => `url: redis://:${mark(random.string(10, ALPHABETS.alnum))}@cache:6379/0`,
  ),
  way(
    'connection string',
    (_key, random) =>
      `dsn: "Server=db;Database=docs;User Id=bot;${random.pick(['Password', 'Pwd', 'password'])}=${mark(random.string(10, ALPHABETS.alnum))};Encrypt=true"`,
  ),
  way(
    'libpq',
    (_key, random) =>
      `dsn: "host=db user=bot password=${mark(random.string(10, ALPHABETS.alnum))} dbname=docs"`,
  ),
  way(
    'jdbc',
    (_key, random) =>
      `url: jdbc:postgresql://db/docs?user=bot&password=${mark(random.string(10, ALPHABETS.alnum))}`,
  ),
  way(
    'go mysql',
    (_key, random) => `dsn: "bot:${mark(random.string(10, ALPHABETS.alnum))}@tcp(db:3306)/docs"`,
  ),
  way(
    'curl',
    (_key, random) =>
      `command: "curl -u bot:${mark(random.string(10, ALPHABETS.alnum))} https://example.org"`,
  ),
  way('x-api-key header', (_key, random) => `headers:\n  X-Api-Key: ${value(random)}`),
  way(
    'authorization header',
    (_key, random) =>
      `headers:\n  Authorization: "Bearer ${mark(random.string(random.int(12, 30), ALPHABETS.alnum))}"`,
  ),
  way(
    'header line',
    (_key, random) => `args: ["-H", "X-Api-Key: ${mark(random.string(20, ALPHABETS.alnum))}"]`,
  ),
  way('number', (key, random) => `${key}: ${mark(random.string(random.int(4, 8), '123456789'))}`),
  way(
    'service account',
    (_key, random) =>
      `account: '{"type": "service_account", "private_key_id": "${random.string(40, ALPHABETS.hex)}", "private_key": "${mark(`-----BEGIN PRIVATE ${'KEY'}-----\\n${random.string(64, ALPHABETS.base64)}\\n${random.string(64, ALPHABETS.base64)}\\n-----END PRIVATE ${'KEY'}-----`)}\\n"}'`,
  ),
];
