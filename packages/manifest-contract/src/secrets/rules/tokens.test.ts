import { describe, expect, it } from 'vitest';
import { scanShapes } from '../scan-shapes.js';
import { ALNUM, type Part } from '../testing/alphabets.js';
import { letters, seeded } from '../testing/examples.js';
import { PARTNER_TOKENS } from '../testing/partners.js';

const HEX = '0123456789abcdefABCDEF';
const UPPER = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
const WORD = `${ALNUM}_-`;
const BASE64 = `${WORD}+/`;

type Trait = 'apart' | 'random' | 'alone' | 'mixed';
type Token = readonly [prefixes: string, alphabet: string, shortest: number, traits?: string];

/** The prefixes of each vendor's tokens, what may stand behind them, and how much of it at least. */
const TOKENS: Readonly<Record<string, readonly Token[]>> = {
  'anthropic-key': [['sk-ant-', WORD, 60]],
  'openrouter-key': [['sk-or-', WORD, 40]],
  'openai-key': [
    ['sk-proj- sk-svcacct- sk-admin- sk-None- sk-service-', WORD, 36],
    ['sk-', ALNUM, 20, 'apart random'],
  ],
  'google-api-key': [['AIza', WORD, 33]],
  'google-oauth': [
    ['ya29.', WORD, 20],
    ['GOCSPX-', WORD, 20],
    ['1//0', WORD, 36, 'apart random'],
  ],
  'huggingface-token': [
    ['hf_', ALNUM, 30, 'apart random'],
    ['api_org_', ALNUM, 30, 'random'],
  ],
  'groq-key': [['gsk_', ALNUM, 40]],
  'xai-key': [['xai-', ALNUM, 60]],
  'perplexity-key': [['pplx-', ALNUM, 40]],
  'replicate-token': [['r8_', ALNUM, 32, 'apart random']],
  'nvidia-key': [['nvapi-', WORD, 50]],
  'langsmith-key': [
    ['lsv2_pt_ lsv2_sk_', `${HEX}_`, 32],
    ['ls__', HEX, 32],
  ],
  'voyage-key': [
    ['pa-', WORD, 30, 'apart random'],
    ['pa-', WORD, 20, 'apart random mixed'],
  ],
  'tavily-key': [['tvly-', WORD, 20]],
  'llamacloud-key': [['llx-', WORD, 20, 'random']],
  'jina-key': [['jina_', WORD, 20, 'random']],
  'firecrawl-key': [['fc-', HEX, 32, 'apart']],
  'fireworks-key': [['fw_', ALNUM, 22, 'apart random']],
  'cerebras-key': [['csk-', ALNUM, 40, 'apart random']],
  'elevenlabs-key': [['sk_', HEX, 48, 'apart']],
  'anyscale-key': [['esecret_ aph0_ aph0-', ALNUM, 20, 'random']],
  'wandb-key': [['wandb_v1_', WORD, 30]],
  'supabase-key': [
    ['sbp_', ALNUM, 36, 'random'],
    ['sb_secret_', WORD, 20, 'random'],
  ],
  'neon-key': [['napi_', WORD, 40, 'random']],
  'planetscale-token': [['pscale_pw_ pscale_tkn_ pscale_oauth_', `${WORD}.=`, 30]],
  'databricks-token': [['dapi dose dkea', HEX, 30]],
  'prefect-key': [['pnu_ pnb_', ALNUM, 34, 'random']],
  'confluent-key': [['cflt', BASE64, 58, 'random']],
  'atlassian-token': [
    ['ATATT3x ATCTT3x ATSTT3x', `${WORD}=`, 24, 'random'],
    ['ATBB', ALNUM, 28, 'apart random'],
  ],
  'notion-token': [
    ['ntn_', ALNUM, 36, 'random'],
    ['secret_', ALNUM, 40, 'random'],
  ],
  'linear-key': [['lin_api_ lin_oauth_', ALNUM, 32]],
  'sentry-token': [
    ['sntryu_ sntrya_', HEX, 56],
    ['sntrys_eyJ', `${BASE64}=`, 40],
  ],
  'grafana-token': [
    ['glc_', `${BASE64}=`, 32, 'random'],
    ['eyJrIjoi', `${BASE64}=`, 60],
  ],
  'newrelic-key': [
    ['NRAK- NRRA- NRAA-', ALNUM, 24],
    ['NRII-', WORD, 24],
    ['NRJS-', HEX, 19],
  ],
  'honeycomb-key': [['hcaik_ hcxik_ hcamk_', ALNUM, 32]],
  'contentful-token': [['CFPAT-', WORD, 40]],
  'figma-token': [['figd_', WORD, 36]],
  'typeform-token': [['tfp_', WORD, 40]],
  'sonar-token': [['sqp_ squ_ sqa_', HEX, 36]],
  'moonmind-token': [['mmat_ mmwt_', HEX, 48]],
  'github-token': [
    ['ghp_ gho_ ghu_ ghs_ ghr_', ALNUM, 30],
    ['github_pat_', `${ALNUM}_`, 50],
  ],
  'gitlab-token': [
    ['glpat- gldt- glft- glsoat- glrt- glrtr- glcbt- glptt- glagent- glimt- gloas- glffct- glwt-', WORD, 18],
    ['GR1348941', WORD, 18],
  ],
  'aws-access-key-id': [
    ['AKIA ASIA ABIA ACCA', UPPER, 16],
    ['A3T', UPPER, 17, 'alone random'],
  ],
  'aws-bedrock-key': [
    ['ABSK', `${ALNUM}+/=`, 90],
    ['bedrock-api-key-', `${ALNUM}+/=`, 60],
  ],
  'azure-storage-key': [['AccountKey= SharedAccessKey=', `${ALNUM}+/`, 36]],
  'azure-sas': [['sig=', `${ALNUM}+/%`, 36, 'apart random']],
  'digitalocean-token': [['dop_v1_ doo_v1_ dor_v1_', HEX, 56]],
  'vault-token': [
    ['hvs. hvb. hvr.', WORD, 22, 'random'],
    ['s. b. r.', ALNUM, 24, 'apart random mixed'],
  ],
  'terraform-token': [['.atlasv1.', WORD, 50]],
  'pulumi-token': [['pul-', HEX, 36, 'apart']],
  'npm-token': [['npm_', ALNUM, 32, 'random']],
  'pypi-token': [['pypi-', WORD, 50, 'random']],
  'rubygems-key': [['rubygems_', HEX, 44]],
  'crates-token': [['cio', ALNUM, 32, 'apart random']],
  'docker-token': [['dckr_pat_ dckr_oat_', WORD, 24]],
  'jfrog-key': [
    ['AKCp', ALNUM, 60, 'apart'],
    ['cmVmdGtu', ALNUM, 50],
  ],
  'cloudflare-token': [['cfut_ cfat_ cfk_', WORD, 36, 'random']],
  'heroku-key': [['HRKU-', WORD, 36]],
  'fly-token': [
    ['fo1_', WORD, 40],
    ['fm1r_ fm2_ fm1a_', `${BASE64}=`, 60],
  ],
  'netlify-token': [['nfp_ nfc_ nfo_', WORD, 36, 'random']],
  'buildkite-token': [['bkua_ bkct_', HEX, 36]],
  'alibaba-key': [['LTAI', ALNUM, 16, 'apart random']],
  'okta-token': [['SSWS 00', WORD, 38]],
  'age-key': [['AGE-SECRET-KEY-1 age-secret-key-1', ALNUM, 50]],
  'slack-token': [
    ['xoxa- xoxb- xoxc- xoxe- xoxo- xoxp- xoxr- xoxs- xoxe.xoxb- xoxe.xoxp-', WORD, 20],
    ['xoxd-', `${BASE64}%=`, 20],
    ['xapp-', WORD, 30],
  ],
  'stripe-key': [
    ['sk_live_ sk_test_ sk_prod_ rk_live_ rk_test_ rk_prod_', ALNUM, 10],
    ['whsec_', `${ALNUM}+/=`, 24, 'random'],
  ],
  'twilio-key': [['SK', HEX, 32, 'apart']],
  'mailgun-key': [['key-', ALNUM, 30, 'apart random']],
  'brevo-key': [['xkeysib- xsmtpsib-', HEX, 60]],
  'resend-key': [['re_', `${ALNUM}_`, 30, 'apart random']],
  'shopify-token': [['shpat_ shpca_ shppa_ shpss_', HEX, 30]],
  'square-token': [
    ['EAAA', WORD, 56, 'alone random'],
    ['sq0atp- sq0csp- sq0idp-', WORD, 20],
  ],
  'facebook-token': [['EAAC EAAG EAAB EAAJ EAAM', ALNUM, 80, 'alone random']],
  'dropbox-token': [['sl. sl.u.', WORD, 100, 'random']],
  'adyen-key': [['AQE', `${WORD}+/=`, 120, 'alone random']],
  'shippo-token': [['shippo_live_ shippo_test_', HEX, 36]],
  'easypost-key': [['EZAK EZTK', ALNUM, 48]],
};

