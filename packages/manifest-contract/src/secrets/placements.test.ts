import { describe, expect, it } from 'vitest';
import { detectSecrets } from './detect.js';
import { redactSecrets } from './redact.js';
import { letters, seeded } from './testing/examples.js';

const HEX = '0123456789abcdef';

/** A manifest with lines of its own below `params`; they begin on line 12. */
function manifestWith(lines: string): string {
  const own = lines
    .split('\n')
    .map((line) => `      ${line}`)
    .join('\n');
  return `version: v0
metadata:
  name: repo-docs
embeddings:
  provider: openai
vectorStore:
  type: qdrant
dataSources:
  - type: GithubRepositoryReader
    params:
      path: docs
${own}
`;
}

const linesOf = (lines: string) => detectSecrets(manifestWith(lines)).map((finding) => finding.line - 11);
/** A password of letters, with no more shape than that. */
const word = letters(seeded(3), 12);
const key = `${letters(seeded(5), 31)}7`;
const hex = letters(seeded(7), 32, HEX);
const github = ['gh', 'p_', letters(seeded(9), 36)].join('');

describe('A literal under a key that people give to credentials', () => {
  it.each([
    'openAIKey',
    'huggingFaceKey',
    'deepSeek_key',
    'fernetKey',
    'FERNET_KEY',
    'psw',
    'db_pswd',
    'passwrd',
    'bindpw',
    'authCode',
    'confluencepswd',
    'smtpsalasana',
    'DBRECOVERYCODE',
    'recovery_code',
    'wachtwoord',
    'hasło',
    'Lösenord',
    'jelszo',
    'heslo',
    'parola',
    'şifre',
    'salasana',
    'adgangskode',
    '密钥',
  ])('%s', (name) => {
    expect(linesOf(`${name}: ${word}`)).toEqual([1]);
    expect(linesOf(`${name}: "\${VALUE}"`)).toEqual([]);
  });

  it('is found in a pair of `k` and `v`, and behind a list of one word', () => {
    expect(linesOf(`vars:\n  - {k: password, v: ${word}}`)).toEqual([2]);
    expect(linesOf(`vars:\n  - {k: colour, v: ${word}}`)).toEqual([]);
    expect(linesOf(`? [password]\n: ${word}`)).toEqual([2]);
    expect(linesOf(`? [password, colour]\n: ${word}`)).toEqual([]);
  });
});

describe('A key without a shape', () => {
  it.each(['cohere', 'mistral', 'weaviate', 'zilliz', 'okta'])('right below %s', (vendor) => {
    expect(linesOf(`${vendor}: ${key}`)).toEqual([1]);
    expect(linesOf(`${vendor}:\n  key: ${word}`)).toEqual([2]);
    expect(linesOf(`${vendor}: rerank-english-v3.0`)).toEqual([]);
    expect(linesOf(`${vendor}:\n  model: embed-english-v3.0\n  key: "\${KEY}"`)).toEqual([]);
  });
});

describe('A name inside a string points at the literal', () => {
  it.each([
    ['a list in JSON', `cfg: '{"tokens": ["${word}"]}'`],
    ['a pair in JSON', `cfg: '[{"name": "DB_PASSWORD", "value": "${word}"}]'`],
    ['a pair in a comment', `# - {name: DB_PASSWORD, value: ${word}}`],
    ['an element of XML', `cfg: "<user>app</user><password>${word}</password>"`],
    ['a declaration', `code: "const password = '${word}';"`],
    ['a word of another language', `# SMTP_SALASANA=${word}`],
    ['a header with a scheme', `# Authorization: token ${hex}`],
    ['a docker login', `run: "docker login -u bot -p ${word} registry.example.org"`],
    ['a call of redis-cli', `run: "redis-cli -h cache -a ${word} ping"`],
    ['the key of a query', `url: "https://api.example.org/v1?key=${hex}"`],
    ['the auth of a query', `url: "https://api.example.org/v1?auth=${key}"`],
    ['the signature of a query', `url: "https://api.example.org/v1?page=2&sig=${hex}"`],
  ])('%s', (_, lines) => {
    expect(linesOf(lines)).toEqual([1]);
  });

  it.each([
    ['an empty list', `cfg: '{"tokens": []}'`],
    ['a pair that refers', `cfg: '[{"name": "DB_PASSWORD", "value": "\${DB_PASSWORD}"}]'`],
    ['the password of a template', 'url: "postgres://app:<password>@db/docs"'],
    ['a masked one', 'note: "password=xxxxx"'],
    ['a masked one in a block', 'note: |\n  password=xxxxx\n  more'],
    ['a count', 'note: "tokens: 4096"'],
    ['a word of a query', 'url: "https://api.example.org/v1?auth=basic&key=handbook&sig=v4"'],
    ['a login by standard input', 'run: "docker login -u bot --password-stdin registry.example.org"'],
    ['a login by variable', 'run: "docker login -u bot -p $PASSWORD registry.example.org"'],
  ])('%s is none', (_, lines) => {
    expect(linesOf(lines)).toEqual([]);
  });
});

