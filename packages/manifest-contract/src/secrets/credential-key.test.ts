import { describe, expect, it } from 'vitest';
import { classifyKey, hasForeignWord } from './credential-key.js';

describe('classifyKey', () => {
  it.each(
    `password passwd pwd pass passphrase PASSWORD Password passWord pass_word db_password dbPassword DB-PASSWORD dbpassword
    user.password smtp_pass password1 password_2 passwordProd passwordValue githubToken github_token GITHUB_TOKEN GitHubToken
    githubtoken token tokens accessToken refresh_token bearerToken authToken auth-token xAuthToken X-Auth-Token apiToken secret
    secrets clientSecret client_secret appSecret webhookSecret jwtSecret SECRET_KEY_BASE secretKey secret_access_key
    aws_secret_access_key apiKey api_key api-key APIKEY apikey ApiKey API_KEYS openaiApiKey OPENAI_API_KEY openaiKey cohere_key
    privateKey private_key PRIVATE-KEY sshKey signingKey encryption_key accountKey accessKey masterKey sharedAccessKey
    prodencryptionkey smtpaccountkey credentials credential googleCredentials X-Api-Key Authorization Proxy-Authorization
    passwort kennwort psk jwt serviceAccountKey storage_key licenseKey jwtKey aPiKeY requirepass
    access_code`.split(/\s+/),
  )('%s holds a secret', (key) => {
    expect(classifyKey(key)).toBe('credential');
  });

  it.each([
    'api key',
    'Api Key',
    'client secret',
    'ｐａｓｓｗｏｒｄ',
    'pass\u200bword',
    'tоken',
    'my db password',
  ])('%s holds a secret', (key) => {
    expect(classifyKey(key)).toBe('credential');
  });

  it.each(
    `tokenizer tokenCount token_count maxTokens max_tokens maxtokens numTokens tokensPerChunk tokens_per_minute promptTokens pad_token
    eosToken stopTokens pageToken next_page_token TokenTextSplitter secretName secret_name secretRef secretKeyRef secretRefs existingSecret
    imagePullSecrets passwordKey password_key tokenKey passwordPolicy passwordLength passwordFile tokenFile credentialsPath
    apiKeyHeader apiKeyEnv apiKeyName tokenType tokenUrl token_endpoint authorizationUrl tokenTtl token_expiry passwordHint
    keyField key keys primaryKey sortKey partition_key cacheKey spaceKey projectKey issueKey publicKey public_key hostKey foreignKey
    keyboard monkey turkey keyword keywords author authority authorName bypass compass passes passage secretary accessKeyId clientId
    hasPassword usePassword requirePassword cursorToken deltaToken pins X-Atlassian-Token username user type baseUrl model provider pattern \${API_KEY}`.split(
      /\s+/,
    ),
  )('%s holds none', (key) => {
    expect(classifyKey(key)).not.toBe('credential');
  });

  it('takes a key of any length in no time', () => {
    expect(classifyKey('aB'.repeat(500_000))).toBe('plain');
    expect(classifyKey('key'.repeat(300_000))).not.toBe('descriptive');
  });
});

describe('hasForeignWord', () => {
  it.each('password dbPassword API_KEY githubToken refresh_token GH_TOKEN my_service_password'.split(' '))(
    '%s has none',
    (key) => {
      expect(hasForeignWord(key)).toBe(false);
    },
  );

  it.each('engine_password ovirt_token he_appliance_password'.split(' '))('%s has one', (key) => {
    expect(hasForeignWord(key)).toBe(true);
  });
});
