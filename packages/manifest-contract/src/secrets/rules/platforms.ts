import { around, CLASSES, pattern, type ShapeRule, token, vendor } from './rule.js';

const { alnum, base64, hex, word } = CLASSES;

const AZURE_SECRET = /[A-Za-z0-9_~.-]{3}[0-9]Q~[A-Za-z0-9_~.-]{28}[A-Za-z0-9_~.-]*/y;

/** Clouds, code hosts, package registries and deployment. */
export const PLATFORM_RULES: readonly ShapeRule[] = [
  vendor('moonmind-token', 'MoonMind API token or worker token', 'MOONMIND_TOKEN', 'docs/authentication.md', [
    token(['mmat_', 'mmwt_'], hex, 48),
  ]),
  vendor(
    'github-token',
    'GitHub token',
    'GITHUB_TOKEN',
    'docs.github.com',
    [token(['ghp_', 'gho_', 'ghu_', 'ghs_', 'ghr_'], alnum, 30), token(['github_pat_'], `${alnum}_`, 50)],
    'profile://github#token',
  ),
  vendor(
    'gitlab-token',
    'GitLab token',
    'GITLAB_TOKEN',
    'docs.gitlab.com',
    [
      token(
        [
          'glpat-',
          'gldt-',
          'glft-',
          'glsoat-',
          'glrt-',
          'glrtr-',
          'glcbt-',
          'glptt-',
          'glagent-',
          'glimt-',
          'gloas-',
          'glffct-',
          'glwt-',
        ],
        word,
        18,
      ),
      token(['GR1348941'], word, 18),
    ],
    'profile://gitlab#token',
  ),
  vendor('aws-access-key-id', 'AWS access key', 'AWS_ACCESS_KEY_ID', 'docs.aws.amazon.com', [
    token(['AKIA', 'ASIA', 'ABIA', 'ACCA'], 'A-Z2-7', 16),
    token(['A3T'], 'A-Z2-7', 17, { alone: true, random: true }),
  ]),
  vendor('aws-bedrock-key', 'Amazon Bedrock API key', 'AWS_BEARER_TOKEN_BEDROCK', 'docs.aws.amazon.com', [
    token(['ABSK'], `${alnum}+/=`, 90),
    token(['bedrock-api-key-'], `${alnum}+/=`, 60),
  ]),
  vendor('azure-ad-secret', 'Microsoft Entra client secret', 'AZURE_CLIENT_SECRET', 'learn.microsoft.com', [
    {
      triggers: ['Q~'],
      match({ text }, at) {
        AZURE_SECRET.lastIndex = at - 4;
        return at >= 4 && AZURE_SECRET.test(text) ? { start: at - 4, end: AZURE_SECRET.lastIndex } : null;
      },
    },
  ]),
  vendor('azure-storage-key', 'Azure account key', 'AZURE_STORAGE_KEY', 'learn.microsoft.com', [
    token(['AccountKey=', 'SharedAccessKey='], `${alnum}+/`, 36),
  ]),
  vendor('azure-sas', 'Azure SAS signature', 'AZURE_SAS_TOKEN', 'learn.microsoft.com', [
    token(['sig='], `${alnum}+/%`, 36, { apart: true, random: true }),
  ]),
  vendor('azure-devops-token', 'Azure DevOps token', 'AZURE_DEVOPS_TOKEN', 'learn.microsoft.com', [
    around(['JQQJ99'], alnum, 56, '[A-Za-z0-9]{44,56}JQQJ99[A-Za-z0-9]{20,80}'),
  ]),
  vendor('azure-service-key', 'key of an Azure service', 'AZURE_KEY', 'learn.microsoft.com', [
    // The letters tell the service: functions, search, Redis, Cosmos DB, storage, event hubs, service bus, registry.
    around(
      ['AzFu', 'AzSe', 'AzCa', 'ACDb', '+ASt', '+AEh', '+ASb', '+ACR', '+ARm', '+ABa', '+AMC', 'AIoT'],
      base64,
      80,
      '[A-Za-z0-9+/_-]{32,78}(?:AzFu|AzSe|AzCa|ACDb|\\+A(?:St|Eh|Sb|CR|Rm|Ba|MC)|AIoT)[A-Za-z0-9+/_-]{5,10}={0,2}(?![A-Za-z0-9+/=_-])',
    ),
  ]),
  vendor('digitalocean-token', 'DigitalOcean token', 'DIGITALOCEAN_TOKEN', 'docs.digitalocean.com', [
    token(['dop_v1_', 'doo_v1_', 'dor_v1_'], hex, 56),
  ]),
  vendor('doppler-token', 'Doppler token', 'DOPPLER_TOKEN', 'docs.doppler.com', [
    pattern(
      ['dp.pt.', 'dp.st.', 'dp.ct.', 'dp.sa.', 'dp.scim.', 'dp.audit.', 'dp.said.'],
      '(?:[a-z0-9_-]{2,35}\\.)?[A-Za-z0-9]{38}',
      alnum,
    ),
  ]),
  vendor('vault-token', 'HashiCorp Vault token', 'VAULT_TOKEN', 'developer.hashicorp.com', [
    token(['hvs.', 'hvb.', 'hvr.'], word, 22, { random: true }),
    token(['s.', 'b.', 'r.'], alnum, 24, { apart: true, random: true, mixed: true }),
  ]),
  vendor('terraform-token', 'Terraform Cloud token', 'TFE_TOKEN', 'developer.hashicorp.com', [
    token(['.atlasv1.'], word, 50),
  ]),
  vendor('pulumi-token', 'Pulumi token', 'PULUMI_ACCESS_TOKEN', 'pulumi.com/docs', [
    token(['pul-'], hex, 36, { apart: true }),
  ]),
  vendor('npm-token', 'npm token', 'NPM_TOKEN', 'docs.npmjs.com', [
    token(['npm_'], alnum, 32, { random: true }),
  ]),
  vendor('pypi-token', 'PyPI token', 'PYPI_TOKEN', 'pypi.org/help', [
    token(['pypi-'], word, 50, { random: true }),
  ]),
  vendor('rubygems-key', 'RubyGems key', 'RUBYGEMS_API_KEY', 'guides.rubygems.org', [
    token(['rubygems_'], hex, 44),
  ]),
  vendor('crates-token', 'crates.io token', 'CARGO_REGISTRY_TOKEN', 'doc.rust-lang.org/cargo', [
    token(['cio'], alnum, 32, { apart: true, random: true }),
  ]),
  vendor('docker-token', 'Docker Hub token', 'DOCKER_TOKEN', 'docs.docker.com', [
    token(['dckr_pat_', 'dckr_oat_'], word, 24),
  ]),
  vendor('jfrog-key', 'Artifactory key', 'ARTIFACTORY_TOKEN', 'jfrog.com/help', [
    token(['AKCp'], alnum, 60, { apart: true }),
    token(['cmVmdGtu'], alnum, 50),
  ]),
  vendor('cloudflare-token', 'Cloudflare token', 'CLOUDFLARE_API_TOKEN', 'developers.cloudflare.com', [
    token(['cfut_', 'cfat_', 'cfk_'], word, 36, { random: true }),
    pattern(['v1.0-'], '[0-9a-f]{24}-[0-9a-f]{100}'),
  ]),
  vendor('heroku-key', 'Heroku key', 'HEROKU_API_KEY', 'devcenter.heroku.com', [token(['HRKU-'], word, 36)]),
  vendor('fly-token', 'Fly.io token', 'FLY_API_TOKEN', 'fly.io/docs', [
    token(['fo1_'], word, 40),
    token(['fm1r_', 'fm2_', 'fm1a_'], `${base64}=`, 60),
  ]),
  vendor('netlify-token', 'Netlify token', 'NETLIFY_AUTH_TOKEN', 'docs.netlify.com', [
    token(['nfp_', 'nfc_', 'nfo_'], word, 36, { random: true }),
  ]),
  vendor('buildkite-token', 'Buildkite token', 'BUILDKITE_TOKEN', 'buildkite.com/docs', [
    token(['bkua_', 'bkct_'], hex, 36),
  ]),
  vendor('circleci-token', 'CircleCI token', 'CIRCLECI_TOKEN', 'circleci.com/docs', [
    pattern(['CCIPAT_', 'CCIPRJ_'], '[A-Za-z0-9]{16,24}_[0-9a-fA-F]{36}'),
  ]),
  vendor('alibaba-key', 'Alibaba Cloud key', 'ALIBABA_CLOUD_ACCESS_KEY_ID', 'alibabacloud.com/help', [
    token(['LTAI'], alnum, 16, { apart: true, random: true }),
  ]),
  vendor('okta-token', 'Okta token', 'OKTA_API_TOKEN', 'developer.okta.com', [token(['SSWS 00'], word, 38)]),
  vendor('age-key', 'age secret key', 'AGE_SECRET_KEY', 'age-encryption.org', [
    token(['AGE-SECRET-KEY-1', 'age-secret-key-1'], alnum, 50),
  ]),
];
