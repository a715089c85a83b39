import { around, CLASSES, pattern, type ShapeRule, token, vendor } from './rule.js';

const { alnum, base64, hex, word } = CLASSES;
const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
const SHORT = { apart: true, random: true };
const RANDOM = { random: true };

/** Vendors of smaller reach whose tokens a prefix tells: the partners of GitHub's scan, and what scanners know beside. */
export const PARTNER_RULES: readonly ShapeRule[] = [
  vendor('1password-token', '1Password token', 'OP_TOKEN', 'developer.1password.com', [
    token(['ops_eyJ'], base64, 200),
    pattern(['A3-'], '[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})(?:-[A-Z0-9]{5}){3}'),
  ]),
  vendor('adafruit-key', 'Adafruit key', 'ADAFRUIT_KEY', 'io.adafruit.com', [
    token(['aio_'], alnum, 26, SHORT),
  ]),
  vendor('adobe-secret', 'Adobe secret', 'ADOBE_CLIENT_SECRET', 'developer.adobe.com', [
    token(['p8e-'], alnum, 32, RANDOM),
  ]),
  vendor('aiven-password', 'Aiven password', 'AIVEN_PASSWORD', 'aiven.io/docs', [token(['AVNS_'], word, 16)]),
  vendor('apify-token', 'Apify token', 'APIFY_TOKEN', 'docs.apify.com', [token(['apify_api_'], alnum, 32)]),
  vendor('asaas-key', 'Asaas key', 'ASAAS_API_KEY', 'docs.asaas.com', [token(['$aact_'], `${word}=:`, 60)]),
  vendor('astra-token', 'Astra DB token', 'ASTRA_DB_TOKEN', 'docs.datastax.com', [
    pattern(['AstraCS:'], '[A-Za-z0-9]{20,32}:[0-9a-f]{60}'),
  ]),
  vendor('authress-key', 'Authress key', 'AUTHRESS_ACCESS_KEY', 'authress.io', [
    around(
      ['.acc_', '.acc-'],
      `${word}.`,
      48,
      '[a-z]{2,8}_[A-Za-z0-9]{5,30}\\.[A-Za-z0-9]{4,6}\\.acc[_-][A-Za-z0-9-]{10,32}\\.[A-Za-z0-9+/_=-]{30,120}',
    ),
  ]),
  vendor('axiom-token', 'Axiom token', 'AXIOM_TOKEN', 'axiom.co/docs', [pattern(['xaat-', 'xapt-'], UUID)]),
  vendor('baidu-key', 'Baidu Cloud key', 'BAIDU_API_KEY', 'cloud.baidu.com/doc', [
    pattern(['bce-v3/ALTAK-'], '[A-Za-z0-9]{16,32}/[0-9a-f]{38}', hex),
  ]),
  vendor('bitrise-token', 'Bitrise token', 'BITRISE_TOKEN', 'docs.bitrise.io', [
    token(['bitpat_'], alnum, 32),
  ]),
  vendor('browserbase-key', 'Browserbase key', 'BROWSERBASE_API_KEY', 'docs.browserbase.com', [
    token(['bb_live_', 'bb_test_'], word, 24),
  ]),
  vendor('canva-secret', 'Canva secret', 'CANVA_CLIENT_SECRET', 'canva.dev/docs', [
    token(['cnvca'], word, 48, RANDOM),
  ]),
  vendor('cartesia-key', 'Cartesia key', 'CARTESIA_API_KEY', 'docs.cartesia.ai', [
    token(['sk_car_'], alnum, 20),
  ]),
  vendor('cashfree-key', 'Cashfree key', 'CASHFREE_SECRET_KEY', 'docs.cashfree.com', [
    token(['cfsk_ma_prod_', 'cfsk_ma_test_'], '0-9a-f_', 32),
  ]),
  vendor('checkout-key', 'Checkout.com key', 'CHECKOUT_SECRET_KEY', 'checkout.com/docs', [
    pattern(['sk_', 'sk_test_', 'sk_sbox_'], UUID),
  ]),
  vendor('chief-tools-token', 'Chief Tools token', 'CHIEF_TOOLS_TOKEN', 'chief.app', [
    token(['ctp_'], alnum, 32, SHORT),
  ]),
  vendor('clickhouse-key', 'ClickHouse Cloud key', 'CLICKHOUSE_API_SECRET', 'clickhouse.com/docs', [
    token(['4b1d'], alnum, 38, { ...SHORT, mixed: true }),
  ]),
  vendor('clickup-token', 'ClickUp token', 'CLICKUP_API_TOKEN', 'clickup.com/api', [
    pattern(['pk_'], '[0-9]{5,12}_[A-Z0-9]{28}'),
  ]),
  vendor('clojars-token', 'Clojars token', 'CLOJARS_TOKEN', 'github.com/clojars', [
    token(['CLOJARS_'], alnum, 56),
  ]),
  vendor('cockroach-key', 'CockroachDB Cloud key', 'COCKROACH_API_KEY', 'cockroachlabs.com/docs', [
    pattern(['CCDB1_'], '[A-Za-z0-9]{20,24}_[A-Za-z0-9]{36}'),
  ]),
  vendor('convex-key', 'Convex deploy key', 'CONVEX_DEPLOY_KEY', 'docs.convex.dev', [
    around(
      ['|'],
      'a-z0-9:-',
      56,
      '(?:prod|dev|preview):[a-z-]{4,40}-[0-9]{1,5}\\|[A-Za-z0-9+/]{40,400}={0,2}',
    ),
  ]),
  vendor('coze-token', 'Coze token', 'COZE_API_TOKEN', 'coze.com/docs', [token(['pat_'], alnum, 56, SHORT)]),
  vendor('ctfd-token', 'CTFd token', 'CTFD_TOKEN', 'docs.ctfd.io', [token(['ctfd_'], hex, 56)]),
  vendor('cursor-key', 'Cursor key', 'CURSOR_API_KEY', 'docs.cursor.com', [
    token(['key_'], hex, 60, { apart: true }),
  ]),
  vendor('defined-key', 'Defined Networking key', 'DEFINED_API_KEY', 'docs.defined.net', [
    pattern(['dnkey-'], '[A-Za-z0-9]{22,28}-[A-Za-z0-9]{48}'),
  ]),
  vendor('devcycle-key', 'DevCycle key', 'DEVCYCLE_SERVER_KEY', 'docs.devcycle.com', [
    token(['dvc_server_', 'dvc_mobile_', 'dvc_client_'], '0-9a-f_', 32),
  ]),
  vendor('dify-key', 'Dify key', 'DIFY_API_KEY', 'docs.dify.ai', [
    token(['app-'], alnum, 24, { ...SHORT, mixed: true }),
  ]),
  vendor('duffel-token', 'Duffel token', 'DUFFEL_ACCESS_TOKEN', 'duffel.com/docs', [
    token(['duffel_live_', 'duffel_test_'], `${word}=`, 36),
  ]),
  vendor('e2b-key', 'E2B key', 'E2B_API_KEY', 'e2b.dev/docs', [token(['e2b_'], hex, 36)]),
  vendor('elastic-key', 'Elastic key', 'ELASTIC_API_KEY', 'elastic.co/docs', [
    token(['essu_'], `${base64}=`, 40, RANDOM),
  ]),
  vendor('firebase-key', 'Firebase messaging key', 'FIREBASE_SERVER_KEY', 'firebase.google.com/docs', [
    around([':APA91b'], word, 24, '[A-Za-z0-9_-]{8,24}:APA91b[A-Za-z0-9_-]{100,200}'),
  ]),
  vendor('flutterwave-key', 'Flutterwave key', 'FLUTTERWAVE_SECRET_KEY', 'developer.flutterwave.com', [
    token(['FLWSECK_TEST-', 'FLWSECK-', 'FLWSECK_TEST'], alnum, 12),
  ]),
  vendor('frameio-token', 'Frame.io token', 'FRAMEIO_TOKEN', 'developer.frame.io', [
    token(['fio-u-'], `${word}=`, 56),
  ]),
  vendor('gocardless-token', 'GoCardless token', 'GOCARDLESS_ACCESS_TOKEN', 'developer.gocardless.com', [
    token(['live_', 'sandbox_'], word, 38, SHORT),
    token(['live_'], hex, 32, { apart: true }),
  ]),
  vendor('harness-token', 'Harness token', 'HARNESS_API_KEY', 'developer.harness.io', [
    pattern(['pat.', 'sat.'], '[A-Za-z0-9]{20,24}\\.[0-9a-f]{22,26}\\.[A-Za-z0-9]{18}'),
  ]),
  vendor('helicone-key', 'Helicone key', 'HELICONE_API_KEY', 'docs.helicone.ai', [
    pattern(['sk-helicone-', 'pk-helicone-'], '(?:eu-)?[a-z0-9]{7}(?:-[a-z0-9]{7}){2}'),
  ]),
  vendor('hubspot-token', 'HubSpot token', 'HUBSPOT_ACCESS_TOKEN', 'developers.hubspot.com', [
    pattern(['pat-na1-', 'pat-na2-', 'pat-eu1-', 'pat-ap1-'], UUID),
  ]),
  vendor('hop-token', 'Hop token', 'HOP_TOKEN', 'docs.hop.io', [token(['ptk_'], word, 48, SHORT)]),
  vendor('infracost-key', 'Infracost key', 'INFRACOST_API_KEY', 'infracost.io/docs', [
    token(['ico-'], alnum, 30, SHORT),
  ]),
  vendor('inngest-key', 'Inngest signing key', 'INNGEST_SIGNING_KEY', 'inngest.com/docs', [
    token(['signkey-prod-', 'signkey-test-', 'signkey-branch-'], hex, 32),
  ]),
  vendor('intra42-secret', '42 secret', 'INTRA42_SECRET', 'api.intra.42.fr', [
    token(['s-s4t2ud-', 's-s4t2af-'], hex, 56),
  ]),
  vendor('launchdarkly-key', 'LaunchDarkly key', 'LAUNCHDARKLY_SDK_KEY', 'launchdarkly.com/docs', [
    pattern(['sdk-', 'api-'], UUID, word, { apart: true }),
  ]),
  vendor('lichess-token', 'Lichess token', 'LICHESS_TOKEN', 'lichess.org/api', [
    token(['lip_'], alnum, 18, SHORT),
  ]),
  vendor('liveblocks-key', 'Liveblocks key', 'LIVEBLOCKS_SECRET_KEY', 'liveblocks.io/docs', [
    token(['sk_dev_'], word, 24, RANDOM),
  ]),
  vendor('logicmonitor-token', 'LogicMonitor token', 'LOGICMONITOR_TOKEN', 'logicmonitor.com/support', [
    token(['lmb_', 'lma_'], `${base64}=`, 36, SHORT),
  ]),
  vendor('mailersend-token', 'MailerSend token', 'MAILERSEND_API_KEY', 'developers.mailersend.com', [
    token(['mlsn.'], hex, 56),
  ]),
  vendor('mem0-key', 'Mem0 key', 'MEM0_API_KEY', 'docs.mem0.ai', [token(['m0-'], alnum, 36, SHORT)]),
  vendor('mergify-key', 'Mergify key', 'MERGIFY_TOKEN', 'docs.mergify.com', [
    token(['mka_'], word, 36, SHORT),
  ]),
  vendor('maxmind-key', 'MaxMind license key', 'MAXMIND_LICENSE_KEY', 'dev.maxmind.com', [
    around(['_mmk'], word, 36, '[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk(?![A-Za-z0-9])'),
  ]),
  vendor('midtrans-key', 'Midtrans key', 'MIDTRANS_SERVER_KEY', 'docs.midtrans.com', [
    token(['Mid-server-'], word, 22, RANDOM),
  ]),
  vendor('mongodb-secret', 'MongoDB Atlas secret', 'MONGODB_ATLAS_SECRET', 'mongodb.com/docs', [
    token(['mdb_sa_sk_'], word, 32),
  ]),
  vendor('nightfall-key', 'Nightfall key', 'NIGHTFALL_API_KEY', 'docs.nightfall.ai', [
    token(['NF-'], alnum, 32, SHORT),
  ]),
  vendor('nomic-key', 'Nomic key', 'NOMIC_API_KEY', 'docs.nomic.ai', [token(['nk-'], word, 40, SHORT)]),
  vendor('nuget-key', 'NuGet key', 'NUGET_API_KEY', 'learn.microsoft.com/nuget', [
    token(['oy2'], 'a-z0-9', 43, { ...SHORT, alone: true }),
  ]),
  vendor('octopus-key', 'Octopus Deploy key', 'OCTOPUS_API_KEY', 'octopus.com/docs', [
    token(['API-'], 'A-Z0-9', 25, SHORT),
  ]),
  vendor('onfido-token', 'Onfido token', 'ONFIDO_API_TOKEN', 'documentation.onfido.com', [
    pattern(
      ['api_live.', 'api_sandbox.', 'api_live_us.', 'api_live_ca.'],
      '[A-Za-z0-9_-]{11}\\.[A-Za-z0-9_-]{32}',
    ),
  ]),
  vendor('openshift-token', 'OpenShift token', 'OPENSHIFT_TOKEN', 'docs.openshift.com', [
    token(['sha256~'], word, 43),
  ]),
  vendor('paddle-key', 'Paddle key', 'PADDLE_API_KEY', 'developer.paddle.com', [
    token(['pdl_live_apikey_', 'pdl_sdbx_apikey_'], word, 40),
  ]),
  vendor('pangea-token', 'Pangea token', 'PANGEA_TOKEN', 'pangea.cloud/docs', [
    token(['pts_'], alnum, 30, SHORT),
  ]),
  vendor('persona-key', 'Persona key', 'PERSONA_API_KEY', 'docs.withpersona.com', [
    pattern(['persona_'], `(?:production|sandbox)_${UUID}`),
  ]),
  vendor('pinterest-token', 'Pinterest token', 'PINTEREST_TOKEN', 'developers.pinterest.com', [
    token(['pina_'], alnum, 32, RANDOM),
  ]),
  vendor('plaid-token', 'Plaid token', 'PLAID_ACCESS_TOKEN', 'plaid.com/docs', [
    pattern(['access-'], `(?:sandbox|development|production)-${UUID}`),
  ]),
  vendor('polar-token', 'Polar token', 'POLAR_ACCESS_TOKEN', 'docs.polar.sh', [
    token(['polar_oat_', 'polar_pat_', 'polar_at_', 'polar_rt_', 'polar_whs_', 'polar_cs_'], word, 32),
  ]),
  vendor('posthog-key', 'PostHog personal key', 'POSTHOG_PERSONAL_API_KEY', 'posthog.com/docs', [
    token(['phx_'], alnum, 36, SHORT),
  ]),
  vendor('ramp-token', 'Ramp token', 'RAMP_CLIENT_SECRET', 'docs.ramp.com', [
    token(['ramp_sec_', 'ramp_tok_', 'ramp_id_'], alnum, 36),
  ]),
  vendor('rapidapi-key', 'RapidAPI key', 'RAPIDAPI_KEY', 'docs.rapidapi.com', [
    around(['msh'], hex, 10, '[0-9a-f]{10}msh[0-9a-f]{15}p[0-9a-f]{6}jsn[0-9a-f]{12}'),
  ]),
  vendor('readme-key', 'ReadMe key', 'README_API_KEY', 'docs.readme.com', [token(['rdme_'], alnum, 60)]),
  vendor('rootly-key', 'Rootly key', 'ROOTLY_API_KEY', 'docs.rootly.com', [token(['rootly_'], hex, 56)]),
  vendor('runpod-key', 'RunPod key', 'RUNPOD_API_KEY', 'docs.runpod.io', [token(['rpa_'], alnum, 36, SHORT)]),
  vendor('salad-key', 'SaladCloud key', 'SALAD_API_KEY', 'docs.salad.com', [
    token(['salad_cloud_user_', 'salad_cloud_'], alnum, 40, RANDOM),
  ]),
  vendor('samsara-token', 'Samsara token', 'SAMSARA_API_TOKEN', 'developers.samsara.com', [
    token(['samsara_api_'], alnum, 28),
  ]),
  vendor('scaleway-key', 'Scaleway key', 'SCW_ACCESS_KEY', 'scaleway.com/docs', [
    token(['SCW'], 'A-Z0-9', 17, SHORT),
  ]),
  vendor('scalingo-token', 'Scalingo token', 'SCALINGO_API_TOKEN', 'developers.scalingo.com', [
    token(['tk-us-'], word, 44, RANDOM),
  ]),
  vendor('settlemint-token', 'SettleMint token', 'SETTLEMINT_TOKEN', 'console.settlemint.com', [
    token(['sm_aat_', 'sm_pat_', 'sm_sat_'], alnum, 16, RANDOM),
  ]),
  vendor('sindri-key', 'Sindri key', 'SINDRI_API_KEY', 'sindri.app/docs', [
    token(['sindri_'], alnum, 32, RANDOM),
  ]),
  vendor('sourcegraph-token', 'Sourcegraph token', 'SRC_ACCESS_TOKEN', 'sourcegraph.com/docs', [
    pattern(['sgp_'], '(?:(?:[0-9a-f]{16}|local)_)?[0-9a-f]{38}', hex),
    token(['slk_'], hex, 60),
  ]),
  vendor('tailscale-key', 'Tailscale key', 'TAILSCALE_AUTH_KEY', 'tailscale.com/kb', [
    pattern(['tskey-'], '(?:[a-z]{2,10}-)?[A-Za-z0-9]{8,20}-[A-Za-z0-9]{20}'),
  ]),
  vendor('telnyx-key', 'Telnyx key', 'TELNYX_API_KEY', 'developers.telnyx.com', [
    pattern(['KEY0'], '[0-9A-F]{30,32}_[A-Za-z0-9]{20}'),
  ]),
  vendor('temporal-key', 'Temporal Cloud key', 'TEMPORAL_API_KEY', 'docs.temporal.io', [
    token(['tmprl_'], alnum, 32, RANDOM),
  ]),
  vendor('tencent-key', 'Tencent Cloud key', 'TENCENTCLOUD_SECRET_ID', 'cloud.tencent.com', [
    token(['AKID'], alnum, 30, SHORT),
  ]),
  vendor('thunderstore-token', 'Thunderstore token', 'THUNDERSTORE_TOKEN', 'thunderstore.io', [
    token(['tss_'], alnum, 32, SHORT),
  ]),
  vendor('tinybird-token', 'Tinybird token', 'TINYBIRD_TOKEN', 'tinybird.co/docs', [
    pattern(['p.eyJ'], '[A-Za-z0-9_-]{30,400}\\.[A-Za-z0-9_-]{40}'),
  ]),
  vendor('together-key', 'Together AI key', 'TOGETHER_API_KEY', 'docs.together.ai', [
    token(['tgp_v1_'], word, 36),
  ]),
  vendor('trigger-key', 'Trigger.dev key', 'TRIGGER_SECRET_KEY', 'trigger.dev/docs', [
    token(['tr_dev_', 'tr_prod_', 'tr_stg_', 'tr_pat_'], alnum, 18, RANDOM),
  ]),
  vendor('twitter-token', 'Twitter bearer token', 'TWITTER_BEARER_TOKEN', 'developer.x.com/docs', [
    pattern(['AAAAAAAAAAAAAAAAAAAA'], '[A-Za-z0-9]{10,60}%(?:2[BF]|3D)[A-Za-z0-9%]{30}', `${alnum}%`, {
      alone: true,
    }),
  ]),
  vendor('unkey-key', 'Unkey key', 'UNKEY_ROOT_KEY', 'unkey.com/docs', [
    token(['unkey_'], alnum, 20, RANDOM),
  ]),
  vendor('valtown-token', 'Val Town token', 'VALTOWN_TOKEN', 'docs.val.town', [token(['vtwn_'], alnum, 24)]),
  vendor('vectara-key', 'Vectara key', 'VECTARA_API_KEY', 'docs.vectara.com', [
    token(['zut_', 'zwt_', 'zqt_'], word, 36, SHORT),
  ]),
  vendor('vercel-token', 'Vercel token', 'VERCEL_TOKEN', 'vercel.com/docs', [
    token(['vcp_', 'vci_', 'vca_', 'vcr_', 'vck_'], alnum, 48, RANDOM),
  ]),
  vendor('volcengine-key', 'Volcengine key', 'VOLCENGINE_API_KEY', 'volcengine.com/docs', [
    token(['AKLT'], alnum, 38, SHORT),
    pattern(['ark-'], UUID, word, { apart: true }),
  ]),
  vendor('wakatime-key', 'WakaTime key', 'WAKATIME_API_KEY', 'wakatime.com', [
    pattern(['waka_', 'waka_sec_', 'waka_tok_'], UUID),
  ]),
  vendor('xata-key', 'Xata key', 'XATA_API_KEY', 'xata.io/docs', [token(['xau_'], alnum, 32, SHORT)]),
  vendor('yandex-key', 'Yandex Cloud key', 'YANDEX_CLOUD_TOKEN', 'yandex.cloud/docs', [
    pattern(['t1.'], '[A-Za-z0-9_-]{20,400}={0,2}\\.[A-Za-z0-9_-]{80}', `${word}=`),
    token(['AQVN'], word, 34, { ...SHORT, alone: true }),
    token(['YC'], word, 38, { ...SHORT, alone: true }),
  ]),
  vendor('zoho-token', 'Zoho token', 'ZOHO_REFRESH_TOKEN', 'zoho.com/developer', [
    pattern(['1000.'], '[0-9a-f]{30,34}\\.[0-9a-f]{30}', hex),
  ]),
  vendor('zuplo-key', 'Zuplo key', 'ZUPLO_API_KEY', 'zuplo.com/docs', [
    token(['zpka_'], '0-9a-z_', 36, RANDOM),
  ]),
];
