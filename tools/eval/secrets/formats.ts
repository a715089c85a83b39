import { ALPHABETS, type Random } from './random.js';

const { alnum, base32, base64, digits, hex, lowerAlnum, upperAlnum, word } = ALPHABETS;

/** A kind of secret and how to make one. Lengths start at the vendor's shortest and go up. */
export interface Format {
  readonly name: string;
  make(random: Random): string;
}

type Body = readonly [alphabet: string, shortest: number, longest?: number];

/** Literal pieces and random bodies, one after the other. */
function format(name: string, ...parts: readonly (string | Body)[]): Format {
  return {
    name,
    make: (random) =>
      parts
        .map((part) =>
          typeof part === 'string' ? part : random.string(random.int(part[1], part[2] ?? part[1]), part[0]),
        )
        .join(''),
  };
}

function uuid(random: Random): string {
  return [8, 4, 4, 4, 12].map((length) => random.string(length, hex)).join('-');
}

function base64url(value: string | Uint8Array): string {
  return Buffer.from(value).toString('base64url');
}

export function jwt(random: Random): string {
  const header = { alg: random.pick(['HS256', 'RS256', 'ES256']), typ: 'JWT' };
  const claims = {
    sub: random.string(10, digits),
    role: random.pick(['service', 'anon']),
    iat: random.int(1.7e9, 1.8e9),
  };
  return [
    base64url(JSON.stringify(header)),
    base64url(JSON.stringify(claims)),
    base64url(random.bytes(32)),
  ].join('.');
}

export function pem(random: Random): string {
  const kind = random.pick([
    'RSA PRIVATE KEY',
    'PRIVATE KEY',
    'EC PRIVATE KEY',
    'OPENSSH PRIVATE KEY',
    'ENCRYPTED PRIVATE KEY',
  ]);
  const lines = Array.from({ length: random.int(4, 12) }, () => random.string(64, base64));
  return [
    `-----BEGIN ${kind}-----`,
    ...lines,
    `${random.string(30, base64)}==`,
    `-----END ${kind}-----`,
  ].join('\n');
}

