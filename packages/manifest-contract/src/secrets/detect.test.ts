import { describe, expect, it } from 'vitest';
import { DEFAULT_LIMITS } from '../limits.js';
import { parseText } from '../text/parse-text.js';
import { detectSecrets, findSecrets, scanParsedText } from './detect.js';
import { examplesOf, FIRST_LINE, letters, manifestWith, seeded } from './testing/examples.js';

const random = seeded(20_261_122);
const tokenOf = (rule: string) => examplesOf(rule, random)[0] ?? '';
const TOKEN = tokenOf('github-token');
const base64 = (text: string) => btoa(text);
const hex = (text: string) =>
  [...text].map((unit) => unit.charCodeAt(0).toString(16).padStart(2, '0')).join('');
const percent = (text: string) => [...text].map((unit) => `%${hex(unit)}`).join('');
const wide = (text: string) =>
  [...text].map((unit) => String.fromCharCode(unit.charCodeAt(0) + 0xfee0)).join('');
const cut = TOKEN.length >> 1;

/** What was found, as rule and line counted from the first inserted line. */
const found = (text: string) => detectSecrets(text).map(({ ruleId, line }) => [ruleId, line - FIRST_LINE]);

describe('a token is found however YAML hides it', () => {
  it.each<[string, string, number]>([
    ['in a value', `note: ${TOKEN}`, 0],
    ['in a comment', `# ${TOKEN}`, 0],
    ['as a key', `${TOKEN}: 1`, 0],
    ['as an explicit key', `? ${TOKEN}\n: 1`, 0],
    ['as an anchor', `a: &${TOKEN} x`, 0],
    ['as a tag', `a: !${TOKEN} x`, 0],
    ['behind a duplicate key', `a: ${TOKEN}\na: harmless`, 0],
    ['in a literal block', `a: |\n  one\n  ${TOKEN}`, 2],
    ['in a folded block', `a: >-\n  one\n  ${TOKEN}`, 2],
    [
      'over several folded lines',
      `a: >-\n  ${TOKEN.slice(0, 14)}\n  ${TOKEN.slice(14, 28)}\n  ${TOKEN.slice(28)}`,
      1,
    ],
    ['over an escaped newline', `a: "${TOKEN.slice(0, cut)}\\\n  ${TOKEN.slice(cut)}"`, 0],
    ['in \\x escapes', `a: "${[...TOKEN].map((unit) => `\\x${hex(unit)}`).join('')}"`, 0],
    ['in \\u escapes', `a: "${[...TOKEN].map((unit) => `\\u00${hex(unit)}`).join('')}"`, 0],
    ['in !!binary', `a: !!binary |\n  ${base64(TOKEN).slice(0, 20)}\n  ${base64(TOKEN).slice(20)}`, 1],
    ['with a zero-width space', `a: ${TOKEN.slice(0, cut)}\u200b${TOKEN.slice(cut)}`, 0],
    ['with U+2028', `a: "x\u2028${TOKEN}"`, 0],
    ['with a look-alike letter', `a: ${TOKEN.replace('p', 'р')}`, 0],
    ['in full width', `a: ${wide(TOKEN)}`, 0],
    ['in base64', `a: ${base64(TOKEN)}`, 0],
    ['in base64 twice', `a: ${base64(base64(TOKEN))}`, 0],
    [
      'in base64 over lines',
      `a: |\n  ${base64(`x ${TOKEN}`).slice(0, 40)}\n  ${base64(`x ${TOKEN}`).slice(40)}`,
      1,
    ],
    ['in hex', `a: "${hex(TOKEN)}"`, 0],
    ['in hex of base64', `a: "${hex(base64(TOKEN))}"`, 0],
    ['in percent escapes', `a: "${percent(TOKEN)}"`, 0],
    ['in a data URI', `a: data:text/plain;base64,${base64(TOKEN)}`, 0],
    ['behind a reference', `a: "\${T} ${TOKEN}"`, 0],
    ['as a default', `a: "\${T:-${TOKEN}}"`, 0],
    ['as an environment name', `a: "\${${TOKEN}}"`, 0],
    ['as a profile field', `a: profile://github#${TOKEN}`, 0],
    ['as a vault field', `a: vault://kv/team#${TOKEN}`, 0],
    ['in a URL', `a: https://x.example.org/?q=${TOKEN}`, 0],
    ['glued to a word', `a: my${TOKEN}`, 0],
  ])('%s', (_, params, line) => {
    const findings = found(manifestWith(params));
    expect(findings.map(([rule]) => rule)).toEqual(['github-token']);
    expect(Math.abs(Number(findings[0]?.[1]) - line)).toBeLessThanOrEqual(1);
  });

  it('in any document, before and after the manifest', () => {
    const manifest = manifestWith('a: 1');
    expect(detectSecrets(`# ${TOKEN}\n---\n${manifest}`)).toHaveLength(1);
    expect(detectSecrets(`${manifest}---\na: ${TOKEN}\n...\n# ${TOKEN}`)).toHaveLength(2);
  });

  it('with CRLF and a byte order mark', () => {
    const text = `\ufeff${manifestWith(`a: ${TOKEN}`).replaceAll('\n', '\r\n')}`;
    expect(found(text)).toEqual([['github-token', 0]]);
  });

  it('in text that is broken, empty of YAML or beyond every limit', () => {
    expect(detectSecrets(`${manifestWith('a: [')}b: ${TOKEN}\n}`)).toHaveLength(1);
    expect(detectSecrets(TOKEN)).toHaveLength(1);
    expect(
      detectSecrets(`${manifestWith('a: 1')}${'# filler line\n'.repeat(60_000)}b: ${TOKEN}\n`),
    ).toHaveLength(1);
  });
});