describe('A password in what is written like a URL', () => {
  it.each([
    ['marks that a URL would end at', `dsn: "postgres://app:${word}#/${word}@db/docs"`],
    ['a key in the place of the user', `url: "https://${key}:@api.example.org"`],
    ["Oracle's thin driver", `url: "jdbc:oracle:thin:scott/${word}@db.example.org:1521/ORCL"`],
  ])('%s', (_, lines) => {
    expect(linesOf(lines)).toEqual([1]);
  });

  it.each([
    `docker-pullable://nginx:1.19@sha256:${letters(seeded(11), 64, HEX)}`,
    `docker://alpine:3.18@sha256:${letters(seeded(12), 64, HEX)}`,
    `oci://registry.example.org:5000/app:1.2@sha256:${letters(seeded(13), 64, HEX)}`,
    'milvus://host:19530/docs@eu',
    'http://localhost:8080/a@b',
    'jdbc:oracle:thin:@db.example.org:1521/ORCL',
  ])('%s holds none', (url) => {
    expect(linesOf(`url: "${url}"`)).toEqual([]);
  });
});

describe('A token in hex, byte by byte', () => {
  const bytes = [...github].map((unit) => unit.charCodeAt(0).toString(16));

  it.each([' ', ':', '-'])('with "%s" between the bytes', (joint) => {
    expect(linesOf(`dump: "${bytes.join(joint)}"`)).toEqual([1]);
    expect(linesOf(`# ${bytes.join(joint).toUpperCase()}`)).toEqual([1]);
  });

  it('is no fingerprint and no MAC address', () => {
    const fingerprint = letters(seeded(15), 40, HEX).match(/../g)?.join(':') ?? '';
    expect(linesOf(`fingerprint: "${fingerprint}"\nmac: "00:1a:2b:3c:4d:5e"`)).toEqual([]);
    expect(linesOf('dump: "61 62 63 64 65 66 67 68 69 6a 6b 6c 6d 6e"')).toEqual([]);
  });
});

it('tells the three names of a host from a bot token of Discord', () => {
  const [first, second, third] = [24, 6, 27].map((length, at) => letters(seeded(20 + at), length));
  expect(linesOf(`bot: ${first}.${second}.${third}`)).toEqual([1]);
  expect(linesOf(`host: ${`${first}.${second}.${third}`.toLowerCase()}`)).toEqual([]);
});

describe('A text that is no manifest', () => {
  it.each([
    'framework:\n    secret: s3cr3t\n',
    'scrape_configs:\n- authorization:\n    credentials: 1234\n',
    'hostname: os6\nenable_password: force10\n',
    'login: test\npassword: testpassword\n',
    'mysql_root_password: password\n',
    'example: {username: bob, token: string, password: string}\n',
    '- token: "+"\n  name: plus\n- token: IDENT\n',
    `headers:\n  authorization: Basic ${btoa('aladdin:opensesame')}\nimage: prometheus\n`,
    `openapi: 3.1.0\npaths: {}\ncomponents:\n  examples:\n    a: {value: {accessToken: ${key}}}\n`,
    `kind: EncryptionConfiguration\nkeys:\n  - secret: ${btoa('abcdefghijklmnopqrstuvwxyz123456')}\n`,
  ])('has samples: %j', (text) => {
    expect(detectSecrets(text)).toEqual([]);
  });

  it.each([
    'password: hunter2\n',
    'login: test\npassword: swordfish\n',
    `kind: Config\nusers:\n  - token: ${key}\n`,
    `openapi: 3.1.0\npaths: {}\ninfo: {description: "${github}"}\n`,
  ])('and secrets: %j', (text) => {
    expect(detectSecrets(text)).toHaveLength(1);
  });
});

it('holds a manifest to more than a piece: there a sample is a literal too', () => {
  expect(linesOf('password: test')).toEqual([1]);
});

it.each([
  ['a signature', `url: "https://api.example.org/v1?page=2&sig=${hex}" # signed`],
  ['bytes', `dump: "${[...github].map((unit) => unit.charCodeAt(0).toString(16)).join(' ')}"`],
  ['an Oracle login', `url: "jdbc:oracle:thin:scott/${word}@db.example.org:1521/ORCL"`],
  ['raw marks', `dsn: "postgres://app:${word}#/x@db/docs" # old`],
  ['a vendor', `cohere: ${key} # old`],
])('redacts %s and leaves the rest', (_, lines) => {
  const text = manifestWith(lines);
  const redacted = redactSecrets(text).text;
  expect(detectSecrets(redacted)).toEqual([]);
  expect(redacted.split('\n')).toHaveLength(text.split('\n').length);
  expect(redacted.includes(' # ')).toBe(lines.includes(' # '));
});
