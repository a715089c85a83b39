import { randomness } from '../randomness.js';
import { isWordUnit } from '../text-runs.js';
import { around, CLASSES, pattern, type ShapeRule, token, vendor } from './rule.js';

const { alnum, base64, hex, word } = CLASSES;

const TELEGRAM = /[0-9]{8,10}:[A-Za-z0-9_-]{34}[A-Za-z0-9_-]*/y;
const DISCORD = /[A-Za-z0-9_-]{23,28}\.[A-Za-z0-9_-]{6}\.[A-Za-z0-9_-]{27}[A-Za-z0-9_-]*/y;

/** Chat, mail, payment and commerce. */
export const SERVICE_RULES: readonly ShapeRule[] = [
  vendor(
    'slack-token',
    'Slack token',
    'SLACK_TOKEN',
    'api.slack.com',
    [
      token(
        ['xoxa-', 'xoxb-', 'xoxc-', 'xoxe-', 'xoxo-', 'xoxp-', 'xoxr-', 'xoxs-', 'xoxe.xoxb-', 'xoxe.xoxp-'],
        word,
        20,
      ),
      token(['xoxd-'], `${base64}%=`, 20),
      token(['xapp-'], word, 30),
    ],
    'profile://slack#token',
  ),
  vendor('slack-webhook', 'Slack webhook', 'SLACK_WEBHOOK_URL', 'api.slack.com', [
    pattern(
      ['hooks.slack.com/services/', 'hooks.slack.com/workflows/', 'hooks.slack.com/triggers/'],
      '[A-Za-z0-9]{6,14}/[A-Za-z0-9]{6,14}/[A-Za-z0-9]{12}',
      alnum,
    ),
  ]),
  vendor('discord-webhook', 'Discord webhook', 'DISCORD_WEBHOOK_URL', 'discord.com/developers', [
    pattern(['discord.com/api/webhooks/', 'discordapp.com/api/webhooks/'], '[0-9]{15,22}/[A-Za-z0-9_-]{50}'),
  ]),
  vendor('teams-webhook', 'Microsoft Teams webhook', 'TEAMS_WEBHOOK_URL', 'learn.microsoft.com', [
    pattern(
      ['.webhook.office.com/webhookb2/'],
      '[0-9a-f-]{36}@[0-9a-f-]{36}/IncomingWebhook/[0-9a-f]{30}',
      '0-9a-f/-',
    ),
  ]),
  vendor('discord-token', 'Discord bot token', 'DISCORD_TOKEN', 'discord.com/developers', [
    {
      triggers: ['.'],
      match({ text }, at) {
        if (text.charCodeAt(at + 7) !== 46) return null;
        let start = at;
        while (at - start < 29 && isWordUnit(text.charCodeAt(start - 1))) start -= 1;
        DISCORD.lastIndex = start;
        if (!DISCORD.test(text)) return null;
        const end = DISCORD.lastIndex;
        const token = text.slice(start, end);
        // A host's three names may be as long as its parts are, but are written small.
        const isMixed = /[A-Z]/.test(token) && /[0-9]/.test(token);
        return isMixed && randomness(token) >= 0.4 ? { start, end } : null;
      },
    },
  ]),
  vendor('telegram-token', 'Telegram bot token', 'TELEGRAM_BOT_TOKEN', 'core.telegram.org/bots', [
    {
      triggers: ['0:', '1:', '2:', '3:', '4:', '5:', '6:', '7:', '8:', '9:'],
      match({ text }, at) {
        let start = at;
        while (at - start < 10 && /[0-9]/.test(text.charAt(start - 1))) start -= 1;
        TELEGRAM.lastIndex = start;
        if (!TELEGRAM.test(text)) return null;
        const end = TELEGRAM.lastIndex;
        return randomness(text.slice(at + 2, end)) >= 0.4 ? { start, end } : null;
      },
    },
  ]),
  vendor(
    'stripe-key',
    'Stripe key',
    'STRIPE_API_KEY',
    'docs.stripe.com',
    [
      token(['sk_live_', 'sk_test_', 'sk_prod_', 'rk_live_', 'rk_test_', 'rk_prod_'], alnum, 10),
      token(['whsec_'], `${alnum}+/=`, 24, { random: true }),
    ],
    'profile://stripe#api_key',
  ),
  vendor('twilio-key', 'Twilio API key', 'TWILIO_API_KEY', 'twilio.com/docs', [
    token(['SK'], hex, 32, { apart: true }),
  ]),
  vendor('sendgrid-key', 'SendGrid key', 'SENDGRID_API_KEY', 'docs.sendgrid.com', [
    pattern(['SG.'], '[A-Za-z0-9_-]{16,24}\\.[A-Za-z0-9_-]{32}'),
  ]),
  vendor('mailgun-key', 'Mailgun key', 'MAILGUN_API_KEY', 'documentation.mailgun.com', [
    token(['key-'], alnum, 30, { apart: true, random: true }),
  ]),
  vendor('mailchimp-key', 'Mailchimp key', 'MAILCHIMP_API_KEY', 'mailchimp.com/developer', [
    pattern(['md-'], '[A-Za-z0-9_-]{22}(?![A-Za-z0-9_-])', word, { apart: true, random: true }),
    around(['-us'], hex, 32, '[0-9a-f]{32}-us[0-9]{1,2}(?![A-Za-z0-9_-])'),
  ]),
  vendor('brevo-key', 'Brevo key', 'BREVO_API_KEY', 'developers.brevo.com', [
    token(['xkeysib-', 'xsmtpsib-'], hex, 60),
  ]),
  vendor('resend-key', 'Resend key', 'RESEND_API_KEY', 'resend.com/docs', [
    token(['re_'], `${alnum}_`, 30, { apart: true, random: true }),
  ]),
  vendor('shopify-token', 'Shopify token', 'SHOPIFY_ACCESS_TOKEN', 'shopify.dev', [
    token(['shpat_', 'shpca_', 'shppa_', 'shpss_'], hex, 30),
  ]),
  vendor('square-token', 'Square token', 'SQUARE_ACCESS_TOKEN', 'developer.squareup.com', [
    token(['EAAA'], word, 56, { alone: true, random: true }),
    token(['sq0atp-', 'sq0csp-', 'sq0idp-'], word, 20),
  ]),
  vendor('facebook-token', 'Facebook access token', 'FACEBOOK_ACCESS_TOKEN', 'developers.facebook.com', [
    around(['|'], '0-9', 17, '[0-9]{15,17}\\|[A-Za-z0-9_-]{27,40}(?![A-Za-z0-9_-])'),
    token(['EAAC', 'EAAG', 'EAAB', 'EAAJ', 'EAAM'], alnum, 80, { alone: true, random: true }),
  ]),
  vendor('dropbox-token', 'Dropbox token', 'DROPBOX_TOKEN', 'dropbox.com/developers', [
    token(['sl.', 'sl.u.'], word, 100, { random: true }),
  ]),
  vendor('adyen-key', 'Adyen key', 'ADYEN_API_KEY', 'docs.adyen.com', [
    token(['AQE'], `${word}+/=`, 120, { alone: true, random: true }),
  ]),
  vendor('shippo-token', 'Shippo token', 'SHIPPO_TOKEN', 'docs.goshippo.com', [
    token(['shippo_live_', 'shippo_test_'], hex, 36),
  ]),
  vendor('easypost-key', 'EasyPost key', 'EASYPOST_API_KEY', 'docs.easypost.com', [
    token(['EZAK', 'EZTK'], alnum, 48),
  ]),
  vendor('mapbox-token', 'Mapbox secret token', 'MAPBOX_TOKEN', 'docs.mapbox.com', [
    pattern(['sk.eyJ'], '[A-Za-z0-9_-]{40,300}\\.[A-Za-z0-9_-]{18}'),
  ]),
];