describe('below a credential key nothing but a reference may stand', () => {
  it.each<[string, string]>([
    ['a word', 'password: letmein'],
    ['several words', 'secret: correct horse battery'],
    ['a number', 'password: 123456'],
    ['a decimal', 'apiKey: 1.5'],
    ['a date', 'password: 2026-11-22'],
    ['a quoted key', '"api key": x1'],
    ['an escaped key', '"pass\\x77ord": x1'],
    ['a full-width key', `${wide('password')}: x1`],
    ['an explicit key', '? password\n: x1'],
    ['a flow map', 'a: {b: 1, clientSecret: x1}'],
    ['a nested map', 'credentials:\n  openai: x1'],
    ['a list', 'passwords:\n  - x1'],
    ['auth', 'auth:\n  key: x1'],
    ['a folded block', 'password: >-\n  x1'],
    ['an alias', 'a: &a x1\nb: {password: *a}'],
    ['an alias to a map', 'a: &a {b: x1}\nc: {credentials: *a}'],
    ['a merge', 'a: &a\n  password: x1\nb:\n  <<: *a'],
    ['a key by alias', 'a: &k password\nb:\n  *k : x1'],
    ['a value that a duplicate hides', 'password: x1\npassword: "${P}"'],
    ['a pair of name and value', 'env:\n  - name: DB_PASSWORD\n    value: x1'],
    ['a pair with a merged name', 'n: &n {name: DB_PASSWORD}\nenv:\n  - <<: *n\n    value: x1'],
    ['a flag and its value', 'args: [--api-key, x1]'],
    ['text behind a reference', 'token: "${T} x1"'],
    ['text glued to a reference', 'token: "${T}x1"'],
    ['a default that is no reference', 'token: "${T:-x1}"'],
    ['an unclosed reference', 'token: "${T"'],
    ['userinfo in a vault reference', 'token: "vault://u:x1@kv/a#b"'],
    ['a dot segment in a vault reference', 'token: "vault://kv/../a#b"'],
    ['a shell variable', 'token: "$TOKEN"'],
    ['a generated variable name', `token: "\${${letters(seeded(5), 40).replace(/^\d/, 'a')}}"`],
  ])('%s', (_, params) => {
    expect(detectSecrets(manifestWith(params))).toHaveLength(1);
  });

  it.each<[string, string]>([
    ['a broken document', 'a: [\npassword: x1'],
    ['a broken document, block', 'a: [\npassword: |\n  x1'],
    ['a document beyond the limits', `password: x1\n${'# more\n'.repeat(DEFAULT_LIMITS.maxBytes / 7)}`],
  ])('in %s too', (_, params) => {
    expect(detectSecrets(manifestWith(params)).length).toBeGreaterThan(0);
  });

  it('in what a broken document loses beside a sound one', () => {
    expect(detectSecrets(`${manifestWith('a: 1')}---\n- a\npassword: x1\n`)).toHaveLength(1);
  });

  it('but where a comment speaks of a word', () => {
    expect(detectSecrets(manifestWith('a: 1 # password: letmein'))).toEqual([]);
  });
});

