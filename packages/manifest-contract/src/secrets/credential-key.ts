import { foldText } from './unicode.js';

/**
 * What a key says about its value: `credential` holds a secret, `descriptive` tells something about one (its name, its
 * length, who it belongs to), `plain` is neither.
 */
export type KeyKind = 'credential' | 'descriptive' | 'plain';

const words = (list: string) => new Set(list.split(/\s+/));

/** What a password is called in other languages, and how the word is cut short. */
export const PASSWORDS =
  /kennwort|contrasena|senha|wachtwoord|losenord|haslo|heslo|jelszo|parola|salasana|adgangskode|sifre|pswd?|passwrd/i;

/** Words that name a secret by themselves. */
const SECRETS = words(`password passwd pwd pw pass passphrase passcode passwort secret token
  credential cred jwt psk apikey authtoken bearer authorization cookie pin pincode keyfilejson privkey pat mnemonic
  passkey otp seedphrase idrsa motdepasse mdp clave serviceaccountjson requirepass accesscode authcode recoverycode
  backupcode mfaseed otpseed totpseed rediscliauth passw pasword ${PASSWORDS.source.replaceAll('|', ' ').replace('pswd?', 'psw pswd')}`);

/** Words glued together without a border: `githubtoken`, `dbpassword`. */
const GLUED_WORDS =
  /password|passwd|pwd|passphrase|passcode|passwort|secret|token|apikey|accesskey|secretkey|privatekey|credential|authcode|recoverycode/;
const GLUED = new RegExp(`(?:${GLUED_WORDS.source}|${PASSWORDS.source})$`);
const GLUED_PASS =
  /^(?:db|user|root|admin|my|smtp|mysql|pg|redis|ftp|mail|email|ssh|sudo|http|proxy|ldap|bind|sasl|store|key|cert)(?:pass|pw)$/;
/** End like secrets and are none. */
const GLUED_PLAIN = words('existingsecret pullsecret imagepullsecret oldpwd');

/** The commonest words of other scripts. */
const FOREIGN =
  /пароль|секрет|токен|ключ.?api|密码|密碼|密钥|密鑰|口令|令牌|パスワード|トークン|秘密鍵|비밀번호|암호|hasło|mật.?khẩu|รหัสผ่าน|كلمة.?(?:السر|المرور)|סיסמ[אה]|κωδικός|clé.?(?:api|secrète)/i;

/** What the `key` behind them is for makes it a secret. */
const KINDS =
  words(`api access secret private priv signing sign signature encryption encrypt decryption decrypt crypt master account shared preshared client
  consumer service servicerole anon auth authentication authorization session license licence admin root storage webhook hmac ssh deploy rsa ecdsa dsa
  ed25519 pem tls ssl security crypto cipher aes symmetric fernet ingest ingestion subscription server app application bot integration write jwt
  management function functions unseal recovery product activation radius tacac wireguard wg`);

/** Vendors: `openaiKey`. */
const VENDORS =
  words(`openai anthropic claude google gemini vertex cohere mistral pinecone qdrant milvus zilliz weaviate
  voyage jina groq xai grok deepseek perplexity openrouter replicate nvidia huggingface hf langsmith langfuse langchain tavily llama llamacloud
  azure aws gcp github gitlab slack stripe twilio sendgrid mailgun okta auth0 notion linear airtable jira confluence atlassian
  supabase neon databricks cloudflare datadog newrelic sentry grafana algolia elastic elasticsearch opensearch mongo redis serper
  serpapi brave exa firecrawl together fireworks anyscale stability elevenlabs assemblyai deepgram vault shopify square dropbox telegram discord
  azuresearch azureopenai cognitive bing watsonx watson ibm bedrock sagemaker wandb comet unstructured nomic vectara marqo chroma lancedb turbopuffer
  upstash typesense meili meilisearch zep mem0 cerebras sambanova ai21 moonshot dashscope minimax zhipu baidu volcengine tencent alibaba
  firebase fcm apn mapbox zapier hubspot trello asana clickup monday intercom zendesk salesforce figma rapidapi rubygems npm pypi heroku
  render railway vercel netlify vultr linode hetzner digitalocean scaleway ovh tailscale pagerduty opsgenie splunk honeycomb dynatrace
  snowflake planetscale cockroach mailchimp postmark resend brevo plaid segment amplitude posthog launchdarkly helicone portkey braintrust`);

