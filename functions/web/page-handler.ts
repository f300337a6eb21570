import middy from '@middy/core';
import httpHeaderNormalizer from '@middy/http-header-normalizer';
import httpUrlencodeBodyParser from '@middy/http-urlencode-body-parser';
import type { APIGatewayProxyStructuredResultV2 as Answer } from 'aws-lambda';
import { logError } from '../log.ts';
import type { Records } from '../store/records.ts';
import { goTo, type PageAnswer, show } from './answer.ts';
import { checkForm, guardForms } from './csrf.ts';
import type { Typed } from './form.ts';
import { dropKept, keepForm, keptFor } from './kept-form.ts';
import { FAULT, PageNotFoundError, PROBLEMS, type Problems } from './problems.ts';
import { render } from './render.ts';
import { type BareRequest, type PageEvent, readRequest } from './request.ts';
import { findRoute, type Route } from './routes.ts';
import { SAFE_HEADERS } from './safe-headers.ts';
import { keepSession, readSession, type Session } from './session.ts';

export interface PagesOptions {
  readonly routes: readonly Route[];
  readonly records: Records;
  readonly now: () => Date;
  /** What every page shows: the helpdesk's address. */
  readonly site: { readonly helpdesk: { readonly email: string; readonly phone: string; readonly hours: string } };
  /** This part's own refusals, besides those that any part has. */
  readonly problems?: Problems;
  /** Where this part keeps who is signed in, when it is not applicants who sign in. */
  readonly sessionCookie?: string;
}

/** What is found out of a visitor on the way to a page, and matters to how it is shown. */
interface Visitor {
  session?: Session | undefined;
  kept?: Typed | undefined;
}

/** The stack around the pages of one part: reads request and session, guards forms, renders, never shows a stack trace. */
export function pageHandler({ routes, records, now, site, problems = {}, sessionCookie }: PagesOptions) {
  const known = { ...PROBLEMS, ...problems };

  async function answerTo(event: PageEvent, request: BareRequest, who: Visitor): Promise<PageAnswer> {
    const session = await readSession(records, request.cookies, request.at);
    who.session = session;
    const found = findRoute(routes, request.path);
    if (!found) throw new PageNotFoundError(request.path);
    const isPost = event.requestContext.http.method === 'POST';
    const page = isPost ? found.route.post : found.route.get;
    if (!page) throw new PageNotFoundError(request.path);

    if (isPost && !found.route.isFormFromAnywhere) {
      checkForm(request.form.one('csrf'), request.cookies, event.headers['sec-fetch-site'], sessionCookie);
    }
    if (found.route.for === 'signed-in' && !session) {
      if (isPost) await keepForm(records, request);
      return goTo(`/sign-in?next=${encodeURIComponent(request.path)}`);
    }
    if (isPost && session) await keepSession(records, session, request.at);
    if (!isPost) who.kept = await keptFor(records, session, request);
    const answer = await page({ ...request, parameters: found.parameters, session, kept: who.kept });
    const isSaved = isPost && 'seeOther' in answer && session?.unsaved === request.path;
    if (isSaved && session) await dropKept(records, session);
    return answer;
  }

  return middy<PageEvent, Answer>()
    .use(httpHeaderNormalizer())
    .use(httpUrlencodeBodyParser({ disableContentTypeError: true }))
    .handler(async (event): Promise<Answer> => {
      const request = readRequest(event, now());
      const who: Visitor = {};
      try {
        return respond(await answerTo(event, request, who), request, who, site, sessionCookie);
      } catch (error) {
        const name = error instanceof Error ? error.name : 'UnknownError';
        const problem = Object.hasOwn(known, name) ? known[name] : undefined;
        if (!problem) logError('a page could not be shown', error);
        const { status, template } = problem ?? FAULT;
        return respond({ ...show(template), status }, request, who, site, sessionCookie);
      }
    });
}

function respond(
  answer: PageAnswer,
  request: BareRequest,
  who: Visitor,
  site: PagesOptions['site'],
  sessionCookie: string | undefined,
): Answer {
  const { cookies = [] } = answer;
  if ('seeOther' in answer) {
    return { statusCode: 303, headers: { ...SAFE_HEADERS, location: answer.seeOther }, cookies: [...cookies] };
  }
  if ('download' in answer) {
    const { download, type, body } = answer;
    const file = { 'content-type': type, 'content-disposition': `attachment; filename="${download}"` };
    return { statusCode: 200, headers: { ...SAFE_HEADERS, ...file }, cookies: [...cookies], body };
  }
  const { token, cookie } = guardForms(request.cookies, sessionCookie);
  const { errors = [] } = answer;
  const body = render(answer.show, {
    ...site,
    path: request.path,
    csrf: token,
    isSignedIn: who.session !== undefined,
    typed: errors.length > 0 ? request.form.typed() : (who.kept ?? {}),
    isKept: who.kept !== undefined,
    ...answer.with,
    // the first message of a field beside it, all of them at the top
    error: Object.fromEntries(errors.toReversed().map(({ field, text }) => [field, { text }])),
    errors: errors.map(({ field, text }) => ({ text, href: `#${field}` })),
  });
  return {
    statusCode: answer.status ?? 200,
    headers: { ...SAFE_HEADERS, 'content-type': 'text/html; charset=utf-8' },
    cookies: [...cookies, ...(cookie ? [cookie] : [])],
    body,
  };
}