/** Tokens of several parts: each as short as it may be. */
const PARTED: Readonly<Record<string, readonly (readonly [prefixes: string, ...parts: Part[]])[]>> = {
  ...PARTNER_TOKENS,
  'langfuse-secret-key': [['sk-lf-', [HEX, 8], '-', [HEX, 4], '-', [HEX, 4]]],
  'pinecone-key': [['pcsk_', [ALNUM, 4], '_', [ALNUM, 40]]],
  'airtable-token': [['pat', [ALNUM, 14], '.', [HEX, 50]]],
  'grafana-token': [['glsa_', [ALNUM, 30]]],
  'dynatrace-token': [['dt0c01. dt0s01. dt0s16.', [UPPER, 8], '.', [UPPER, 48]]],
  'postman-key': [['PMAK-', [HEX, 24], '-', [HEX, 30]]],
  'doppler-token': [
    ['dp.pt. dp.st. dp.ct. dp.sa. dp.scim. dp.audit. dp.said.', [ALNUM, 38]],
    ['dp.st.dev_a.', [ALNUM, 38]],
  ],
  'cloudflare-token': [['v1.0-', ['0123456789abcdef', 24], '-', ['0123456789abcdef', 100]]],
  'circleci-token': [['CCIPAT_ CCIPRJ_', [ALNUM, 16], '_', [HEX, 36]]],
  'slack-webhook': [
    [
      'hooks.slack.com/services/ hooks.slack.com/workflows/ hooks.slack.com/triggers/',
      [ALNUM, 6],
      '/',
      [ALNUM, 6],
      '/',
      [ALNUM, 12],
    ],
  ],
  'discord-webhook': [
    ['discord.com/api/webhooks/ discordapp.com/api/webhooks/', ['0123456789', 15], '/', [WORD, 50]],
  ],
  'teams-webhook': [
    [
      '.webhook.office.com/webhookb2/',
      ['0123456789abcdef-', 36],
      '@',
      ['0123456789abcdef-', 36],
      '/IncomingWebhook/',
      ['0123456789abcdef', 30],
    ],
  ],
  'sendgrid-key': [['SG.', [WORD, 16], '.', [WORD, 32]]],
  'mailchimp-key': [['md-', [WORD, 22]]],
  'mapbox-token': [['sk.eyJ', [WORD, 40], '.', [WORD, 18]]],
};