describe('names inside strings and comments point at secrets', () => {
  const value = 'zq7Kp2Vw9x';
  it.each<[string, string]>([
    ['a dotenv line', `env: |\n  A=1\n  DB_PASSWORD=${value}`],
    ['a dotenv item', `env: ["API_TOKEN=${value}"]`],
    ['an export', `run: "export API_TOKEN=${value}"`],
    ['a flag', `run: "sync --api-key ${value} --all"`],
    ['a flag with =', `run: "sync --password=${value}"`],
    ['JSON', `body: '{"user": "bot", "password": "${value}"}'`],
    ['JSON in JSON', `body: '{"a": "{\\"password\\": \\"${value}\\"}"}'`],
    ['a query', `url: "https://x.example.org/?a=1&api_key=${value}"`],
    ['a connection string', `dsn: "Server=db;User Id=bot;Password=${value};Encrypt=true"`],
    ['libpq', `dsn: "host=db user=bot password=${value} dbname=docs"`],
    ['a URL', `dsn: "postgres://bot:${value}@db/docs"`],
    ['an encoded URL', `dsn: "postgres%3A%2F%2Fbot%3A${value}%40db%2Fdocs"`],
    ['a default in a URL', `dsn: "postgres://bot:\${P:-${value}}@db/docs"`],
    ['text behind a reference in a URL', `dsn: "postgres://bot:\${P}${value}@db/docs"`],
    ['a weak password in a URL', 'dsn: "postgres://postgres:postgres@localhost/docs"'],
    ['a header', `h: "Authorization: Bearer ${value}${value}"`],
    ['basic credentials', `h: "Authorization: Basic ${base64(`bot:${value}`)}"`],
    ['curl', `run: "curl -u bot:${value} https://x.example.org"`],
    ['a comment', `# password: ${value}`],
    ['a dotenv comment', `a: 1 # API_TOKEN=${value}`],
    ['a sentence', `# the api key is ${letters(seeded(3), 40)} for now`],
    ['a vendor', `# Cohere ${letters(seeded(4), 40)}`],
    ['an AWS secret beside its name', `# AWS: ${letters(seeded(16), 40)}`],
    [
      'an AWS secret with slashes',
      `# AWS key x${letters(seeded(17), 9)}/${letters(seeded(18), 9)}/a1/B2/${letters(seeded(19), 13)}`,
    ],
    ['hex behind a name', `note: the azure key ${'0a1b2c3d'.repeat(4)}`],
    ['a word with marks in a comment', '# rotate internal token = Summer2024!'],
    ['a fragment of a URL', 'a: https://x.example.org/cb#access_token=abc123def'],
    ['a long key behind a vendor', `# Zilliz ${letters(seeded(5), 92)}`],
    ['nothing but blanks', 'password: "  "'],
    ['a private key in comments', `# ${tokenOf('private-key').replaceAll('\\n', '\n# ')}`],
    ['a short Atlassian token', `a: ATC${'TT3xFfG'}${letters(seeded(6), 24)}=0A1B2C3D`],
    ['a short Voyage key', `a: p${'a-'}${letters(seeded(7), 20)}`],
    ['a base64 of an assignment', `a: ${base64(`export DB_PASSWORD=${value}`)}`],
  ])('%s', (_, params) => {
    expect(detectSecrets(manifestWith(params))).toHaveLength(1);
  });
});

