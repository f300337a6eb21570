import type { APIGatewayProxyStructuredResultV2 as Answer } from 'aws-lambda';
import type { pageHandler } from '../../../functions/web/page-handler.ts';

export const SITE = { helpdesk: { email: 'help@example.org', phone: '01632 960 000', hours: 'Monday to Friday' } };

export interface SeenPage {
  readonly status: number;
  readonly headers: Readonly<Record<string, unknown>>;
  readonly body: string;
  readonly title: string;
  readonly location: string;
}

type Fields = Readonly<Record<string, string | readonly string[]>>;

/** A browser as far as pages need one: keeps cookies, sends forms with the token of the last page. */
export class Browser {
  readonly #handler: ReturnType<typeof pageHandler>;
  readonly #cookies = new Map<string, string>();
  readonly #ip: string;
  #csrf = '';

  constructor(handler: ReturnType<typeof pageHandler>, ip = '198.51.100.7') {
    this.#handler = handler;
    this.#ip = ip;
  }

  get(path: string): Promise<SeenPage> {
    return this.#request('GET', path);
  }

  post(path: string, fields: Fields, headers: Record<string, string> = {}): Promise<SeenPage> {
    const body = new URLSearchParams();
    for (const [name, value] of Object.entries({ csrf: this.#csrf, ...fields })) {
      for (const one of [value].flat()) body.append(name, one);
    }
    return this.#request('POST', path, body.toString(), headers);
  }

  /** Sends a body as it is: its token too. */
  postBody(path: string, body: string, headers: Record<string, string> = {}): Promise<SeenPage> {
    return this.#request('POST', path, body, headers);
  }

  /** The token of the last form that was shown. */
  get csrf(): string {
    return this.#csrf;
  }

  /** Sends a form and follows where it leads. */
  async send(path: string, fields: Fields = {}): Promise<SeenPage> {
    const answer = await this.post(path, fields);
    return answer.location ? this.get(answer.location) : answer;
  }

  async #request(method: string, path: string, body = '', headers: Record<string, string> = {}): Promise<SeenPage> {
    const url = new URL(path, 'http://localhost');
    const event = {
      rawPath: decodeURIComponent(url.pathname),
      rawQueryString: url.search.slice(1),
      cookies: [...this.#cookies].map(([name, value]) => `${name}=${value}`),
      headers: {
        'cloudfront-viewer-address': `${this.#ip}:4711`,
        'content-type': 'application/x-www-form-urlencoded',
        ...headers,
      },
      requestContext: { http: { method } },
      body: Buffer.from(body).toString('base64'),
      isBase64Encoded: true,
    };
    const answer: Answer = await this.#handler(event as never, {} as never);
    for (const cookie of answer.cookies ?? []) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
      if (value === '') this.#cookies.delete(name);
      else this.#cookies.set(name, value);
    }
    const text = answer.body ?? '';
    this.#csrf = /name="csrf" value="([^"]*)"/.exec(text)?.[1] ?? this.#csrf;
    return {
      status: answer.statusCode ?? 0,
      headers: answer.headers ?? {},
      body: text,
      title: /<title>([^<]*)/.exec(text)?.[1] ?? '',
      location: String(answer.headers?.location ?? ''),
    };
  }
}