const random = seeded(51);
/** What rules find in a text, as rule and stretch. */
const found = (text: string) =>
  scanShapes(text, true).map(({ rule, start, end }) => [rule.id, text.slice(start, end)]);
const rulesOf = (text: string) => found(text).map(([rule]) => rule);
/** One that is not of an alphabet, and no blank. */
const strangerTo = (alphabet: string) => [...'g_-.!'].find((unit) => !alphabet.includes(unit)) ?? '';
const repeated = (text: string, length: number) => text.repeat(length).slice(0, length);

const TOKEN_ROWS = Object.entries(TOKENS).flatMap(([rule, tokens]) =>
  tokens.flatMap(([prefixes, alphabet, shortest, traits = '']) =>
    // `SSWS 00` has a blank of its own.
    (rule === 'okta-token' ? [prefixes] : prefixes.split(' ')).map((prefix) => ({
      rule,
      prefix,
      alphabet,
      shortest,
      has: (trait: Trait) => traits.split(' ').includes(trait),
    })),
  ),
);

describe.each(TOKEN_ROWS)('$rule: $prefix', ({ rule, prefix, alphabet, shortest, has }) => {
  const body = letters(random, shortest, alphabet);

  it('is found from its shortest length on, to its end', () => {
    expect(found(`${prefix}${body}`)).toEqual([[rule, `${prefix}${body}`]]);
    expect(found(`a: "${prefix}${body}${body}".`)).toEqual([[rule, `${prefix}${body}${body}`]]);
  });

  // Voyage's longer shape is the shorter one's as well, where it has small letters and capitals.
  const isShortest = prefix !== 'pa-' || has('mixed');
  it.runIf(isShortest)('is none when shorter or of other characters', () => {
    expect(rulesOf(`${prefix}${body.slice(1)}`)).not.toContain(rule);
    expect(rulesOf(`${prefix}${body.slice(1)}${strangerTo(alphabet)}`)).not.toContain(rule);
    expect(rulesOf(`${prefix}${strangerTo(alphabet)}${body}`)).not.toContain(rule);
  });

  const hasWords = alphabet.includes('m') && !prefix.endsWith('eyJ');
  it.runIf(hasWords)(`${has('random') ? 'has to look' : 'need not look'} generated`, () => {
    const words = repeated('MountainRiver', shortest);
    expect(rulesOf(`${prefix}${words}`).includes(rule)).toBe(!has('random'));
  });

  it(`may${has('apart') || has('alone') ? ' not' : ''} be glued to a word`, () => {
    // A pattern that looks generated to the vendor's rule alone.
    const plain = repeated(alphabet === UPPER ? 'A2' : 'aA1', shortest);
    expect(rulesOf(` ${prefix}${plain}`)).toContain(rule);
    expect(rulesOf(`-x${prefix}${plain}`).includes(rule)).toBe(!has('apart') && !has('alone'));
    expect(rulesOf(`-x${prefix}${body}`).includes(rule)).toBe(
      !has('alone') && !(has('apart') && alphabet === HEX),
    );
  });

  if (has('mixed')) {
    it('has small letters and capitals', () => {
      expect(rulesOf(`${prefix}${body.slice(0, 24)}`)).toContain(rule);
      expect(rulesOf(`${prefix}${body.slice(0, 24).toLowerCase()}`)).not.toContain(rule);
      expect(rulesOf(`${prefix}${body.slice(0, 24).toUpperCase()}`)).not.toContain(rule);
    });
  }
});

