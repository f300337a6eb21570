import middy from '@middy/core';
import httpHeaderNormalizer from '@middy/http-header-normalizer';
import httpSecurityHeaders from '@middy/http-security-headers';
import httpUrlencodeBodyParser from '@middy/http-urlencode-body-parser';
import type { APIGatewayProxyEventV2 as Request, APIGatewayProxyStructuredResultV2 as Response } from 'aws-lambda';
import { escapeHtml } from '../mail/render.ts';

/** A request whose form, if it has one, has been read. */
export type PageRequest = Omit<Request, 'body'> & { readonly body?: Readonly<Record<string, unknown>> };
export type { Response };

/** The stack around every page: reads headers and forms, answers with safe headers, shows no stack trace. */
export function pageHandler(answer: (request: PageRequest) => Promise<Response>) {
  return middy<PageRequest, Response>()
    .use(httpHeaderNormalizer())
    .use(httpUrlencodeBodyParser({ disableContentTypeError: true }))
    .use(
      httpSecurityHeaders({
        // the package's own policy starts from rules that forbid forms: `page` sets ours
        contentSecurityPolicy: false,
        referrerPolicy: { policy: 'no-referrer' },
      }),
    )
    .onError(async (request) => {
      // the name only: a message may quote what somebody typed
      console.error(request.error?.name ?? 'UnknownError', request.error?.stack?.split('\n').slice(1, 4).join(' '));
      request.response = page(500, 'Sorry, there is a problem with the service', '<p>Try again later.</p>');
    })
    .handler(answer);
}

/** Pages run no script, load nothing and send forms only here. */
const CONTENT_SECURITY_POLICY = "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

/** @param body HTML: escape whatever somebody typed */
export function page(statusCode: number, title: string, body: string): Response {
  return {
    statusCode,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      'content-security-policy': CONTENT_SECURITY_POLICY,
    },
    body: `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(title)} – Designation Rounds</title>
</head>
<body>
<main>
<h1>${escapeHtml(title)}</h1>
${body}
</main>
</body>
</html>
`,
  };
}

/** After a POST: the browser goes on with a GET, so that a reload repeats nothing. */
export function seeOther(location: string): Response {
  return { statusCode: 303, headers: { location } };
}