describe('what only looks like a secret passes', () => {
  it.each(
    [
      `digest: sha256:${hex('x'.repeat(32))}`,
      `commit: ${'0a1b2c3d4e'.repeat(4)}`,
      'id: 3f2504e0-4f89-41d3-9a0c-0305e82c3301',
      'include: ["**/docs/handbook/search-service/archive2024/**/*.md"]',
      'inputFile: /srv/docs/handbook/search-service/v2/manifests/team_a/index.html',
      `folderId: 1${letters(seeded(8), 32)}`,
      'model: sentence-transformers/paraphrase-multilingual-MiniLM-L12-v2',
      'region: asia-southeast1',
      'index: sk-learn-docs',
      'class: org.apache.kafka.common.serialization.StringDeserializer',
      'host: worker-node-internal-eu-01.abcdef.internal-cluster-prod-europe',
      `publicKey: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${letters(seeded(9), 43)} docs`,
      `cert: |\n  -----BEGIN CERTIFICATE-----\n  ${letters(seeded(10), 64)}\n  -----END CERTIFICATE-----`,
      `icon: data:image/png;base64,iVBORw0KGgo${letters(seeded(11), 400)}=`,
      'tokenizer: cl100k_base',
      'maxTokens: 4096\ntokenCount: 7\ntokens_per_minute: 90000\ntokens: 12',
      'type: TokenTextSplitter\neosToken: "</s>"',
      'secretName: qdrant-auth\npasswordKey: password\nexistingSecret: docs-db',
      'valueFrom:\n  secretKeyRef: {name: db, key: password}',
      'passwordFile: /run/secrets/db\ntokenUrl: https://id.example.org/token\napiKeyHeader: X-Api-Key',
      'description: "Send the bearer token; never log password= parameters"',
      '# token: see the handbook; the password is rotated weekly',
      'h: "Bearer ${T}"\nu: https://x.example.org/?token=${T}&a=1',
      'dsn: "postgres://${U}:${P}@db/docs"\nd2: "Server=db;Password=${P};"',
      'password: ""\ntoken: null\napiKey: ~\nsecret: false\ncredentials: {}',
      'apiKey: "${A}"\ntoken: profile://github#token\nsecret: vault://kv/a/b#c\npassword: "${A:-${B}}"\npwd: "${A:-}"',
      'authorization: "Bearer ${T}"',
      'auth: {type: basic, username: bot, baseUrl: https://x.example.org, password: "${P}"}',
      'credentials: {username: bot, tokenUrl: https://x.example.org, clientId: docs, clientSecret: "${S}"}',
      'secrets: [registry-login]',
      '# password = see vault',
      'credentials: {profile: default, region: us-east-1}',
      `# aws commit ${'0a1b2c3d4e'.repeat(4)}, bucket docs-archive-2024-eu-central-1-a1b2c3`,
      'arn: arn:aws:secretsmanager:eu-west-1:123456789012:secret:prod/openai-aB3dE9',
      'headers: {X-Atlassian-Token: no-check}',
      `hostKey: ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAABAQ${letters(seeded(14), 60)}1//0${letters(seeded(15), 90)}`,
      `a: p${'a-'}20240501-1234567890-12345678`,
      '# token: cl100k_base, key: gpt-4o-2024-08-06',
      'note: bearer authentication-v2-guide2024',
      'host: "${PROD_K8S_PGSQL_XKCD_V2_HTTP2_TLS13}"',
      `apiKey: vault://kv/tenants/${'0a1b2c3d4e5f'.repeat(2)}/openai#key`,
      'pattern: "ghp_[0-9A-Za-z]{36}"\nregex: "sk-[A-Za-z0-9]{48}"',
      'greeting: "Grüße, Привет, 你好"',
    ].map((params) => [params]),
  )('%s', (params) => {
    expect(detectSecrets(manifestWith(params))).toEqual([]);
  });
});

