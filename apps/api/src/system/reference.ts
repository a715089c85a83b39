/** The reference page: Swagger UI over `/openapi.json`, all of it served from here. */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import path from 'node:path';
import { z } from '@hono/zod-openapi';
import { type Api, mount, none } from '../http/operation.js';
import type { Services } from '../services.js';

const FILES = {
  'swagger-ui.css': 'text/css; charset=utf-8',
  'swagger-ui-bundle.js': 'text/javascript; charset=utf-8',
  'start.js': 'text/javascript; charset=utf-8',
} as const;

// `Object.keys` gives strings, and does not tell that there are any.
const FILE_NAMES = Object.keys(FILES) as [keyof typeof FILES];

/** Scripts and styles of ours alone, nothing inline; the pictures in the style sheet are data URLs. */
const POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>MoonMind API</title>
<link rel="icon" href="data:,">
<link rel="stylesheet" href="/docs/swagger-ui.css">
</head>
<body>
<div id="reference"></div>
<script src="/docs/swagger-ui-bundle.js"></script>
<script src="/docs/start.js"></script>
</body>
</html>
`;

const START = `SwaggerUIBundle({
  url: '/openapi.json',
  dom_id: '#reference',
  deepLinking: true,
  validatorUrl: null,
});
`;

const folder = path.dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

/** Mounts `/docs`. */
export function mountReference(api: Api, { callers }: Services): void {
  const common = {
    method: 'get',
    tag: 'System',
    caller: callers.anyone,
    query: none,
    body: none,
    answers: {},
  } as const;

  mount(
    api,
    {
      ...common,
      path: '/docs',
      summary: 'The reference of this API, to read',
      params: none,
      otherAnswers: {
        200: { description: 'The page', content: { 'text/html': { schema: z.string() } } },
      },
    },
    async () =>
      new Response(PAGE, {
        headers: { 'content-type': 'text/html; charset=utf-8', 'content-security-policy': POLICY },
      }),
  );

  mount(
    api,
    {
      ...common,
      path: '/docs/{file}',
      summary: 'A file of the reference page',
      params: z.strictObject({ file: z.enum(FILE_NAMES) }),
      otherAnswers: {
        200: {
          description: 'The file',
          content: {
            'text/css': { schema: z.string() },
            'text/javascript': { schema: z.string() },
          },
        },
      },
    },
    async ({ params: { file } }) =>
      new Response(file === 'start.js' ? START : await readFile(path.join(folder, file), 'utf8'), {
        headers: { 'content-type': FILES[file], 'cache-control': 'public, max-age=3600' },
      }),
  );
}
