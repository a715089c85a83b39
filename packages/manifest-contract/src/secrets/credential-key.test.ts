import { describe, expect, it } from 'vitest';
import {
  classifyKey,
  hasForeignWord,
  isAuthKey,
  isBareCredential,
  isCountable,
  keyWords,
} from './credential-key.js';

describe('keyWords', () => {
  it.each([
    ['OPENAI_API_KEY', 'openai api key'],
    ['openaiApiKey', 'openai api key'],
    ['Openai API-key', 'openai api key'],
    ['--a..b', 'a b'],
    ['ｐａｓｓ Ｗord', 'pass word'],
    ['PATs', 'pat'],
    ['userIs', 'user is'],
    ['APIstatus', 'ap istatus'],
    ['keys class series analysis menus params is', 'key class series analysis menus params is'],
    ['password12 k8s _2', 'password k8s'],
    ['base64 oauth2 mybase64', 'base64 oauth2 mybase'],
    [`${'x'.repeat(200)}_api_key`, `${'x'.repeat(152)} api key`],
    ['', ''],
  ])('%s has the words "%s"', (key, expected) => {
    expect(keyWords(key).join(' ')).toBe(expected);
  });
});

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
    access_code dbpass githubpass awskey myhmackey API_KEY_VALUE githubtokenValue pin pin_value cardPin userPin
    set-cookie session_cookie github_pat PATs google_cred existingPassword my-x-atlassian-token x-atlassian-token-2 pAssPhRase
    my_github_pat google_cloud_cred azureDevopsPat mdp clave contraseña privKey preshared_key service_role_key storepass keypass backupCodes mfaSeed
    REDISCLI_AUTH wandbKey bingKey AZURE_SEARCH_KEY watsonxKey upstash_key tacacs_key 令牌 mật_khẩu รหัสผ่าน κωδικός clé_api
    tOkEn seed_phrase id_rsa service_account_json access_key_pem public_api_key openAIKey
    huggingFaceKey my_huggingFace_key my_pass_word my_service_account_json max_password first_secret пароль 비밀번호 ключapi ключ-api mậtkhẩu mật_khẩu كلمةالسر كلمة_المرور סיסמה סיסמא cléapi clé_secrète`.split(
      /\s+/,
    ),
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
    `tokenizer tokenCount token_count maxTokens max_tokens numTokens promptTokens pad_token eosToken stopTokens pageToken
    next_page_token cursorToken deltaToken TokenTextSplitter secretName secret_name secretRef secretKeyRef secretRefs
    existingSecret imagePullSecrets passwordKey password_key tokenKey passwordPolicy passwordLength passwordHistory passwordFile
    tokenFile credentialsPath apiKeyHeader apiKeyEnv apiKeyName tokenType tokenUrl token_endpoint authorizationUrl tokenTtl
    token_expiry expirySeconds maxAgeDays refresh_minutes lease-hours timeoutSecs passwordHint keyField publicKey public_key keyword keywords authorName accessKeyId clientId hasPassword
    hasKennwort forgotPassword invalid_token kennwortKey pswKey pswdKey usePassword requirePassword isToken prompt_token X-Atlassian-Token username user type baseUrl provider pattern`.split(
      /\s+/,
    ),
  )('%s tells something about a secret', (key) => {
    expect(classifyKey(key)).toBe('descriptive');
  });

  it.each(
    `key keys primaryKey sortKey partition_key cacheKey spaceKey projectKey issueKey hostKey foreignKey hfkey xawskey key_value
    sortKeyValue keyboard monkey turkey author authority compass passes passage secretary bypass by_pass firstPass xdbpass dbpassage
    pins pins2 gpioPin oldpwd existingsecret pullsecret webhookurl githubrepo maxtokens http_session_cookie include_file_pat my_street_cred my_github_cookie
    model \${API_KEY}`.split(/\s+/),
  )('%s is neither', (key) => {
    expect(classifyKey(key)).toBe('plain');
  });

  it('a key without words is neither', () => {
    expect(classifyKey('')).toBe('plain');
    expect(classifyKey('_ 1')).toBe('plain');
  });

  it('takes a key of any length in no time', () => {
    expect(classifyKey('aB'.repeat(500_000))).toBe('plain');
    expect(classifyKey('key'.repeat(300_000))).not.toBe('descriptive');
  });
});

describe('hasForeignWord', () => {
  it.each(
    'password dbPassword API_KEY githubToken refresh_token GH_TOKEN myJwt my_service_password password_prod'.split(
      ' ',
    ),
  )('%s has none', (key) => {
    expect(hasForeignWord(key)).toBe(false);
  });

  it.each('engine_password ovirt_token he_appliance_password'.split(' '))('%s has one', (key) => {
    expect(hasForeignWord(key)).toBe(true);
  });
});

describe('What a key says about a block or a value', () => {
  it.each('auth authentication myAuth http-auth oauth2 security credentials cohere okta'.split(' '))(
    '%s opens a block of credentials',
    (key) => {
      expect(isAuthKey(key)).toBe(true);
    },
  );

  it.each(['', 'author', 'authUrl', 'auth_type', 'cohere_model', 'openai'])('%j opens none', (key) => {
    expect(isAuthKey(key)).toBe(false);
  });

  it('a bare word is a credential inside `auth`', () => {
    expect(['key', 'code', 'PAT', 'value'].map(isBareCredential)).toEqual([true, true, true, true]);
    expect(['', 'keyName', 'user'].map(isBareCredential)).toEqual([false, false, false]);
  });

  it('several tokens may be a count', () => {
    expect(['tokens', 'maxTokens'].map(isCountable)).toEqual([true, true]);
    expect(['token', 'tokensPerChunk'].map(isCountable)).toEqual([false, false]);
  });
});