/** Words that make a secret of the `key` behind them. */
const KEY_KINDS = new Set([...KINDS, ...VENDORS]);

/** A last word that turns a secret into a description of it. */
const DESCRIPTIVE =
  words(`name ref reference file filename path dir directory env var variable envvar header type kind field column
  count limit length len size min max policy ttl expiry expire expiration expires timeout lifetime duration age url uri endpoint
  host hostname port domain realm provider profile issuer audience store storage manager backend engine mount format prefix suffix
  pattern regex rule rotation interval period schedule enabled disabled enable required optional version algorithm alg method mode
  location source scope usage budget window rate ratio overlap per splitter tokenizer parser validator generator
  description title label comment note help message placeholder hint status state id user username login email owner
  account project tenant organization org workspace team group role region zone namespace cluster database db schema table
  index collection bucket class template strategy option config configuration setting param parameter flag feature page
  key keyword selector digest checksum fingerprint hash salt counter bucket vocabulary vocab embedding level
  date time timestamp at by in created updated expired from to second minute hour day sec ms binding annotation property
  attribute handler service plugin action command validation strength complexity history reset change reuse auth login grant
  encoding charset encrypted exists present valid needed revision number auto allowed permission url base`);

/** Words that say nothing: `tokenValue`, `passwordProd`, `SECRET_KEY_BASE`, `password_1`. */
const NEUTRAL =
  words(`pem json text hash value string str plain plaintext raw data literal base64 b64 encoded current new old previous next prod
  production dev development staging stage test live primary secondary main backup default base global internal external override
  openai github gitlab slack google azure aws db database postgres mysql redis mongo smtp admin root my here real actual`);

/** In front of `token` they make it a piece of text or a place in a list. */
const TEXT_TOKENS =
  words(`max min maximum minimum num number count total eos bos pad unk cls sep mask stop special page next continuation
  sync input output prompt completion context chunk start end per cached vocab text reserved budget limit parse lex
  eot eop begin separator unknown classification overlap window avg target design colour color cursor delta`);

/** In front of a secret they ask whether there is one, or talk about it: `hasPassword`, `forgotPassword`. */
const SWITCHES = words(
  'has have use need require is show with without no ask prompt forgot forgotten enter invalid wrong incorrect missing lost hide weak',
);

/** In front of `pass` they make it a way through: `firstPass`. */
const PASSES = words('by first second single multi low high band two one each per');

const PUBLIC_KINDS = words('public pub');

/** Inside `auth` these hold the credential by themselves. */
const BARE_IN_AUTH = words('key code pat value');

const AUTH = words('auth authentication credential login basicauth httpauth oauth oauth2 security');

/** Their number is part of the word; behind any other it only counts: `password2`. */
const NUMBERED = words('base64 b64 ed25519 oauth2 auth0');

