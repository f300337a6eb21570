import { randomBytes } from 'node:crypto';
import type { Browser, Page, Typed } from './browser.ts';
import { type Control, readForms } from './html-forms.ts';
import { linkTo } from './mailbox.ts';
import type { Service } from './service.ts';

/** Good schools of the demonstration register: the applicant's own, and one that was supported. */
const OWN_SCHOOL = '900001';
const OTHER_SCHOOL = '900002';

/** Somebody who applies, at a browser of their own. Everything is answered in a way that lets the application through. */
export class Applicant {
  readonly email: string;
  readonly browser: Browser;
  readonly #service: Service;
  readonly #id = randomBytes(4).toString('hex');

  constructor(service: Service) {
    this.#service = service;
    this.browser = service.newBrowser();
    this.email = `applicant-${this.#id}@school.example`;
  }

  /** The address of whom they name, by the question that asks for them. */
  endorserOf(question: string): string {
    return `${question}-${this.#id}@endorsers.example`;
  }

  /** By the link that is mailed. */
  async signIn(): Promise<Page> {
    await this.browser.submit(await this.browser.visit('/sign-in'), { email: this.email });
    const mail = await this.#service.mail.latest({ to: this.email, template: 'sign-in' });
    return this.browser.submit(await this.browser.visit(linkTo('/sign-in/', mail)), {});
  }

  /** Gives the reference of the draft. */
  async start(round: string): Promise<string> {
    const page = await this.browser.submit(await this.browser.visit(`/rounds/${round}/start`), {});
    const [, reference] = /^\/applications\/([A-Z]+-[0-9A-Z-]+)$/.exec(page.path) ?? [];
    if (!reference) throw new Error(`no application was started: ${page.path} ${page.text}`);
    return reference;
  }

  /** Answers every question of every section. @param answers what is not to be answered as usual, by the field's name */
  async fillIn(reference: string, answers: Typed = {}): Promise<void> {
    const tasks = await this.browser.visit(`/applications/${reference}`);
    for (const path of linksTo(tasks, `/applications/${reference}/questions/`)) {
      const page = await this.browser.visit(path);
      const typed = this.#answers(page, answers);
      if (!controlsOf(page).some(({ name }) => name === 'add')) {
        await this.#save(page, typed);
        continue;
      }
      const school = await this.browser.submit(page, typed, 'add');
      await this.#save(school, { ...this.#answers(school, answers), school: OTHER_SCHOOL, ...FROM });
    }
  }

  async send(reference: string): Promise<Page> {
    const check = await this.browser.visit(`/applications/${reference}/check`);
    const statements = controlsOf(check).filter(({ name }) => name === 'statements');
    if (statements.length === 0) throw new Error(`it cannot be sent: ${check.text}`);
    return this.browser.submit(check, { statements: statements.map(({ value }) => value) });
  }

  /** All of it, from signing in to the confirmation. Gives the reference. */
  async apply(round: string, answers: Typed = {}): Promise<string> {
    await this.signIn();
    const reference = await this.start(round);
    await this.fillIn(reference, answers);
    const sent = await this.send(reference);
    if (!sent.path.endsWith('/submitted')) throw new Error(`not sent: ${sent.text}`);
    return reference;
  }

  /** Choosing a school can bring more questions to its page. */
  async #save(page: Page, typed: Typed): Promise<void> {
    const shown = await this.browser.submit(page, typed);
    if (shown.status !== 200) throw new Error(`${page.path}: ${shown.text}`);
    if (withoutQuery(shown.path) === withoutQuery(page.path)) await this.#save(shown, this.#answers(shown, typed));
  }

  #answers(page: Page, answers: Typed): Typed {
    const usual = new Map<string, string>();
    for (const control of controlsOf(page)) {
      const { name, type } = control;
      if (name in answers || type === 'hidden' || type === 'button') continue;
      const isAnswered = usual.has(name) || (type === 'text' && control.value !== '');
      const value = this.#usual(control);
      if (value !== undefined && (!isAnswered || value === 'yes')) usual.set(name, value);
    }
    const asked = new Set(controlsOf(page).map(({ name }) => name));
    return Object.fromEntries([...usual, ...Object.entries(answers).filter(([name]) => asked.has(name))]);
  }

  #usual({ name, type, value }: Control): string | undefined {
    if (type !== 'text') return value;
    if (name === 'school') return OWN_SCHOOL;
    if (name === 'telephone') return '01632 960 001';
    if (name.endsWith('-email')) return this.endorserOf(name.replace(/-email$/, ''));
    if (name.endsWith('-name') || name === 'name') return 'Robin Example';
    if (/^(from|to)-/.test(name)) return undefined;
    return 'A careful answer.';
  }
}

const FROM = { 'from-day': '1', 'from-month': '9', 'from-year': '2024' };

const withoutQuery = (path: string) => path.split('?', 1)[0];

const controlsOf = ({ html }: Page): readonly Control[] =>
  readForms(html).find(({ method }) => method === 'post')?.controls ?? [];

function linksTo({ html }: Page, path: string): string[] {
  const links = Array.from(html.matchAll(/href="([^"]+)"/g), ([, link = '']) => link);
  return [...new Set(links.filter((link) => link.startsWith(path)))];
}