describe('YAML that is no manifest', () => {
  it.each([
    ['services:\n  db:\n    environment:\n      POSTGRES_PASSWORD: postgres'],
    ['env:\n  TOKEN: ${{ secrets.TOKEN }}\n  API_KEY: {{ .Values.apiKey }}'],
    ['password: "{{ vault_password }}"\ntoken: $(TOKEN)\nsecret: "$SECRET"'],
    ['en:\n  password: Password\n  token: "Your token"'],
    ['token: <your token>'],
    ['parameters:\n  secret: "%env(APP_SECRET)%"'],
    ['password: !vault |\n  $ANSIBLE'],
    ['hosts_entry: h ansible_password=admin'],
    ['engine_password: 123456'],
    ['apiVersion: v1\npassword: hunter2'],
    ['image: redis\nurl: redis://redis:redis@localhost:5432/test'],
    [`kind: Secret\ndata:\n  password: ${base64('password123')}`],
    [`encryptedData:\n  password: Ag${letters(seeded(13), 600)}`],
    ['image: x\nurl: amqp://bot:s3cr3tp4ss@rabbit:5672/'],
    [
      `interactions:\n- request:\n  headers:\n    cookie: __cf_bm=${letters(seeded(14), 40)}\n  a: 1\n  b: 2\n  c: 3`,
    ],
    [`steps:\n  - aws_access_key_id: AKIAIOSFODNN7${'EXAMPLE'}`],
    [`${'filler: 1\n'.repeat(6)}db:\n  password: hunter2`],
  ])('may hold samples, templates and development passwords: %s', (text) => {
    expect(detectSecrets(text)).toEqual([]);
  });

  it.each([
    ['password: hunter2'],
    ['auth:\n  token: abc123'],
    ['dataSources:\n  - auth: {password: 12345}'],
    ['api_key: 12345678'],
    ['{"auth": {"clientSecret": "abc"}}'],
    ['settings:\n  service:\n    apiKey: abc'],
    ['- name: DB_PASSWORD\n  value: hunter2'],
    ['"pass\\x77ord": hunter2'],
    ['url: postgres://bot:hunter2@db/docs'],
    ['url: postgres://bot:password@db/docs'],
    [
      `metadata:\n  description: docs\nconnection:\n  host: a\n  port: 1\n  user: b\n  password: c\n${'# more\n'.repeat(9)}`,
    ],
  ])('but a piece of a manifest is held to what a manifest is: %s', (text) => {
    expect(detectSecrets(text)).toHaveLength(1);
  });

  it.each([
    ['auth:\n  password: ${PW}\n  token: profile://github#token'],
    ['password: ""\ntoken: null\nsecret: false'],
    ['auth:\n  username: bot\n  secretName: abc'],
  ])('and so is one without a secret: %s', (text) => {
    expect(detectSecrets(text)).toEqual([]);
  });

  it('takes what is no text for a text without secrets', () => {
    expect(detectSecrets(JSON.parse('null'))).toEqual([]);
    expect(detectSecrets(JSON.parse('5'))).toEqual([]);
  });

  it('is searched for tokens and generated values', () => {
    expect(detectSecrets(`jobs:\n  a: ${TOKEN}`)).toHaveLength(1);
    expect(detectSecrets(`apiKey: ${letters(seeded(12), 40)}`)).toHaveLength(1);
    expect(detectSecrets(`a: "${TOKEN.slice(0, cut)}\\\n  ${TOKEN.slice(cut)}"`)).toHaveLength(1);
  });

  const generated = letters(seeded(12), 40);
  it.each([
    ['bytes over lines', `a: !!binary |\n  ${base64(TOKEN).slice(0, 14)}\n  ${base64(TOKEN).slice(14)}`],
    [
      'bytes by their long tag',
      `a: !<tag:yaml.org,2002:binary> |\n  ${base64(TOKEN).slice(0, 14)}\n  ${base64(TOKEN).slice(14)}`,
    ],
    ['bytes by a short tag', `a: !binary |\n  ${base64(TOKEN).slice(0, 14)}\n  ${base64(TOKEN).slice(14)}`],
    ['a line that goes on', `a: "${TOKEN.slice(0, cut)}\\\n  ${TOKEN.slice(cut)}"`],
    ['a line that goes on, with CRLF', `a: "${TOKEN.slice(0, cut)}\\\r\n  ${TOKEN.slice(cut)}"`],
    ['an alias', `a: &a ${generated}\napiTokenValue: *a`],
    ['an alias below a quoted key', `a: &a ${generated}\n"password" :  *a`],
  ])('is parsed where it may hide one: %s', (_, lines) => {
    expect(detectSecrets(`jobs: []\n${lines}\n`)).toHaveLength(1);
  });

  it('is parsed where it may hide one in a text that goes on at the edge', () => {
    expect(detectSecrets(`"{{ a }} ${TOKEN.slice(0, cut)}\\\n${TOKEN.slice(cut)}"`)).toHaveLength(1);
  });

  it('may hold what a manifest may not, also where it is parsed', () => {
    const weak = 'password: hunter2 # password: hunter2x\nb: "x=1 password=hunter2x"';
    expect(detectSecrets(`jobs: []\na: !!binary aGk=\n${weak}\n`)).toEqual([]);
  });

  it.each([`"openapi" : 3.1.0`, '  swagger: 2', 'openapi: 3'])(
    'names nothing where it describes an API: %s',
    (line) => {
      expect(detectSecrets(`paths: {}\n${line}\naccessToken: ${generated}\n`)).toEqual([]);
      expect(detectSecrets(`paths: {}\nmy${line.trim()}\naccessToken: ${generated}\n`)).toHaveLength(1);
    },
  );

  it('is held to the manifest rule where it is checked as one', () => {
    expect(scanParsedText(parseText('password: postgres'))).toHaveLength(1);
  });
});

