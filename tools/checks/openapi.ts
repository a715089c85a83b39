/** Lints the OpenAPI document of the service with Spectral: the rules of OpenAPI and those of OWASP. */
import spectral, { type RulesetDefinition } from '@stoplight/spectral-core';
import owasp from '@stoplight/spectral-owasp-ruleset';
import rulesets from '@stoplight/spectral-rulesets';
import { openStore } from '../../apps/api/src/testing/open-store.js';
import { createTestApi } from '../../apps/api/src/testing/test-api.js';

/** Rules that ask for what the service does not do on purpose, or take one thing for another. */
const OFF: Readonly<Record<string, string>> = {
  'owasp:api2:2023-no-credentials-in-url': 'reads `tokenId` and `secrets` as credentials: an id, and a mode',
  'owasp:api4:2023-rate-limit': 'Retry-After comes with the 429 alone',
  'owasp:api4:2023-array-limit':
    'answers are bounded by pages, requests by their size; lists within by 1 MiB',
  'owasp:api4:2023-string-limit': 'the same',
  'owasp:api4:2023-string-restricted': 'texts of people have no pattern',
  'owasp:api4:2023-integer-limit': 'counts have none; what clients send is limited',
  'owasp:api4:2023-integer-format': 'numbers are JSON numbers',
  'owasp:api8:2023-define-cors-origin': 'no origin may call unless the configuration says so',
  'oas3-api-servers': 'the document is served by the service that it tells of, which is its default server',
  'operation-description': 'a summary that says all is left alone',
  'oas3-operation-security-defined':
    'from OpenAPI 3.1 on a bearer scheme may list scopes, which the rule looks for in the scheme; the matrix test holds them',
};

/** Rules that hold but for the operations that anyone may call, on purpose. */
const NOT_FOR_ANYONE = [
  'owasp:api2:2023-read-restricted',
  'owasp:api8:2023-define-error-responses-401',
] as const;
const ANYONES = ['/healthz', '/readyz', '/docs', '/docs/{file}', '/openapi.json'];

const store = await openStore();
const { body } = await createTestApi(store).get('/openapi.json');
await store.close();

const ruleset: RulesetDefinition = {
  extends: [
    [{ ...rulesets.oas, extends: [] }, 'recommended'],
    [{ ...owasp, extends: [] }, 'recommended'],
  ],
  rules: Object.fromEntries(Object.keys(OFF).map((rule) => [rule, 'off' as const])),
};
const linter = new spectral.Spectral();
linter.setRuleset(ruleset);
const results = (await linter.run(body)).filter(
  ({ code, path }) =>
    !(NOT_FOR_ANYONE.some((rule) => rule === code) && ANYONES.some((anyones) => anyones === path[1])),
);
for (const { code, path, message } of results) console.error(`${code} at /${path.join('/')}: ${message}`);
const errors = results.filter(({ severity }) => severity === 0).length;
console.log(JSON.stringify({ passed: results.length === 0, errors, warnings: results.length - errors }));
process.exitCode = results.length === 0 ? 0 : 1;
