import { CLASSES, pattern, type ShapeRule, token, vendor } from './rule.js';

const { alnum, base64, hex, word } = CLASSES;

/** Vector stores, databases, observability and what manifests read from. */
export const DATA_RULES: readonly ShapeRule[] = [
  vendor(
    'pinecone-key',
    'Pinecone key',
    'PINECONE_API_KEY',
    'docs.pinecone.io',
    [pattern(['pcsk_'], '[A-Za-z0-9]{4,8}_[A-Za-z0-9]{40}', word)],
    'profile://pinecone#api_key',
  ),
  vendor('supabase-key', 'Supabase token', 'SUPABASE_KEY', 'supabase.com/docs', [
    token(['sbp_'], alnum, 36, { random: true }),
    token(['sb_secret_'], word, 20, { random: true }),
  ]),
  vendor('neon-key', 'Neon API key', 'NEON_API_KEY', 'neon.tech/docs', [
    token(['napi_'], word, 40, { random: true }),
  ]),
  vendor('planetscale-token', 'PlanetScale password or token', 'PLANETSCALE_TOKEN', 'planetscale.com/docs', [
    token(['pscale_pw_', 'pscale_tkn_', 'pscale_oauth_'], `${word}.=`, 30),
  ]),
  vendor('databricks-token', 'Databricks token', 'DATABRICKS_TOKEN', 'docs.databricks.com', [
    token(['dapi', 'dose', 'dkea'], hex, 30),
  ]),
  vendor('prefect-key', 'Prefect key', 'PREFECT_API_KEY', 'docs.prefect.io', [
    token(['pnu_', 'pnb_'], alnum, 34, { random: true }),
  ]),
  vendor('confluent-key', 'Confluent Cloud secret', 'CONFLUENT_API_SECRET', 'docs.confluent.io', [
    token(['cflt'], base64, 58, { random: true }),
  ]),
  vendor(
    'atlassian-token',
    'Atlassian token',
    'ATLASSIAN_API_TOKEN',
    'support.atlassian.com',
    [
      token(['ATATT3x', 'ATCTT3x', 'ATSTT3x'], `${word}=`, 24, { random: true }),
      token(['ATBB'], alnum, 28, { apart: true, random: true }),
    ],
    'profile://atlassian#api_token',
  ),
  vendor(
    'notion-token',
    'Notion token',
    'NOTION_TOKEN',
    'developers.notion.com',
    [token(['ntn_'], alnum, 36, { random: true }), token(['secret_'], alnum, 40, { random: true })],
    'profile://notion#token',
  ),
  vendor(
    'linear-key',
    'Linear API key',
    'LINEAR_API_KEY',
    'developers.linear.app',
    [token(['lin_api_', 'lin_oauth_'], alnum, 32)],
    'profile://linear#api_key',
  ),
  vendor(
    'airtable-token',
    'Airtable token',
    'AIRTABLE_TOKEN',
    'airtable.com/developers',
    [pattern(['pat'], '[A-Za-z0-9]{14}\\.[0-9a-fA-F]{50}')],
    'profile://airtable#token',
  ),
  vendor('sentry-token', 'Sentry token', 'SENTRY_AUTH_TOKEN', 'docs.sentry.io', [
    token(['sntryu_', 'sntrya_'], hex, 56),
    token(['sntrys_eyJ'], `${base64}=`, 40),
  ]),
  vendor('grafana-token', 'Grafana token', 'GRAFANA_TOKEN', 'grafana.com/docs', [
    pattern(['glsa_'], '[A-Za-z0-9]{30}', word),
    token(['glc_'], `${base64}=`, 32, { random: true }),
    token(['eyJrIjoi'], `${base64}=`, 60),
  ]),
  vendor('newrelic-key', 'New Relic key', 'NEW_RELIC_API_KEY', 'docs.newrelic.com', [
    token(['NRAK-', 'NRRA-', 'NRAA-'], alnum, 24),
    token(['NRII-'], word, 24),
    token(['NRJS-'], hex, 19),
  ]),
  vendor('dynatrace-token', 'Dynatrace token', 'DYNATRACE_TOKEN', 'docs.dynatrace.com', [
    pattern(['dt0c01.', 'dt0s01.', 'dt0s16.'], '[A-Z0-9]{8,24}\\.[A-Z0-9]{48}'),
  ]),
  vendor('honeycomb-key', 'Honeycomb key', 'HONEYCOMB_API_KEY', 'docs.honeycomb.io', [
    token(['hcaik_', 'hcxik_', 'hcamk_'], alnum, 32),
  ]),
  vendor('postman-key', 'Postman key', 'POSTMAN_API_KEY', 'learning.postman.com', [
    pattern(['PMAK-'], '[0-9a-fA-F]{24}-[0-9a-fA-F]{30}'),
  ]),
  vendor('contentful-token', 'Contentful token', 'CONTENTFUL_TOKEN', 'contentful.com/developers', [
    token(['CFPAT-'], word, 40),
  ]),
  vendor('figma-token', 'Figma token', 'FIGMA_TOKEN', 'figma.com/developers', [token(['figd_'], word, 36)]),
  vendor('typeform-token', 'Typeform token', 'TYPEFORM_TOKEN', 'typeform.com/developers', [
    token(['tfp_'], word, 40),
  ]),
  vendor('sonar-token', 'SonarQube token', 'SONAR_TOKEN', 'docs.sonarsource.com', [
    token(['sqp_', 'squ_', 'sqa_'], hex, 36),
  ]),
];