describe('a finding', () => {
  it('tells place and reference and never the secret', () => {
    const text = manifestWith(`auth:\n  githubToken: "${TOKEN}"`);
    const [finding] = scanParsedText(parseText(text));
    expect(finding).toMatchObject({
      ruleId: 'github-token',
      line: FIRST_LINE + 1,
      column: 23,
      endLine: FIRST_LINE + 1,
      pointer: '/dataSources/0/params/auth/githubToken',
    });
    expect(finding?.hint).toContain('${GITHUB_TOKEN} or profile://github#token');
    expect(JSON.stringify(detectSecrets(text))).not.toContain(TOKEN);
  });

  it('points to the value that holds it, and to none from a comment', () => {
    const findings = findSecrets(manifestWith(`a: ${TOKEN} # ${TOKEN}`));
    expect(findings.map(({ pointer }) => pointer)).toEqual(['/dataSources/0/params/a', null]);
    const named = manifestWith('a: 1 # the password: hunter2x');
    expect(findSecrets(named).map(({ start, end }) => named.slice(start, end))).toEqual(['hunter2x']);
    expect(scanParsedText(parseText(manifestWith('a: 1')))).toEqual([]);
  });

  it('never spells a secret key in its pointer', () => {
    const [finding] = scanParsedText(parseText(manifestWith(`${TOKEN}:\n  password: x1`))).filter(
      ({ ruleId }) => ruleId === 'credential-value',
    );
    expect(finding?.pointer).toBe('/dataSources/0/params/?/password');
  });

  it('never spells a key that may be the secret of the credential above it', () => {
    const text = manifestWith('apiKeys:\n  hunter2: bob\n  username: bob\n  password: x1');
    const findings = scanParsedText(parseText(text));
    expect(findings.map(({ pointer }) => pointer)).toEqual([
      '/dataSources/0/params/apiKeys/?',
      '/dataSources/0/params/apiKeys/password',
    ]);
    expect(JSON.stringify(findings)).not.toContain('hunter2');
    expect(JSON.stringify(findings)).not.toContain('HUNTER2');
  });

  it('never spells the key it stands in, as where broken YAML makes one of a value', () => {
    const text = manifestWith('"password=hunter2": 1\npassword:% hunter2 a: [1');
    const findings = scanParsedText(parseText(text));
    expect(findings.length).toBeGreaterThan(0);
    expect(JSON.stringify(findings)).not.toContain('hunter2');
  });

  it('stands in the order of the text, one for each secret', () => {
    const text = manifestWith(
      `b: "${TOKEN} ${tokenOf('openai-key')}"\napiKey: "Bearer ${tokenOf('groq-key')}"`,
    );
    expect(detectSecrets(text).map(({ ruleId }) => ruleId)).toEqual([
      'github-token',
      'openai-key',
      'groq-key',
    ]);
  });
});