/** Splits a key into lower-case words: `OPENAI_API_KEY`, `openaiApiKey` and `Openai API-key` read alike. */
export function keyWords(key: string): string[] {
  const folded = foldText(key.slice(-160));
  return folded
    .replace(/([A-Z]{2})s(?![a-z])/g, '$1')
    .replace(/([a-z0-9])([A-Z])/g, '$1 $2')
    .replace(/([A-Z])([A-Z][a-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^a-z0-9]/)
    .map((word) => singular(NUMBERED.has(word) ? word : word.replace(/(?<![0-9])[0-9]+$/, '')))
    .filter((word) => word !== '');
}

/** `aPiKeY`: letters in turns, words to nobody. */
function isScrambled(list: readonly string[]): boolean {
  return list.length > 2 && list.filter((word) => word.length <= 2).length * 2 >= list.length;
}

function singular(word: string): string {
  return word.length > 3 && word.endsWith('s') && !/(?:ss|us|is|ries|aws|ms)$/.test(word)
    ? word.slice(0, -1)
    : word;
}

/** Reads a key, in any spelling (FR-007: below a credential key nothing but a reference may stand). */
export function classifyKey(key: string): KeyKind {
  // A redacted key: the reference names a secret, the value under it is none for that.
  if (key.startsWith('${')) return 'plain';
  // The header that switches a check off, and holds no more than `no-check`.
  if (key.toLowerCase() === 'x-atlassian-token') return 'descriptive';
  if (FOREIGN.test(key)) return 'credential';
  const all = keyWords(key);
  if (isScrambled(all) && isSecretWord(all.join(''))) return 'credential';
  while (NEUTRAL.has(all.at(-1) ?? '') && hasSecretWord(all)) all.pop();
  const last = all.at(-1);
  if (last === undefined) return 'plain';
  const before = all.at(-2) ?? '';

  if (last === 'key') {
    if (PUBLIC_KINDS.has(before)) return 'descriptive';
    // `openAIKey`, `huggingFaceKey`: a vendor's name may be two words.
    if (KEY_KINDS.has(before) || KEY_KINDS.has(all.slice(-3, -1).join(''))) return 'credential';
    return SECRETS.has(before) ? 'descriptive' : 'plain';
  }
  if (SECRETS.has(last) || SECRETS.has(before + last) || SECRETS.has(all.slice(-3).join(''))) {
    if (last === 'token' && all.some((word) => TEXT_TOKENS.has(word))) return 'descriptive';
    if (SWITCHES.has(all[0] ?? '')) return 'descriptive';
    if (last === 'secret' && (before === 'existing' || before === 'pull')) return 'descriptive';
    if (last === 'pass' && PASSES.has(before)) return 'plain';
    if (last === 'pin' && (all.length > 1 || /pins/i.test(key)) && before !== 'card' && before !== 'user')
      return 'plain';
    if ((last === 'cookie' || last === 'pat' || last === 'cred') && all.length > 2)
      return last !== 'cookie' && all.some((word) => VENDORS.has(word)) ? 'credential' : 'plain';
    return 'credential';
  }
  if (isGlued(last)) return 'credential';
  return DESCRIPTIVE.has(last) ? 'descriptive' : 'plain';
}

function isSecretWord(word: string): boolean {
  return SECRETS.has(word) || isGlued(word);
}

/** Words written without a border between them: `githubtoken`, `dbpassword`, `prodencryptionkey`. */
function isGlued(word: string): boolean {
  if (word.endsWith('token')) return !TEXT_TOKENS.has(word.slice(0, -5));
  if (GLUED.test(word) || GLUED_PASS.test(word)) return !GLUED_PLAIN.has(word);
  if (word.endsWith('pass') && KEY_KINDS.has(word.slice(0, -4))) return true;
  if (!word.endsWith('key')) return false;
  const kind = word.slice(0, -3);
  for (let from = 0; kind.length - from >= 3; from += 1) {
    if (KEY_KINDS.has(kind.slice(from)) && (from === 0 || kind.length - from >= 4)) return true;
  }
  return false;
}

function hasSecretWord(list: readonly string[]): boolean {
  return list.some(
    (word, at) =>
      SECRETS.has(word) || GLUED.test(word) || (word === 'key' && KEY_KINDS.has(list[at - 1] ?? '')),
  );
}

/** Words that credentials of anybody go by. */
const COMMON =
  words(`key word pin code x id user refresh personal csrf oauth json sas totp mfa keystore truststore trust gh gl hub proxy imap
  pop ldap bind upload push device ci job runner registration wiki drive repo repository source web site bearer header`);

/** Whether a credential key has a word that is neither a credential's nor a known vendor's: `engine_password`. */
export function hasForeignWord(key: string): boolean {
  return !keyWords(key).every(
    (word) => COMMON.has(word) || isSecretWord(word) || KEY_KINDS.has(word) || NEUTRAL.has(word),
  );
}

/** Vendors whose keys have no shape of their own: right below the name stands a key, or a block with one. */
const SHAPELESS = words(
  'cohere mistral mistralai weaviate zilliz okta azure bing serper serpapi exa brave algolia typesense meilisearch deepgram assemblyai ai21 watsonx',
);

/** Whether the key opens a block of credentials in which a bare `key` or `code` is one: `auth: {key: …}`. */
export function isAuthKey(key: string): boolean {
  const list = keyWords(key);
  return AUTH.has(list.at(-1) ?? '') || (list.length === 1 && SHAPELESS.has(list[0] ?? ''));
}

/** Whether the key is one that holds the secret when it stands inside `auth`. */
export function isBareCredential(key: string): boolean {
  const list = keyWords(key);
  return list.length === 1 && BARE_IN_AUTH.has(list[0] ?? '');
}

/** Whether the key holds several counts rather than secrets where its value is a number: `tokens: 4096`. */
export function isCountable(key: string): boolean {
  return /tokens$/i.test(key);
}
