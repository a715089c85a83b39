import { around, CLASSES, pattern, type ShapeRule, token, vendor } from './rule.js';

const { alnum, base64, hex, word } = CLASSES;
const UUID = '[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}';
/** What it is and the variable's name follow from the id: `apify-token` is an Apify token, and `APIFY_TOKEN`. */
function partner(id: string, shapes: ShapeRule['shapes']): ShapeRule {
  const env = id.toUpperCase().replaceAll('-', '_');
  return vendor(
    id,
    id.replaceAll('-', ' '),
    env,
    'docs.github.com (supported secret scanning patterns), gitleaks',
    shapes,
  );
}

const SHORT = { apart: true, random: true };
const RANDOM = { random: true };

/** Vendors of smaller reach whose tokens a prefix tells: the partners of GitHub's scan, and what scanners know beside. */
export const PARTNER_RULES: readonly ShapeRule[] = [
  partner('onepassword-token', [
    token(['ops_eyJ'], base64, 200),
    pattern(['A3-'], '[A-Z0-9]{6}-(?:[A-Z0-9]{11}|[A-Z0-9]{6}-[A-Z0-9]{5})(?:-[A-Z0-9]{5}){3}'),
  ]),
  partner('adafruit-key', [token(['aio_'], alnum, 26, SHORT)]),
  partner('adobe-secret', [token(['p8e-'], alnum, 32, RANDOM)]),
  partner('aiven-password', [token(['AVNS_'], word, 16)]),
  partner('apify-token', [token(['apify_api_'], alnum, 32)]),
  partner('asaas-key', [token(['$aact_'], `${word}=:`, 60)]),
  partner('astra-token', [pattern(['AstraCS:'], '[A-Za-z0-9]{20,32}:[0-9a-f]{60}')]),
  partner('authress-key', [
    around(
      ['.acc_', '.acc-'],
      `${word}.`,
      48,
      '[a-z]{2,8}_[A-Za-z0-9]{5,30}\\.[A-Za-z0-9]{4,6}\\.acc[_-][A-Za-z0-9-]{10,32}\\.[A-Za-z0-9+/_=-]{30,120}',
    ),
  ]),
  partner('axiom-token', [pattern(['xaat-', 'xapt-'], UUID)]),
  partner('baidu-key', [pattern(['bce-v3/ALTAK-'], '[A-Za-z0-9]{16,32}/[0-9a-f]{38}', hex)]),
  partner('bitrise-token', [token(['bitpat_'], alnum, 32)]),
  partner('browserbase-key', [token(['bb_live_', 'bb_test_'], word, 24)]),
  partner('canva-secret', [token(['cnvca'], word, 48, RANDOM)]),
  partner('cartesia-key', [token(['sk_car_'], alnum, 20)]),
  partner('cashfree-key', [token(['cfsk_ma_prod_', 'cfsk_ma_test_'], '0-9a-f_', 32)]),
  partner('checkout-key', [pattern(['sk_', 'sk_test_', 'sk_sbox_'], UUID)]),
  partner('chief-tools-token', [token(['ctp_'], alnum, 32, SHORT)]),
  partner('clickhouse-key', [token(['4b1d'], alnum, 38, { ...SHORT, mixed: true })]),
  partner('clickup-token', [pattern(['pk_'], '[0-9]{5,12}_[A-Z0-9]{28}')]),
  partner('clojars-token', [token(['CLOJARS_'], alnum, 56)]),
  partner('cockroach-key', [pattern(['CCDB1_'], '[A-Za-z0-9]{20,24}_[A-Za-z0-9]{36}')]),
  partner('convex-key', [
    around(
      ['|'],
      'a-z0-9:-',
      56,
      '(?:prod|dev|preview):[a-z-]{4,40}-[0-9]{1,5}\\|[A-Za-z0-9+/]{40,400}={0,2}',
    ),
  ]),
  partner('coze-token', [token(['pat_'], alnum, 56, SHORT)]),
  partner('ctfd-token', [token(['ctfd_'], hex, 56)]),
  partner('cursor-key', [token(['key_'], hex, 60, { apart: true })]),
  partner('defined-key', [pattern(['dnkey-'], '[A-Za-z0-9]{22,28}-[A-Za-z0-9]{48}')]),
  partner('devcycle-key', [token(['dvc_server_', 'dvc_mobile_', 'dvc_client_'], '0-9a-f_', 32)]),
  partner('dify-key', [token(['app-'], alnum, 24, { ...SHORT, mixed: true })]),
  partner('duffel-token', [token(['duffel_live_', 'duffel_test_'], `${word}=`, 36)]),
  partner('e2b-key', [token(['e2b_'], hex, 36)]),
  partner('elastic-key', [token(['essu_'], `${base64}=`, 40, RANDOM)]),
  partner('firebase-key', [
    around([':APA91b'], word, 24, '[A-Za-z0-9_-]{8,24}:APA91b[A-Za-z0-9_-]{100,200}'),
  ]),
  partner('flutterwave-key', [token(['FLWSECK_TEST-', 'FLWSECK-', 'FLWSECK_TEST'], alnum, 12)]),
  partner('frameio-token', [token(['fio-u-'], `${word}=`, 56)]),
  partner('gocardless-token', [
    token(['live_', 'sandbox_'], word, 38, SHORT),
    token(['live_'], hex, 32, { apart: true }),
  ]),
  partner('harness-token', [
    pattern(['pat.', 'sat.'], '[A-Za-z0-9]{20,24}\\.[0-9a-f]{22,26}\\.[A-Za-z0-9]{18}'),
  ]),
  partner('helicone-key', [
    pattern(['sk-helicone-', 'pk-helicone-'], '(?:eu-)?[a-z0-9]{7}(?:-[a-z0-9]{7}){2}'),
  ]),
  partner('hubspot-token', [pattern(['pat-na1-', 'pat-na2-', 'pat-eu1-', 'pat-ap1-'], UUID)]),
  partner('hop-token', [token(['ptk_'], word, 48, SHORT)]),
  partner('infracost-key', [token(['ico-'], alnum, 30, SHORT)]),
  partner('inngest-key', [token(['signkey-prod-', 'signkey-test-', 'signkey-branch-'], hex, 32)]),
  partner('intra42-secret', [token(['s-s4t2ud-', 's-s4t2af-'], hex, 56)]),
  partner('launchdarkly-key', [pattern(['sdk-', 'api-'], UUID, word, { apart: true })]),
  partner('lichess-token', [token(['lip_'], alnum, 18, SHORT)]),
  partner('liveblocks-key', [token(['sk_dev_'], word, 24, RANDOM)]),
  partner('logicmonitor-token', [token(['lmb_', 'lma_'], `${base64}=`, 36, SHORT)]),
  partner('mailersend-token', [token(['mlsn.'], hex, 56)]),
  partner('mem0-key', [token(['m0-'], alnum, 36, SHORT)]),
  partner('mergify-key', [token(['mka_'], word, 36, SHORT)]),
  partner('maxmind-key', [around(['_mmk'], word, 36, '[A-Za-z0-9]{6}_[A-Za-z0-9]{29}_mmk(?![A-Za-z0-9])')]),
  partner('midtrans-key', [token(['Mid-server-'], word, 22, RANDOM)]),
  partner('mongodb-secret', [token(['mdb_sa_sk_'], word, 32)]),
  partner('nightfall-key', [token(['NF-'], alnum, 32, SHORT)]),
  partner('nomic-key', [token(['nk-'], word, 40, SHORT)]),
  partner('nuget-key', [token(['oy2'], 'a-z0-9', 43, { ...SHORT, alone: true })]),
  partner('octopus-key', [token(['API-'], 'A-Z0-9', 25, SHORT)]),
  partner('onfido-token', [
    pattern(
      ['api_live.', 'api_sandbox.', 'api_live_us.', 'api_live_ca.'],
      '[A-Za-z0-9_-]{11}\\.[A-Za-z0-9_-]{32}',
    ),
  ]),
  partner('openshift-token', [token(['sha256~'], word, 43)]),
  partner('paddle-key', [token(['pdl_live_apikey_', 'pdl_sdbx_apikey_'], word, 40)]),
  partner('pangea-token', [token(['pts_'], alnum, 30, SHORT)]),
  partner('persona-key', [pattern(['persona_'], `(?:production|sandbox)_${UUID}`)]),
  partner('pinterest-token', [token(['pina_'], alnum, 32, RANDOM)]),
  partner('plaid-token', [pattern(['access-'], `(?:sandbox|development|production)-${UUID}`)]),
  partner('polar-token', [
    token(['polar_oat_', 'polar_pat_', 'polar_at_', 'polar_rt_', 'polar_whs_', 'polar_cs_'], word, 32),
  ]),
  partner('posthog-key', [token(['phx_'], alnum, 36, SHORT)]),
  partner('ramp-token', [token(['ramp_sec_', 'ramp_tok_', 'ramp_id_'], alnum, 36)]),
  partner('rapidapi-key', [
    around(['msh'], hex, 10, '[0-9a-f]{10}msh[0-9a-f]{15}p[0-9a-f]{6}jsn[0-9a-f]{12}'),
  ]),
  partner('readme-key', [token(['rdme_'], alnum, 60)]),
  partner('rootly-key', [token(['rootly_'], hex, 56)]),
  partner('runpod-key', [token(['rpa_'], alnum, 36, SHORT)]),
  partner('salad-key', [token(['salad_cloud_user_', 'salad_cloud_'], alnum, 40, RANDOM)]),
  partner('samsara-token', [token(['samsara_api_'], alnum, 28)]),
  partner('scaleway-key', [token(['SCW'], 'A-Z0-9', 17, SHORT)]),
  partner('scalingo-token', [token(['tk-us-'], word, 44, RANDOM)]),
  partner('settlemint-token', [token(['sm_aat_', 'sm_pat_', 'sm_sat_'], alnum, 16, RANDOM)]),
  partner('sindri-key', [token(['sindri_'], alnum, 32, RANDOM)]),
  partner('sourcegraph-token', [
    pattern(['sgp_'], '(?:(?:[0-9a-f]{16}|local)_)?[0-9a-f]{38}', hex),
    token(['slk_'], hex, 60),
  ]),
  partner('tailscale-key', [pattern(['tskey-'], '(?:[a-z]{2,10}-)?[A-Za-z0-9]{8,20}-[A-Za-z0-9]{20}')]),
  partner('telnyx-key', [pattern(['KEY0'], '[0-9A-F]{30,32}_[A-Za-z0-9]{20}')]),
  partner('temporal-key', [token(['tmprl_'], alnum, 32, RANDOM)]),
  partner('tencent-key', [token(['AKID'], alnum, 30, SHORT)]),
  partner('thunderstore-token', [token(['tss_'], alnum, 32, SHORT)]),
  partner('tinybird-token', [pattern(['p.eyJ'], '[A-Za-z0-9_-]{30,400}\\.[A-Za-z0-9_-]{40}')]),
  partner('together-key', [token(['tgp_v1_'], word, 36)]),
  partner('trigger-key', [token(['tr_dev_', 'tr_prod_', 'tr_stg_', 'tr_pat_'], alnum, 18, RANDOM)]),
  partner('twitter-token', [
    pattern(['AAAAAAAAAAAAAAAAAAAA'], '[A-Za-z0-9]{10,60}%(?:2[BF]|3D)[A-Za-z0-9%]{30}', `${alnum}%`, {
      alone: true,
    }),
  ]),
  partner('unkey-key', [token(['unkey_'], alnum, 20, RANDOM)]),
  partner('valtown-token', [token(['vtwn_'], alnum, 24)]),
  partner('vectara-key', [token(['zut_', 'zwt_', 'zqt_'], word, 36, SHORT)]),
  partner('vercel-token', [token(['vcp_', 'vci_', 'vca_', 'vcr_', 'vck_'], alnum, 48, RANDOM)]),
  partner('volcengine-key', [
    token(['AKLT'], alnum, 38, SHORT),
    pattern(['ark-'], UUID, word, { apart: true }),
  ]),
  partner('wakatime-key', [pattern(['waka_', 'waka_sec_', 'waka_tok_'], UUID)]),
  partner('xata-key', [token(['xau_'], alnum, 32, SHORT)]),
  partner('yandex-key', [
    pattern(['t1.'], '[A-Za-z0-9_-]{20,400}={0,2}\\.[A-Za-z0-9_-]{80}', `${word}=`),
    token(['AQVN'], word, 34, { ...SHORT, alone: true }),
    token(['YC'], word, 38, { ...SHORT, alone: true }),
  ]),
  partner('zoho-token', [pattern(['1000.'], '[0-9a-f]{30,34}\\.[0-9a-f]{30}', hex)]),
  partner('zuplo-key', [token(['zpka_'], '0-9a-z_', 36, RANDOM)]),
];
