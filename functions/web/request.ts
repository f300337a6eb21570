import type { APIGatewayProxyEventV2 } from 'aws-lambda';
import { readCookies } from './cookies.ts';
import { Form, type Typed } from './form.ts';
import type { Session } from './session.ts';

/** An event of API Gateway whose form, if it has one, was read by the stack. */
export type PageEvent = Omit<APIGatewayProxyEventV2, 'body'> & { readonly body?: unknown };

/** What a page knows of the request. */
export interface PageRequest {
  readonly path: string;
  /** The path's parameters, by the names that the route gives them. */
  readonly parameters: Readonly<Record<string, string>>;
  readonly query: Form;
  readonly form: Form;
  readonly cookies: ReadonlyMap<string, string>;
  /** The visitor's address: for limits only. */
  readonly ip: string;
  /** The instant of the request: what "now" means for everything that the page does. */
  readonly at: Date;
  readonly session: Session | undefined;
  /** What was typed into this page's form when the last session ended, by the names of its fields. */
  readonly kept: Typed | undefined;
}

export type BareRequest = Omit<PageRequest, 'parameters' | 'session' | 'kept'>;

export function readRequest(event: PageEvent, at: Date) {
  const { rawPath, rawQueryString, body, cookies, headers, requestContext } = event;
  return {
    path: rawPath,
    query: readQuery(rawQueryString),
    form: new Form(body),
    cookies: readCookies(cookies),
    // CloudFront says who asks, as `address:port`; an IPv6 address has colons of its own
    ip: headers['cloudfront-viewer-address']?.replace(/:\d+$/, '') ?? requestContext.http.sourceIp,
    at,
  } satisfies BareRequest;
}

/** By the address itself: API Gateway joins fields of one name by commas, which values may have. */
export function readQuery(rawQueryString: string): Form {
  const search = new URLSearchParams(rawQueryString);
  return new Form(Object.fromEntries(Array.from(search.keys(), (name) => [name, search.getAll(name)])));
}

/** Who is signed in. Only pages for people who are may ask. */
export function personOf({ session }: Pick<PageRequest, 'session'>): string {
  if (!session) throw new Error('a page for everybody asked who is signed in');
  return session.person;
}
