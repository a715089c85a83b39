import { manifestAround } from './plant.js';
import { ALPHABETS, type Random } from './random.js';

const { alnum, base64, digits, hex, lower, word } = ALPHABETS;
const b64 = (length: number, random: Random) => random.string(length, base64);
const path = (random: Random) =>
  Array.from({ length: random.int(4, 8) }, () =>
    random.pick(['docs', 'handbook', 'search-service', 'v2', 'src', 'manifests', 'team_a', 'archive2024']),
  ).join('/');
const uuid = (random: Random) => [8, 4, 4, 4, 12].map((length) => random.string(length, hex)).join('-');

/** Lines that look like secrets to a careless reader and hold none. Each is put under a data source's `params`. */
export const INNOCENTS: readonly ((random: Random) => string)[] = [
  (random) => `digest: sha256:${random.string(64, hex)}`,
  (random) => `image: ghcr.io/moonladder/ingest@sha256:${random.string(64, hex)}`,
  (random) => `commit: ${random.string(40, hex)}`,
  (random) => `ref: ${random.string(7, hex)} # was ${random.string(40, hex)}`,
  (random) => `etag: "${random.string(32, hex)}"`,
  (random) => `integrity: sha512-${b64(86, random)}==`,
  (random) => `checksum: sha256-${b64(43, random)}=`,
  (random) => `id: ${uuid(random)}`,
  (random) => `tenantId: ${uuid(random)}`,
  (random) => `include: ["**/${path(random)}/**/*.md", "!**/node_modules/**"]`,
  (random) => `inputFile: /srv/${path(random)}/${path(random)}/index.html`,
  (random) => `folderId: 1${random.string(32, word)}`,
  (random) => `fileIds: [1${random.string(32, word)}, 0B${random.string(26, word)}]`,
  (random) => `folderUrl: https://drive.google.com/drive/folders/1${random.string(32, word)}`,
  (random) => `spreadsheet: https://docs.google.com/spreadsheets/d/1${random.string(43, word)}/edit#gid=0`,
  (random) =>
    `model: ${random.pick(['sentence-transformers/paraphrase-multilingual-MiniLM-L12-v2', 'meta-llama/Llama-3.1-8B-Instruct', 'text-embedding-3-large', 'gpt-4o-2024-08-06', 'claude-3-5-sonnet-20241022', 'BAAI/bge-reranker-v2-m3', 'nomic-ai/nomic-embed-text-v1.5', 'mistral-large-2407', 'cohere.embed-multilingual-v3', 'mistral-embed', 'amazon.titan-embed-text-v2:0', 'anthropic.claude-3-haiku-20240307-v1:0'])}`,
  (random) =>
    `image: ${random.pick(['quay.io/prometheus/node-exporter:v1.8.2', 'us-docker.pkg.dev/moon-prod-123456/ingest/worker:2026-11-22', 'public.ecr.aws/docker/library/postgres:17.2-alpine3.21'])}`,
  (random) =>
    `region: ${random.pick(['asia-southeast1', 'us-east-1', 'europe-west4', 'northamerica-northeast1', 'ap-southeast-2'])}`,
  () => 'dump: mysqldump -h db -u root -p docs',
  (random) => `run: docker run -p ${random.int(1024, 9999)}:3306 mysql:8.4 && mkdir -p /srv/${path(random)}`,
  () => "fetch: curl -u '${BOT}:${BOT_PASSWORD}' https://docs.example.org/index.html",
  (random) => `window: C:\\${random.int(100, 177)}\\${path(random)}`,
  () => 'index: sk-learn-docs',
  () => 'project: sk-learn-documentation-archive-2024',
  () => 'tags: [risk-assessment-framework, task-scheduling-improvements, desk-reservation-service-handbook]',
  () => 'host: qdrant.vector-search.internal.example.org',
  () => 'class: org.apache.kafka.common.serialization.StringDeserializer',
  () => 'module: llama_index.core.node_parser.text.TokenTextSplitter',
  () => 'endpoint: search-service-production.eu-central-1.es.amazonaws.com',
  () => 'hostname: worker-node-internal-eu-01.abcdef.internal-cluster-prod-europe',
  (random) => `publicKey: ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAI${b64(43, random)} docs@example.org`,
  (random) =>
    `public_key: |\n  -----BEGIN PUBLIC KEY-----\n  ${b64(64, random)}\n  ${b64(64, random)}\n  -----END PUBLIC KEY-----`,
  (random) =>
    `caCert: |\n  -----BEGIN CERTIFICATE-----\n  ${b64(64, random)}\n  ${b64(64, random)}\n  ${b64(64, random)}\n  -----END CERTIFICATE-----`,
  (random) => `knownHosts: "github.com ssh-rsa AAAAB3NzaC1yc2EAAAADAQABAAAB${b64(200, random)}"`,
  (random) => `icon: data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAA${b64(random.int(100, 900), random)}=`,
  (random) =>
    `icon: data:image/svg+xml;base64,${Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 24 24"><path d="M${random.int(1, 20)} ${random.int(1, 20)}h4v4z"/></svg>`).toString('base64')}`,
  (random) =>
    `icon: "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg'%3E%3Cpath d='M${random.int(1, 9)} 2h3'/%3E%3C/svg%3E"`,
  () => 'tokenizer: cl100k_base',
  (random) => `maxTokens: ${random.int(256, 8192)}`,
  (random) =>
    `max_tokens: ${random.int(256, 8192)}\ntokenCount: 12\nnumTokens: 9\ntokens_per_minute: 90000\nprompt_tokens: 7`,
  () => 'splitter: {type: TokenTextSplitter, tokensPerChunk: 256, separator: " "}',
  () => 'padToken: "<pad>"\neosToken: "</s>"\nbos_token: "<s>"\nstopTokens: ["###", "END"]',
  () => 'secretName: qdrant-credentials',
  () => 'valueFrom:\n  secretKeyRef:\n    name: qdrant\n    key: api-key',
  () => 'passwordKey: password\nsecretKeyRef: {name: db, key: password}',
  () => 'existingSecret: docs-db\nexistingSecretPasswordKey: postgres-password',
  () => 'passwordPolicy: {minLength: 12, requireDigits: true}',
  () =>
    'tokenUrl: https://login.example.org/oauth2/v2.0/token\ntokenEndpoint: /oauth/token\nauthorizationUrl: https://login.example.org/authorize',
  () =>
    'tokenType: Bearer\nauthType: api_key\nauthMethod: basic\nauth: {type: token, username: bot, token: "${T}"}',
  () =>
    'keyField: id\nprimaryKey: doc_id\nsortKey: createdAt\npartitionKey: tenant\ncacheKey: docs-{{ branch }}\nspaceKey: ENG\nprojectKey: DOCS',
  () =>
    'apiKeyHeader: X-Api-Key\napiKeyEnv: OPENAI_API_KEY\ntokenFile: /run/secrets/token\npasswordFile: /run/secrets/db\ncredentialsPath: ./creds.json',
  () => 'description: "Send the bearer token in the Authorization header"',
  () => 'description: Bearer authentication is used; basic auth is not supported',
  () => 'description: "The login form posts password= to the server; never log password= parameters"',
  () => 'description: "Explains api_key= and token= query parameters and the secret: prefix"',
  () => 'note: "a password: the thing people forget. A token: what a lexer makes."',
  () => '# bearer tokens come from the vault; the password is rotated weekly\na: 1',
  () => '# token: see the handbook, password: ask the admins\na: 1',
  () => '# set OPENAI_API_KEY=<your key> or api_key=... before you run\na: 1',
  () => 'header: "Authorization: Bearer ${API_TOKEN}"',
  () => 'headers: {Authorization: "Bearer ${API_TOKEN}", X-Api-Key: "${API_KEY}"}',
  () => 'url: https://x.example.org/?token=${T}&page=2',
  () => 'url: "https://${USER}:${PASSWORD}@example.org/docs"',
  () => 'dsn: "postgres://bot:${DB_PASSWORD}@db:5432/docs"',
  () => 'dsn: "Server=db;User Id=bot;Password=${DB_PASSWORD};"',
  () =>
    'apiKey: "${OPENAI_API_KEY}"\ntoken: profile://github#token\npassword: vault://kv/team/db#password\nsecret: "${A:-${B}}"\nclientSecret: "${A:-}"',
  () => 'password: ""\ntoken: null\napiKey: ~\nsecret: false\ncredentials: {}',
  () => "token:\npassword: ''\nuseToken: true\nrequirePassword: false",
  () =>
    'auth:\n  type: basic\n  username: bot@example.org\n  baseUrl: https://wiki.example.org\n  password: "${WIKI_PASSWORD}"',
  () =>
    'credentials:\n  username: bot\n  type: oauth2\n  tokenUrl: https://id.example.org/token\n  clientId: docs-ingest\n  clientSecret: "${CLIENT_SECRET}"\n  scopes: [read, write]',
  () => 'schedule: "0 4 * * *"\ncron: "*/15 2-6 * * 1-5"',
  () => 'mimeTypes: ["application/vnd.openxmlformats-officedocument.wordprocessingml.document"]',
  () =>
    'xpath: "//div[@class=\'content-body-wrapper\']/section[2]/p"\nselector: "main > article.documentation-page__content:not(.is-hidden)"',
  () => 'regex: "^[A-Za-z0-9_-]{20,}$"\npattern: "sk-[A-Za-z0-9]{48}"\nmask: "ghp_[0-9A-Za-z]{36}"',
  () => 'query: "SELECT token, password FROM accounts WHERE id = :id"',
  () => 'jql: "project = DOCS AND updated >= -7d ORDER BY created DESC"',
  (random) =>
    `phone: "+49 ${random.string(10, digits)}"\nisbn: 978-3-16-148410-0\niban: DE${random.string(20, digits)}`,
  (random) =>
    `traceId: ${random.string(32, hex)}\nspanId: ${random.string(16, hex)}\ntraceparent: 00-${random.string(32, hex)}-${random.string(16, hex)}-01`,
  (random) =>
    `pageId: ${random.string(9, digits)}\nversionTag: v${random.int(1, 20)}.${random.int(0, 20)}.${random.int(0, 20)}-rc.1+build.${random.string(8, hex)}`,
  (random) =>
    `channel: C0${random.string(9, ALPHABETS.upperAlnum)}\nworkspace: T0${random.string(9, ALPHABETS.upperAlnum)}`,
  (random) =>
    `ticket: DOCS-${random.int(1, 9999)}\nbucket: s3://moonmind-indices/mm_full_vector_v0/${random.string(12, lower)}/`,
  (random) => `arn: arn:aws:iam::${random.string(12, digits)}:role/docs-ingest-worker-execution-role`,
  (random) =>
    `client: ${random.string(12, digits)}-${random.string(32, ALPHABETS.lowerAlnum)}.apps.googleusercontent.com`,
  (random) => `video: https://www.youtube.com/watch?v=${random.string(11, word)}`,
  (random) => `gist: https://gist.github.com/moon/${random.string(32, hex)}`,
  (random) => `notionPage: https://www.notion.so/moon/Handbook-${random.string(32, hex)}`,
  (random) =>
    `confluence: https://moon.atlassian.net/wiki/spaces/ENG/pages/${random.string(10, digits)}/Release+notes+and+upgrade+instructions`,
  (random) => `range: ${random.int(1, 9)}:${random.string(6, digits)}\ntime: "2026-11-22T09:30:00.123456Z"`,
  () => 'greeting: "Grüße — naïve café, Привет, こんにちは, 你好"\ntitle: "Übergrößenträger"',
  () => 'secrets: [registry-login, qdrant-auth]',
  () => 'imagePullSecrets:\n  - name: registry-login',
  () =>
    'sessionName: nightly\nauthor: moon\nauthority: https://id.example.org\nmonkey: banana\nkeyboard: qwerty\nturkey: ankara\ncompass: north\nbypass: cache',
  () => 'words: "supercalifragilisticexpialidocious donaudampfschifffahrtsgesellschaftskapitaen"',
  (random) => `shards: ${Array.from({ length: 12 }, () => random.string(2, hex)).join(',')}`,
  (random) =>
    `columns: [${Array.from({ length: 6 }, (_, i) => `embedding_${i}_${random.pick(['mean', 'max'])}`).join(', ')}]`,
  (random) =>
    `longId: ${random.string(24, digits)}\nobjectId: ${random.string(24, hex)}\nulid: 01${random.string(24, '0123456789ABCDEFGHJKMNPQRSTVWXYZ')}`,
  (random) => `image: docker-pullable://nginx:1.19@sha256:${random.string(64, hex)}`,
  (random) => `fingerprint: "${Array.from({ length: 20 }, () => random.string(2, hex)).join(':')}"`,
  (random) => `host: ${random.string(24, lower)}.${random.string(6, lower)}.${random.string(27, lower)}`,
  () => 'dsn: "postgres://app:<password>@db/docs"',
  () => 'note: "password=xxxxx, tokens: 4096"',
  () => 'env: |\n  password=xxxxx\n  next',
  () => 'url: https://api.example.org/v1?auth=basic&key=handbook&sig=v4&page=2',
  () => 'run: docker login -u bot --password-stdin registry.example.org',
  () => 'reranker: {cohere: rerank-english-v3.0, mistral: mistral-embed, key: docs}',
  () => 'vars: [{k: colour, v: blue}, {k: password, v: "${PASSWORD}"}]',
  (random) =>
    `nanoid: ${random.string(21, word)}\nshortlink: https://go.example.org/${random.string(7, alnum)}`,
];

/** Each innocent line in a manifest of its own, `rounds` times with other values. */
export function* innocentManifests(
  random: Random,
  rounds: number,
): Generator<{ label: string; text: string }> {
  for (let round = 0; round < rounds; round += 1) {
    for (const make of INNOCENTS) {
      const params = make(random);
      yield { label: params.split('\n')[0]?.slice(0, 60) ?? '', text: manifestAround({ params }, random) };
    }
  }
}