describe('cost is linear', () => {
  const HEAD = 'version: v0\ndataSources: []\nx: ';
  const half = 256 * 1024;
  it.each(
    [
      'eyJ',
      'eyJaaaaaaaaaaa.',
      'sk-',
      'sk-proj-',
      '://',
      'a://b:',
      'password=',
      'password: ',
      'api key ',
      'bearer ',
      '%41',
      '\\x41',
      'ａ',
      'a\u200b',
      '${A:-',
      ' #',
      '&a ',
      '-----BEGIN ',
      'YWFh/',
      'mysql ',
      'curl -u ',
      ':5432:',
      'machine ',
      '\\101',
    ].map((unit) => [unit]),
  )('for %j repeated', (unit) => {
    const text = HEAD + unit.repeat(Math.ceil(half / unit.length));
    const start = performance.now();
    detectSecrets(text);
    // A quadratic scan takes minutes; the bound leaves room for a busy machine.
    expect(performance.now() - start).toBeLessThan(5000);
  });
});

describe('Command lines and password files', () => {
  it.each([
    'mysql -u root -p db',
    'mysql -u root -p${PASSWORD} db',
    'mysql -uroot -p"$MYSQL_PASSWORD"',
    'mysql -p<password> db',
    'mysql -uroot -p -P3306',
    'mkdir -p/data/abc123',
    'docker run -p8080:80 mysql',
    'docker exec mysql mysqladmin -p$PW ping',
    'sshpass -p "$PASS" ssh host',
    'curl -u ada:${TOKEN} https://docs.example.org',
    'wget -q https://docs.example.org/a1b2c3',
    'localhost:5432:app:ada:${PASSWORD}',
    'host:5432:db:user:password',
    '127.0.0.1:5432:5432',
    'machine learning, then login, then a password reset',
    'machine api.example.org login ada password ${NETRC_PASSWORD}',
  ])('%s: no password stands here', (note) => {
    expect(detectSecrets(manifestWith(`note: '${note}'`))).toEqual([]);
    expect(detectSecrets(manifestWith(`# ${note}`))).toEqual([]);
  });

  it('are told with the place of the password alone', () => {
    const password = letters(random, 14, 'abcdefgh23456789');
    const note = `note: mysqldump -h db -uroot -p'${password}' docs`;
    const [finding] = detectSecrets(manifestWith(note));
    const column = 7 + note.indexOf(password);
    expect(finding).toMatchObject({
      ruleId: 'command-password',
      line: FIRST_LINE,
      column,
      endColumn: column + password.length,
    });
  });
});

it('Octal escapes, and encodings three deep, are undone', () => {
  const github = tokenOf('github-token');
  const octal = [...github].map((unit) => `\\${unit.charCodeAt(0).toString(8).padStart(3, '0')}`).join('');
  const encode = (text: string) => Buffer.from(text).toString('base64');
  for (const note of [`'${octal}'`, encode(encode(encode(github)))]) {
    expect(detectSecrets(manifestWith(`note: ${note}`)).map(({ ruleId }) => ruleId)).toEqual([
      'github-token',
    ]);
  }
});
