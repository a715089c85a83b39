/** Made-up secrets, put together at test time so that no scanner takes this file for a leak. */

import { ALNUM, BASE64, HEX, LOWER, type Part, WORD } from './alphabets.js';
import { MARKED_TOKENS, PARTNER_TOKENS } from './partners.js';

const UPPER = `${LOWER.toUpperCase()}234567`;

/** A source of numbers from 0 to 1, the same for the same seed. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return ((state ^ (state >>> 13)) >>> 0) / 4_294_967_296;
  };
}

export function letters(random: () => number, length: number, alphabet = ALNUM): string {
  let text = '';
  for (let i = 0; i < length; i += 1) text += alphabet.charAt(Math.floor(random() * alphabet.length));
  return text;
}

const JSON_HEAD = 'eyJhbGciOi';

/** For each rule, what its secrets are made of; several where the rule knows several shapes. */
const MADE_OF: Readonly<Record<string, readonly (readonly Part[])[]>> = {
  ...PARTNER_TOKENS,
  ...MARKED_TOKENS,
  'anthropic-key': [['sk-a', 'nt-api03-', [WORD, 93], 'AA']],
  'openrouter-key': [['sk-o', 'r-v1-', [HEX, 64]]],
  'langfuse-secret-key': [
    ['sk-l', 'f-', [HEX, 8], '-', [HEX, 4], '-', [HEX, 4], '-', [HEX, 4], '-', [HEX, 12]],
  ],
  'openai-key': [
    ['sk-pr', 'oj-', [WORD, 48]],
    ['sk-svc', 'acct-', [WORD, 40]],
    ['sk-ad', 'min-', [WORD, 60]],
    ['s', 'k-', [ALNUM, 48]],
  ],
  'google-api-key': [['AI', 'za', [WORD, 35]]],
  'google-oauth': [
    ['ya', '29.', [WORD, 80]],
    ['GOC', 'SPX-', [WORD, 28]],
    ['1/', '/0', [WORD, 60]],
  ],
  'huggingface-token': [['h', 'f_', [ALNUM, 34]]],
  'groq-key': [['gs', 'k_', [ALNUM, 52]]],
  'xai-key': [['xa', 'i-', [ALNUM, 80]]],
  'perplexity-key': [['pp', 'lx-', [ALNUM, 48]]],
  'replicate-token': [['r', '8_', [ALNUM, 37]]],
  'nvidia-key': [['nva', 'pi-', [WORD, 64]]],
  'langsmith-key': [['ls', 'v2_pt_', [HEX, 32], '_', [HEX, 10]]],
  'voyage-key': [['p', 'a-', [WORD, 43]]],
  'tavily-key': [['tv', 'ly-', [ALNUM, 32]]],
  'llamacloud-key': [['ll', 'x-', [ALNUM, 48]]],
  'jina-key': [['ji', 'na_', [ALNUM, 60]]],
  'firecrawl-key': [['f', 'c-', [HEX, 32]]],
  'fireworks-key': [['f', 'w_', [ALNUM, 24]]],
  'cerebras-key': [['c', 'sk-', [ALNUM, 48]]],
  'elevenlabs-key': [['s', 'k_', [HEX, 48]]],
  'anyscale-key': [['esec', 'ret_', [ALNUM, 28]]],
  'wandb-key': [['wandb', '_v1_', [ALNUM, 40]]],
  'pinecone-key': [['pc', 'sk_', [ALNUM, 5], '_', [ALNUM, 63]]],
  'supabase-key': [
    ['sb', 'p_', [HEX, 40]],
    ['sb', '_secret_', [WORD, 31]],
  ],
  'neon-key': [['na', 'pi_', [ALNUM, 64]]],
  'planetscale-token': [['pscale', '_pw_', [ALNUM, 43]]],
  'moonmind-token': [
    ['mm', 'at_', [HEX, 48]],
    ['mm', 'wt_', [HEX, 48]],
  ],
  'databricks-token': [['da', 'pi', [HEX, 32]]],
  'prefect-key': [['pn', 'u_', [ALNUM, 36]]],
  'confluent-key': [['cf', 'lt', [ALNUM, 60]]],
  'atlassian-token': [
    ['ATA', 'TT3x', [WORD, 180], '=', [UPPER, 8]],
    ['ATC', 'TT3xFfG', [WORD, 160], '=', [UPPER, 8]],
  ],
  'notion-token': [
    ['nt', 'n_', [ALNUM, 46]],
    ['sec', 'ret_', [ALNUM, 43]],
  ],
  'linear-key': [['lin', '_api_', [ALNUM, 40]]],
  'airtable-token': [['p', 'at', [ALNUM, 14], '.', [HEX, 64]]],
  'sentry-token': [
    ['sntr', 'yu_', [HEX, 64]],
    ['sntr', 'ys_eyJ', [ALNUM, 60]],
  ],
  'grafana-token': [
    ['gl', 'sa_', [ALNUM, 32], '_', [HEX, 8]],
    ['gl', 'c_eyJ', [ALNUM, 60]],
  ],
  'newrelic-key': [['NR', 'AK-', [ALNUM, 27]]],
  'dynatrace-token': [['dt0', 'c01.', [UPPER, 24], '.', [UPPER, 64]]],
  'honeycomb-key': [['hca', 'ik_', [ALNUM, 58]]],
  'postman-key': [['PM', 'AK-', [HEX, 24], '-', [HEX, 34]]],
  'contentful-token': [['CF', 'PAT-', [WORD, 43]]],
  'figma-token': [['fi', 'gd_', [WORD, 40]]],
  'typeform-token': [['tf', 'p_', [WORD, 44]]],
  'sonar-token': [['sq', 'p_', [HEX, 40]]],
  'github-token': [
    ['gh', 'p_', [ALNUM, 36]],
    ['gh', 's_', [ALNUM, 40]],
    ['github', '_pat_', [ALNUM, 22], '_', [ALNUM, 59]],
  ],
  'gitlab-token': [
    ['gl', 'pat-', [WORD, 20]],
    ['glagent', '-', [WORD, 50]],
  ],
  'aws-access-key-id': [
    ['AK', 'IA', [UPPER, 16]],
    ['AS', 'IA', [UPPER, 16]],
  ],
  'aws-bedrock-key': [['AB', 'SK', [BASE64, 120]]],
  'azure-ad-secret': [[[ALNUM, 3], '7Q', '~', [WORD, 32]]],
  'azure-storage-key': [
    ['Account', 'Key=', [BASE64, 86], '=='],
    ['SharedAccess', 'Key=', [BASE64, 43], '='],
  ],
  'azure-sas': [['?sv=2022-11-02&s', 'ig=', [ALNUM, 40], '%3D']],
  'digitalocean-token': [['do', 'p_v1_', [HEX, 64]]],
  'doppler-token': [
    ['dp', '.pt.', [ALNUM, 43]],
    ['dp', '.st.', [ALNUM, 40]],
  ],
  'vault-token': [
    ['hv', 's.', [WORD, 24]],
    ['s', '.', [ALNUM, 24]],
  ],
  'terraform-token': [[[ALNUM, 14], '.atlas', 'v1.', [WORD, 66]]],
  'pulumi-token': [['pu', 'l-', [HEX, 40]]],
  'npm-token': [['np', 'm_', [ALNUM, 36]]],
  'pypi-token': [['py', 'pi-AgEIcHlwaS5vcmc', [WORD, 60]]],
  'rubygems-key': [['ruby', 'gems_', [HEX, 48]]],
  'crates-token': [['c', 'io', [ALNUM, 32]]],
  'docker-token': [
    ['dckr', '_pat_', [WORD, 27]],
    ['dckr', '_oat_', [WORD, 32]],
  ],
  'jfrog-key': [['AK', 'Cp', [ALNUM, 69]]],
  'cloudflare-token': [['cf', 'ut_', [ALNUM, 40], [HEX, 8]]],
  'heroku-key': [['HR', 'KU-', [WORD, 60]]],
  'fly-token': [['fo', '1_', [WORD, 43]]],
  'netlify-token': [['nf', 'p_', [ALNUM, 40]]],
  'buildkite-token': [['bk', 'ua_', [HEX, 40]]],
  'circleci-token': [['CCI', 'PAT_', [ALNUM, 22], '_', [HEX, 40]]],
  'alibaba-key': [['LT', 'AI5t', [ALNUM, 20]]],
  'okta-token': [['Authorization: SS', 'WS 00', [WORD, 40]]],
  'age-key': [['AGE-SEC', 'RET-KEY-1', ['QPZRY9X8GF2TVDW0S3JN54KHCE6MUA7L', 58]]],
  'slack-token': [
    ['xo', 'xb-', ['0123456789', 12], '-', [ALNUM, 24]],
    ['xa', 'pp-1-', [UPPER, 11], '-', [HEX, 64]],
  ],
  'slack-webhook': [
    ['https://hooks.slack', '.com/services/T', [UPPER, 9], '/B', [UPPER, 9], '/', [ALNUM, 24]],
  ],
  'discord-webhook': [['https://discord.com/api/web', 'hooks/', ['0123456789', 18], '/', [WORD, 68]]],
  'teams-webhook': [
    [
      'https://moon.webhook.office',
      '.com/webhookb2/',
      [HEX, 36],
      '@',
      [HEX, 36],
      '/IncomingWebhook/',
      [HEX, 32],
    ],
  ],
  'discord-token': [['M', [ALNUM, 23], '.', [WORD, 6], '.', [WORD, 27]]],
  'telegram-token': [['61', ['0123456789', 8], ':', [WORD, 35]]],
  'stripe-key': [
    ['sk_l', 'ive_', [ALNUM, 24]],
    ['rk_t', 'est_', [ALNUM, 10]],
    ['wh', 'sec_', [ALNUM, 32]],
  ],
  'twilio-key': [['S', 'K', [HEX, 32]]],
  'sendgrid-key': [['S', 'G.', [WORD, 22], '.', [WORD, 43]]],
  'mailgun-key': [['k', 'ey-', [HEX, 32]]],
  'mailchimp-key': [
    ['m', 'd-', [ALNUM, 22]],
    [[HEX, 32], '-u', 's14'],
  ],
  'brevo-key': [['xkey', 'sib-', [HEX, 64], '-', [ALNUM, 16]]],
  'resend-key': [['r', 'e_', [ALNUM, 32]]],
  'shopify-token': [['shp', 'at_', [HEX, 32]]],
  'square-token': [
    ['EA', 'AA', [WORD, 60]],
    ['sq0', 'atp-', [WORD, 22]],
  ],
  'facebook-token': [
    ['EA', 'AC', [ALNUM, 120]],
    ['1', ['0123456789', 14], '|', [WORD, 27]],
  ],
  'dropbox-token': [
    ['s', 'l.', [WORD, 135]],
    ['s', 'l.u.', [WORD, 140]],
  ],
  'adyen-key': [['A', 'QE', [ALNUM, 160]]],
  'shippo-token': [['shippo', '_live_', [HEX, 40]]],
  'easypost-key': [['EZ', 'AK', [ALNUM, 54]]],
  'mapbox-token': [['s', 'k.eyJ', [ALNUM, 60], '.', [ALNUM, 22]]],
  jwt: [
    [JSON_HEAD, [ALNUM, 20], '.eyJ', [WORD, 60], '.', [WORD, 43]],
    ['ey', 'JhbGciOiJkaXIi', '..', [WORD, 16], '.', [WORD, 40], '.', [WORD, 22]],
  ],
  'private-key': [
    [
      '-----BEGIN RSA PRIVATE ',
      'KEY-----\\n',
      [BASE64, 64],
      '\\n',
      [BASE64, 64],
      '\\n-----END RSA PRIVATE ',
      'KEY-----',
    ],
  ],
  'url-password': [
    ['postgres://bot:', [ALNUM, 12], '@db.example.org/docs'],
    ['bot:', [ALNUM, 10], '@tcp(db:3306)/docs'],
    ['postgres://bot:', [ALNUM, 8], '#/', [ALNUM, 4], '@db.example.org/docs'],
    ['https://', [ALNUM, 28], '7kQ:@api.example.org'],
    ['jdbc:oracle:thin:scott/', [ALNUM, 10], '@db.example.org:1521/ORCL'],
  ],
  'url-signature': [
    ['https://files.example.org/a.pdf?expires=1&signa', 'ture=', [HEX, 31], 'a7'],
    ['?X-Amz-Signa', 'ture=', [HEX, 63], 'f'],
  ],
  'command-password': [
    ['mysql -h db -uroot -p', [ALNUM, 12], '1q'],
    ['mariadb-dump --single-transaction -p"', [ALNUM, 12], '1q'],
    ['sshpass -p ', [ALNUM, 12], '1q'],
    ['curl -s -u ada:', [ALNUM, 12], '1q'],
    ['docker login -u ada -p ', [ALNUM, 12], ' registry.example.org'],
    ['redis-cli -h cache -a ', [ALNUM, 12], ' ping'],
  ],
  'password-file': [
    ['db.example.org:5432:docs:bot:', [ALNUM, 12], '1q'],
    ['machine api.example.org login ada password ', [ALNUM, 12], '1q'],
  ],
};

/** An example of each shape of a rule. Throws for a rule that has none: every rule has a test. */
export function examplesOf(ruleId: string, random: () => number): string[] {
  const shapes = MADE_OF[ruleId];
  const isPartner = ruleId in PARTNER_TOKENS;
  if (shapes === undefined) throw new Error(`The rule "${ruleId}" has no example.`);
  return shapes.map((parts) =>
    parts
      .map((part) =>
        // Of a vendor's prefixes the first.
        typeof part === 'string'
          ? part.replace(/^(\S+) .*/, isPartner ? '$1' : '$&')
          : letters(random, part[1], part[0]),
      )
      .join(''),
  );
}

/** A valid manifest with lines put under its data source's `params`. */
export function manifestWith(params: string): string {
  const lines = params.split('\n').map((line) => (line === '' ? '' : `      ${line}`));
  return [
    'version: v0',
    'metadata:',
    '  name: docs',
    'embeddings:',
    '  provider: openai',
    'vectorStore:',
    '  type: qdrant',
    'dataSources:',
    '  - id: main',
    '    type: SimpleDirectoryReader',
    '    params:',
    ...lines,
    '',
  ].join('\n');
}

/** The line on which `manifestWith` puts the first line it was given. */
export const FIRST_LINE = 12;
