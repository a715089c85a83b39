import { way } from './credentials.js';
import type { Way } from './hiding.js';
import { mark } from './plant.js';
import { ALPHABETS, type Random } from './random.js';

const { alnum, hex } = ALPHABETS;
const word = (random: Random) => mark(random.string(random.int(10, 16), alnum));
/** With a digit for certain: what a query's `key` holds is else taken for a word now and then. */
const key = (random: Random) => mark(`${random.string(31, alnum)}7`);
const digest = (random: Random) => mark(random.string(32, hex));
const vendor = (random: Random) => random.pick(['cohere', 'mistral', 'weaviate', 'zilliz', 'okta']);
const file = (name: string, lines: string) =>
  `${name}: |\n${lines
    .split('\n')
    .map((text) => `  ${text}`)
    .join('\n')}`;

/** What files of other formats, scripts and people say with a credential in it. */
export const SAYINGS: readonly Way[] = [
  way('below a vendor', (_key, random) => `${vendor(random)}: ${key(random)}`),
  way('key below a vendor', (_key, random) => `${vendor(random)}:\n  model: x\n  key: ${word(random)}`),
  way('pair, k and v', (name, random) => `env:\n  - {k: "${name}", v: ${word(random)}}`),
  way('list as a key', (name, random) => `? ["${name}"]\n: ${word(random)}`),
  way('json list', (_key, random) => `body: '{"tokens": ["${word(random)}"]}'`),
  way('json pair', (_key, random) => `body: '[{"name": "DB_PASSWORD", "value": "${word(random)}"}]'`),
  way('json in json', (_key, random) => `body: '{"inner": "{\\"password\\": \\"${word(random)}\\"}"}'`),
  way('comment, pair', (_key, random) => `# - {name: DB_PASSWORD, value: ${word(random)}}`),
  way('xml', (_key, random) => `body: "<user>app</user><password>${word(random)}</password>"`),
  way('ini', (_key, random) => file('conf', `[db]\nuser = app\npassword = ${word(random)}`)),
  way('properties', (_key, random) => file('conf', `spring.datasource.password=${word(random)}`)),
  way('toml', (_key, random) => file('conf', `[auth]\napi_key = "${word(random)}"`)),
  way('yaml in a block', (_key, random) => file('conf', `db:\n  user: app\n  password: ${word(random)}`)),
  way('npmrc', (_key, random) => `conf: "//registry.example.org/:_authToken=${key(random)}"`),
  way('declaration', (_key, random) => `code: "const password = '${word(random)}';"`),
  way('keyword', (_key, random) => `code: "client = Client(api_key='${word(random)}')"`),
  way('docker login', (_key, random) => `run: "docker login -u bot -p ${word(random)} r.example.org"`),
  way('redis-cli', (_key, random) => `run: "redis-cli -h cache -a ${word(random)} ping"`),
  way('psql', (_key, random) => `run: "PGPASSWORD=${word(random)} psql -h db"`),
  way('curl with a header', (_key, random) => `run: "curl -H 'X-Api-Key: ${key(random)}' https://x"`),
  way('header, token', (_key, random) => `# Authorization: token ${digest(random)}`),
  way('header, proxy', (_key, random) => {
    const pair = Buffer.from(`bot:${random.string(10, alnum)}`).toString('base64');
    return `headers:\n  Proxy-Authorization: Basic ${mark(pair)}`;
  }),
  way('query, key', (_key, random) => `url: "https://api.example.org/v1?key=${digest(random)}"`),
  way('query, auth', (_key, random) => `url: "https://api.example.org/v1?auth=${key(random)}"`),
  way('query, signature', (_key, random) => {
    const name = random.pick(['sig', 'signature', 'X-Amz-Signature']);
    return `url: "https://files.example.org/a.pdf?expires=9&${name}=${digest(random)}"`;
  }),
  way('fragment', (_key, random) => `url: "https://example.org/cb#access_token=${key(random)}"`),
  way(
    'raw password',
    (_key, random) => `dsn: "postgres://app:${mark(`p#${random.string(6, alnum)}/x`)}@db/docs"`,
  ),
  way('key as the user', (_key, random) => `url: "https://${key(random)}:@api.example.org"`),
  way('oracle', (_key, random) => `url: "jdbc:oracle:thin:scott/${word(random)}@db.example.org:1521/ORCL"`),
  way('odbc', (_key, random) => `dsn: "Driver={ODBC Driver 18};Server=db;Uid=app;Pwd=${word(random)};"`),
  way('several hosts', (_key, random) => `url: "mongodb://app:${word(random)}@h1:27017,h2:27017/docs"`),
  way('half a reference', (_key, random) => `url: "postgres://\${DB_USER}:${word(random)}@db/docs"`),
];
