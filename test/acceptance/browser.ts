import { type Control, type Form, readForms, visibleText } from './html-forms.ts';

/** What somebody types, ticks (several: a list) and chooses, by the names of the controls. */
export type Typed = Readonly<Record<string, string | readonly string[]>>;

/** A page that a browser shows. */
export interface Page {
  readonly status: number;
  /** Path and query. */
  readonly path: string;
  readonly html: string;
  readonly title: string;
  /** What a person reads. */
  readonly text: string;
}

/** A filled form as it goes out, to be sent once or again. */
export interface Posting {
  readonly path: string;
  readonly body: URLSearchParams;
}

const MOST_REDIRECTS = 5;

/** A browser without JavaScript: keeps cookies, follows redirects, fills in and sends forms. */
export class Browser {
  readonly #base: string;
  readonly #cookies = new Map<string, string>();

  constructor(baseUrl: string) {
    this.#base = baseUrl;
  }

  /** @param where a path, or a link of a mail; of a link only the path counts, because the home may have moved */
  visit(where: string): Promise<Page> {
    return this.#show('GET', this.#pathOf(where));
  }

  /** Fills in a page's form and sends it, with one of its buttons when it has several. */
  submit(page: Page, typed: Typed, button?: string): Promise<Page> {
    return this.post(this.fillIn(page, typed, button));
  }

  post({ path, body }: Posting): Promise<Page> {
    return this.#show('POST', path, body);
  }

  /**
   * Fills in the form of a page that has the controls; what is not named stays as the page has it.
   *
   * @throws Error naming the controls that there are, when one is missing
   */
  fillIn(page: Page, typed: Typed, button?: string): Posting {
    const names = [...Object.keys(typed), ...(button === undefined ? [] : [button])];
    const forms = readForms(page.html).filter(({ method }) => method === 'post');
    const form = forms.find(({ controls }) => names.every((name) => controls.some((control) => control.name === name)));
    if (!form) {
      const there = forms.map(({ controls }) => [...new Set(controls.map(({ name }) => name))].join(' ')).join(' | ');
      throw new Error(`no form with ${names.join(', ')} at ${page.path} (${page.status} ${page.title}): ${there}`);
    }
    return { path: this.#pathOf(form.action || page.path), body: filled(form, typed, button) };
  }

  #pathOf(where: string): string {
    const { pathname, search } = new URL(where, this.#base);
    return pathname + search;
  }

  async #show(method: string, path: string, body?: URLSearchParams): Promise<Page> {
    let response = await this.#request(method, path, body);
    let shown = path;
    for (let redirects = 0; response.status === 303 || response.status === 302; redirects++) {
      if (redirects === MOST_REDIRECTS) throw new Error(`${path} redirects without end`);
      shown = this.#pathOf(new URL(response.headers.get('location') ?? '', `${this.#base}${shown}`).href);
      response = await this.#request('GET', shown);
    }
    const html = await response.text();
    const title = visibleText(/<title>([\s\S]*?)<\/title>/.exec(html)?.[1] ?? '');
    return { status: response.status, path: shown, html, title, text: visibleText(html) };
  }

  async #request(method: string, path: string, body?: URLSearchParams): Promise<Response> {
    const headers = new Headers({ accept: 'text/html' });
    if (this.#cookies.size > 0) headers.set('cookie', Array.from(this.#cookies, (pair) => pair.join('=')).join('; '));
    if (method === 'POST') headers.set('origin', this.#base);
    const response = await fetch(`${this.#base}${path}`, {
      method,
      headers,
      redirect: 'manual',
      ...(body && { body }),
    });
    for (const cookie of response.headers.getSetCookie()) this.#keep(cookie);
    return response;
  }

  #keep(cookie: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(cookie) ?? [];
    if (value === '' || /;\s*max-age=0\b/i.test(cookie)) this.#cookies.delete(name);
    else this.#cookies.set(name, value);
  }
}

function filled({ controls }: Form, typed: Typed, button: string | undefined): URLSearchParams {
  const body = new URLSearchParams();
  const answered = new Set<string>();
  for (const control of controls) {
    const { name, type, value, on } = control;
    const given = typed[name];
    if (type === 'button') {
      if (name === button && !answered.has(name)) body.append(name, value);
    } else if (given === undefined) {
      if (on) body.append(name, value);
    } else if (!answered.has(name)) {
      for (const one of checked(controls, name, typeof given === 'string' ? [given] : given)) body.append(name, one);
    }
    if (given !== undefined || name === button) answered.add(name);
  }
  return body;
}

/** Nobody can choose what a page does not offer. */
function checked(controls: readonly Control[], name: string, given: readonly string[]): readonly string[] {
  const offered = controls.filter((control) => control.name === name);
  if (offered.some(({ type }) => type === 'text' || type === 'hidden')) return given;
  for (const value of given) {
    if (offered.some((control) => control.value === value)) continue;
    throw new Error(`${name} offers ${offered.map((control) => control.value).join(', ')}, not ${value}`);
  }
  return given;
}