/** Tokens that tell what they are wherever they stand. Each piece is split so that no scanner takes this file for a leak. */
export const TOKEN_FORMATS: readonly Format[] = [
  format('openai project', 'sk-pr', 'oj-', [word, 40, 156]),
  format('openai service account', 'sk-svc', 'acct-', [word, 40, 120]),
  format('openai admin', 'sk-ad', 'min-', [word, 40, 120]),
  format('openai none', 'sk-No', 'ne-', [word, 40, 60]),
  format('openai', 's', 'k-', [alnum, 48]),
  format('openai short', 's', 'k-', [alnum, 20, 40]),
  format('openai middle', 's', 'k-', [alnum, 20], 'T3Blbk', 'FJ', [alnum, 20]),
  format('deepseek', 's', 'k-', [lowerAlnum, 32]),
  format('anthropic api', 'sk-a', 'nt-api03-', [word, 93], 'AA'),
  format('anthropic admin', 'sk-a', 'nt-admin01-', [word, 93], 'AA'),
  format('anthropic oauth', 'sk-a', 'nt-oat01-', [word, 93], 'AA'),
  format('google api', 'AI', 'za', [word, 35]),
  format('google access', 'ya', '29.', [word, 60, 180]),
  format('google client secret', 'GOC', 'SPX-', [word, 28]),
  format('google refresh', '1/', '/0', [word, 40, 100]),
  ...['ghp', 'gho', 'ghu', 'ghs', 'ghr'].map((kind) => format(`github ${kind}`, kind, '_', [alnum, 36, 60])),
  format('github fine-grained', 'github', '_pat_', [alnum, 22], '_', [alnum, 59]),
  ...['glpat', 'gldt', 'glft', 'glsoat', 'glrt', 'glcbt', 'glptt', 'glagent'].map((kind) =>
    format(`gitlab ${kind}`, kind, '-', [word, 20, 50]),
  ),
  format('slack bot', 'xo', 'xb-', [digits, 11, 13], '-', [digits, 11, 13], '-', [alnum, 24]),
  format('slack user', 'xo', 'xp-', [digits, 12], '-', [digits, 12], '-', [digits, 12], '-', [hex, 32]),
  ...['a', 'e', 'o', 'r', 's'].map((kind) =>
    format(`slack xox${kind}`, 'xo', `x${kind}-`, [digits, 10, 12], '-', [alnum, 24, 40]),
  ),
  format('slack app', 'xa', 'pp-1-', [upperAlnum, 11], '-', [digits, 13], '-', [hex, 64]),
  format(
    'slack webhook',
    'https://hooks.slack',
    '.com/services/T',
    [upperAlnum, 8, 10],
    '/B',
    [upperAlnum, 8, 10],
    '/',
    [alnum, 24],
  ),
  ...['sk_live_', 'sk_test_', 'rk_live_', 'rk_test_'].map((kind) =>
    format(`stripe ${kind}`, kind.slice(0, 3), kind.slice(3), [alnum, 10, 99]),
  ),
  format('stripe webhook', 'wh', 'sec_', [alnum, 32]),
  ...['AKIA', 'ASIA', 'ABIA', 'ACCA'].map((kind) =>
    format(`aws ${kind}`, kind.slice(0, 2), kind.slice(2), [base32, 16]),
  ),
  format('aws bedrock', 'AB', 'SK', [base64, 109, 160]),
  format(
    'azure storage',
    'DefaultEndpointsProtocol=https;AccountName=docs;Account',
    'Key=',
    [base64, 86],
    '==;EndpointSuffix=core.windows.net',
  ),
  format(
    'azure service bus',
    'Endpoint=sb://q.servicebus.windows.net/;SharedAccessKeyName=Root;SharedAccess',
    'Key=',
    [base64, 43],
    '=',
  ),
  {
    name: 'azure sas',
    make: (random) =>
      `https://docs.blob.core.windows.net/c?sv=2022-11-02&ss=b&se=2027-01-01&sp=rl&si${'g='}${encodeURIComponent(Buffer.from(random.bytes(32)).toString('base64'))}`,
  },
  format('azure ad', [alnum, 3], [digits, 1], 'Q', '~', [word, 31, 34]),
  format('atlassian user', 'ATA', 'TT3x', [word, 150, 190], '=', [upperAlnum, 8]),
  format('atlassian workspace', 'ATC', 'TT3xFfG', [word, 150, 190], '=', [upperAlnum, 8]),
  format('hugging face', 'h', 'f_', [alnum, 34]),
  format('groq', 'gs', 'k_', [alnum, 52]),
  format('xai', 'xa', 'i-', [alnum, 80]),
  format('perplexity', 'pp', 'lx-', [alnum, 48]),
  format('openrouter', 'sk-o', 'r-v1-', [hex, 64]),
  format('replicate', 'r', '8_', [alnum, 37]),
  format('nvidia', 'nva', 'pi-', [word, 64]),
  format('langsmith personal', 'ls', 'v2_pt_', [hex, 32], '_', [hex, 10]),
  format('langsmith service', 'ls', 'v2_sk_', [hex, 32], '_', [hex, 10]),
  { name: 'langfuse', make: (random) => `sk-l${'f-'}${uuid(random)}` },
  format('voyage', 'p', 'a-', [word, 20, 43]),
  format('tavily', 'tv', 'ly-', [alnum, 20, 32]),
  format('tavily dev', 'tv', 'ly-dev-', [alnum, 32]),
  format('llamacloud', 'll', 'x-', [alnum, 20, 48]),
  format('jina', 'ji', 'na_', [alnum, 60]),
  format('jina short', 'ji', 'na_', [hex, 32], [alnum, 20, 28]),
  format('pinecone', 'pc', 'sk_', [alnum, 5, 6], '_', [alnum, 63]),
  { name: 'qdrant cloud', make: jwt },
  format('supabase', 'sb', 'p_', [hex, 40]),
  format('supabase secret', 'sb', '_secret_', [word, 31]),
  format('neon', 'na', 'pi_', [lowerAlnum, 60, 64]),
  format('databricks', 'da', 'pi', [hex, 32]),
  ...['dop', 'doo', 'dor'].map((kind) => format(`digitalocean ${kind}`, kind, '_v1_', [hex, 64])),
  ...['pt', 'st', 'ct', 'sa'].map((kind) => format(`doppler ${kind}`, 'dp.', `${kind}.`, [alnum, 40, 44])),
  ...['hvs', 'hvb', 'hvr'].map((kind) => format(`vault ${kind}`, kind, '.', [word, 24, 110])),
  format('vault older', 's', '.', [alnum, 24]),
  format('npm', 'np', 'm_', [alnum, 36]),
  format('pypi', 'py', 'pi-AgEIcHlwaS5vcmc', [word, 50, 150]),
  format('docker personal', 'dckr', '_pat_', [word, 27]),
  format('docker organization', 'dckr', '_oat_', [word, 32]),
  format('sentry user', 'sntr', 'yu_', [hex, 64]),
  {
    name: 'sentry organization',
    make: (random) =>
      `sntr${'ys_'}${Buffer.from(JSON.stringify({ iat: 1.7e9 + 0.5, url: 'https://sentry.io', org: 'docs' })).toString('base64')}_${random.string(43, base64)}`,
  },
  format('notion', 'nt', 'n_', [alnum, 46]),
  format('notion older', 'sec', 'ret_', [alnum, 43]),
  format('linear', 'lin', '_api_', [alnum, 40]),
  format('airtable', 'p', 'at', [alnum, 14], '.', [hex, 64]),
  format('grafana', 'gl', 'sa_', [alnum, 32], '_', [hex, 8]),
  {
    name: 'grafana cloud',
    make: (random) =>
      `gl${'c_'}${Buffer.from(JSON.stringify({ o: random.string(6, digits), n: 'docs', k: random.string(24, alnum) })).toString('base64')}`,
  },
  ...['cfut', 'cfat', 'cfk'].map((kind) => format(`cloudflare ${kind}`, kind, '_', [alnum, 40], [hex, 8])),
  format('twilio', 'S', 'K', [hex, 32]),
  format('sendgrid', 'S', 'G.', [word, 22], '.', [word, 43]),
  format('mailgun', 'k', 'ey-', [lowerAlnum, 32]),
  format('mailgun hex', 'k', 'ey-', [hex, 32]),
  format('telegram', [digits, 8, 10], ':', [word, 35]),
  {
    name: 'discord bot',
    make: (random) =>
      `${base64url(random.string(random.int(18, 19), digits)).slice(0, random.int(24, 26))}.${random.string(6, word)}.${random.string(27, word)}`,
  },
  format('discord webhook', 'https://discord.com/api/web', 'hooks/', [digits, 18, 19], '/', [word, 68]),
  ...['shpat', 'shpca', 'shppa', 'shpss'].map((kind) => format(`shopify ${kind}`, kind, '_', [hex, 32])),
  format('square access', 'EA', 'AA', [word, 60]),
  format('square application', 'sq0', 'atp-', [word, 22]),
  format('dropbox', 's', 'l.', [word, 130, 150]),
  format('dropbox, user', 's', 'l.u.', [word, 130, 150]),
  { name: 'jwt', make: jwt },
  { name: 'private key', make: pem },
  format('age', 'AGE-SEC', 'RET-KEY-1', ['QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L', 58]),
];

/** A password as people and generators make them. */
export function password(random: Random): string {
  return random.pick([
    () => random.string(random.int(8, 24), alnum),
    () =>
      `${random.pick(['Winter', 'summer', 'Moon', 'ladder', 'Sesame'])}${random.pick(['-', '', '!', '_'])}${random.int(10, 9999)}`,
    () => random.string(random.int(10, 20), `${alnum}!$%^*+=~`),
  ])();
}

/** Keys without a shape of their own: only where they stand tells. */
export const SHAPELESS_FORMATS: readonly Format[] = [
  format('cohere', [alnum, 40]),
  format('mistral', [alnum, 32]),
  format('aws secret', [base64, 40]),
  format('okta', '00', [word, 40]),
  format('azure openai', [hex, 32]),
  format('weaviate', [alnum, 36]),
  { name: 'password', make: password },
];