const PARTED_ROWS = Object.entries(PARTED).flatMap(([rule, tokens]) =>
  tokens.flatMap(([prefixes, ...parts]) => prefixes.split(' ').map((prefix) => ({ rule, prefix, parts }))),
);

describe.each(PARTED_ROWS)('$rule: $prefix', ({ rule, prefix, parts }) => {
  const bodies = parts.map((part) => (typeof part === 'string' ? part : letters(random, part[1], part[0])));
  const whole = `${prefix}${bodies.join('')}`;

  it('is found from its shortest length on', () => {
    expect(found(whole)).toEqual([[rule, whole]]);
    expect(found(`a: "${whole}"`)).toEqual([[rule, whole]]);
  });

  // Mailchimp's have one length.
  it.runIf(rule !== 'mailchimp-key')('is found to its end', () => {
    const last = parts.at(-1) ?? '';
    const longer = `${whole}${letters(random, 9, last[0])}`;
    expect(found(`a: "${longer}"`)).toEqual([[rule, longer]]);
  });

  it('is none when a part of it is shorter or of other characters', () => {
    for (const [at, part] of parts.entries()) {
      const body = bodies[at] ?? '';
      const stranger = typeof part === 'string' ? '!' : strangerTo(part[0]);
      for (const other of [body.slice(1), `${body.slice(1)}${stranger}`])
        expect(rulesOf(`${prefix}${bodies.with(at, other).join('')}`)).not.toContain(rule);
    }
  });
});

it('A key of AWS of the older kind looks generated', () => {
  expect(rulesOf(`A3T${repeated('MOUNTAINRIVER', 17)}`)).not.toContain('aws-access-key-id');
});

it.each(['AzFu', 'AzSe', 'AzCa', 'ACDb'])('A key of an Azure service with %s in it is found', (mark) => {
  expect(rulesOf(`${letters(random, 44, ALNUM)}${mark}${letters(random, 6, ALNUM)}==`)).toEqual([
    'azure-service-key',
  ]);
});

it.each(['+ASt', '+AEh', '+ASb', '+ACR', '+ARm', '+ABa', '+AMC', 'AIoT'])(
  'A longer key of an Azure service with %s in it is found',
  (mark) => {
    expect(rulesOf(`${letters(random, 76, ALNUM)}${mark}${letters(random, 6, ALNUM)}==`)).toEqual([
      'azure-service-key',
    ]);
  },
);

it('A key of Voyage may do without capitals where it is long', () => {
  const plain = repeated('a1b2c3d4e5', 30);
  expect(rulesOf(`pa-${plain}`)).toEqual(['voyage-key']);
  expect(rulesOf(`pa-${plain.slice(1)}`)).toEqual([]);
});

it('A key of Mailchimp looks generated, and stands apart unless it surely is one', () => {
  expect(rulesOf(`md-${repeated('MountainRiver', 22)}`)).toEqual([]);
  expect(rulesOf(` md-${repeated('aA1', 22)}`)).toEqual(['mailchimp-key']);
  expect(rulesOf(`xmd-${repeated('aA1', 22)}`)).toEqual([]);
});
