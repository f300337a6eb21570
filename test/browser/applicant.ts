import { randomBytes } from 'node:crypto';
import type { Locator, Page } from 'playwright-core';
import type { Service } from '../acceptance/service.ts';
import { type Hands, withMouse } from './hands.ts';
import { openPage, type Visit } from './open-page.ts';

/** Schools of the demonstration register. */
const OWN_SCHOOL = '900001';
const OTHER_SCHOOL = '900002';

/** Called at each page that one comes by, with a name for it. */
export type Look = (name: string) => Promise<void>;

/** Somebody who applies to be a local leader of education, in a real browser. */
export class Applicant {
  readonly page: Page;
  readonly id = randomBytes(4).toString('hex');
  readonly email: string;
  readonly #service: Service;
  readonly #hands: Hands;
  readonly #look: Look;

  /** @param email of somebody who has applied before, by other means */
  constructor(service: Service, page: Page, hands: Hands, look: Look, email?: string) {
    this.email = email ?? `applicant-${this.id}@school.example`;
    this.#service = service;
    this.page = page;
    this.#hands = hands;
    this.#look = look;
  }

  /** Somebody who has applied by other means, in a browser of their own. */
  static async signedIn(service: Service, email: string, visit: Visit): Promise<Applicant> {
    const applicant = new Applicant(service, await openPage(visit), withMouse, async () => {}, email);
    await applicant.page.goto('/sign-in');
    await applicant.signIn('link');
    return applicant;
  }

  button = (name: string | RegExp): Locator => this.page.getByRole('button', { name });
  /** Also one that looks like a button. */
  link = (name: string | RegExp): Locator => this.page.getByRole('link', { name }).or(this.button(name));
  press = (name: string | RegExp): Promise<void> => this.#hands.press(this.button(name));
  follow = (name: string | RegExp): Promise<void> => this.#hands.press(this.link(name).first());
  type = (label: string | RegExp, text: string): Promise<void> =>
    this.#hands.type(this.page.getByLabel(label).first(), text);
  /** @param group the legend, where the same choice is offered twice */
  async choose(name: string | RegExp, group?: string | RegExp): Promise<void> {
    const within = group === undefined ? this.page : this.page.getByRole('group', { name: group });
    await this.#hands.choose(within.getByLabel(name).first());
  }

  /** From the start page to being signed in. */
  async findTheRound(by: 'code' | 'link'): Promise<void> {
    await this.page.goto('/');
    await this.#look('start');
    await this.follow(/^Local leaders of education/);
    await this.#look('programme');
    await this.follow(/^Check whether you can apply/);
    await this.#look('eligible');
    await this.press('Check');
    await this.#look('eligible-error');
    const groups = this.page.getByRole('group');
    const questions = await groups.count();
    for (let index = 0; index < questions; index++)
      await this.#hands.choose(groups.nth(index).getByLabel(index === 0 ? 'No' : 'Yes', { exact: true }));
    await this.press('Check');
    await this.#look('eligible-no');
    await this.follow('Answer again');
    for (let index = 0; index < questions; index++)
      await this.#hands.choose(groups.nth(index).getByLabel('Yes', { exact: true }));
    await this.press('Check');
    await this.#look('eligible-yes');
    await this.follow(/^Round of/);
    await this.#look('round');
    await this.follow('Start now');
    await this.signIn(by);
  }

  async signIn(by: 'code' | 'link'): Promise<void> {
    await this.#look('sign-in');
    await this.press('Send me the email');
    await this.#look('sign-in-error');
    await this.type(/email address/, this.email);
    await this.press('Send me the email');
    await this.#look('sign-in-sent');
    const mail = await this.#service.mail.latest({ to: this.email, template: 'sign-in' });
    if (by === 'link') {
      await this.page.goto(new URL(/https?:\S+\/sign-in\/\S+/.exec(mail.text)?.[0] ?? '').pathname);
      await this.#look('sign-in-link');
    } else {
      await this.type(/code in the email/, 'WRONG');
      await this.press('Sign in');
      await this.#look('sign-in-code-error');
      await this.type(/code in the email/, /asked for this email: (\w{6})/.exec(mail.text)?.[1] ?? '');
    }
    await this.press('Sign in');
  }

  /** Is in the draft by having signed in. Gives its reference. */
  async start(): Promise<string> {
    await this.page.waitForURL('**/applications/*');
    await this.#look('task-list');
    return this.page.url().split('/').at(-1) ?? '';
  }

  async fillIn(): Promise<void> {
    await this.follow('About you');
    await this.#look('about-you');
    await this.type('What is your full name?', 'Ann Example');
    await this.type('What is your post?', 'Headteacher');
    await this.type(/telephone/, 'seven');
    await this.press('Save and continue');
    await this.#look('about-you-error');
    await this.type(/telephone/, '01632 960 001');
    await this.press('Save and continue');

    await this.follow('Your school');
    await this.#look('school');
    await this.type('Which school do you lead?', 'no such school');
    await this.press('Save and continue');
    await this.#look('school-error');
    await this.type('Which school do you lead?', await this.#suggestion(OWN_SCHOOL));
    await this.press('Save and continue');
    await this.#look('school-found');
    await this.press('Continue');

    await this.follow('Your headship');
    await this.#look('headship');
    for (const legend of [/3 years/, /2 years/, /accountable/, /time expectations/]) await this.choose('Yes', legend);
    await this.press('Save and continue');

    await this.follow('Inspection');
    await this.#look('inspection');
    for (const label of [/names you as headteacher/, /find overall/]) await this.type(label, 'word '.repeat(301));
    await this.press('Save and continue');
    await this.#look('inspection-error');
    for (const label of [/names you as headteacher/, /find overall/]) await this.type(label, 'Good, in May 2024.');
    await this.press('Save and continue');

    await this.follow('Pupil performance');
    for (const label of [/consistently high/, /minimum standards/]) await this.type(label, 'Above, each year.');
    await this.press('Save and continue');

    await this.supportedSchools();

    await this.follow('People who endorse you');
    await this.#look('endorsers');
    await this.type('Their full name', 'Chris Okafor');
    await this.press('Save and continue');
    await this.#look('endorsers-error');
    await this.#nameEndorser(0, 'Chris Okafor', 'chair', 'Chair of the governing body');
    await this.#nameEndorser(1, 'Sam Patel', 'director', 'Director of children’s services');
    await this.press('Save and continue');

    await this.follow('Your entry in the directory');
    await this.#look('directory');
    await this.choose('Coaching and mentoring a headteacher');
    await this.choose('Yes', /list you/);
    await this.press('Save and continue');
    await this.#look('task-list-done');
  }

  async supportedSchools(): Promise<void> {
    await this.follow('Supporting other schools');
    await this.#look('support');
    await this.type(/coach or mentor/, 'Two years of it.');
    await this.type(/senior leaders/, 'Both deputies.');
    await this.press('Save and add a school');
    await this.#look('supported-school');
    await this.press('Save');
    await this.#look('supported-school-error');
    await this.type('Which school was it?', OTHER_SCHOOL);
    await this.choose('Coach');
    const began = this.page.getByRole('group', { name: 'When did your support begin?' });
    for (const [part, value] of [
      ['Day', '1'],
      ['Month', '9'],
      ['Year', '2024'],
    ] as const)
      await this.#hands.type(began.getByLabel(part), value);
    await this.type('What did your support change?', 'Reading improved.');
    await this.press('Save');
    await this.#look('support-filled');
    await this.press('Save and continue');
  }

  /** Checks and sends; once without the statements. */
  async send(): Promise<void> {
    await this.follow('Check your answers and send the application');
    await this.#look('check');
    await this.press('Send application');
    await this.#look('check-error');
    for (const box of await this.page.getByRole('checkbox').all()) await this.#hands.choose(box);
    await this.press('Send application');
    await this.#look('submitted');
  }

  /** What the page offers, when it has scripts: without them, one types the URN. */
  async #suggestion(urn: string): Promise<string> {
    if ((await this.page.locator('body.js-enabled').count()) === 0) return urn;
    const field = this.page.getByLabel('Which school do you lead?');
    await field.fill('teapot la');
    const option = this.page.locator(`datalist option[value$="(URN ${urn})"]`);
    await option.waitFor({ state: 'attached' });
    return (await option.getAttribute('value')) ?? '';
  }

  async #nameEndorser(place: number, name: string, mailbox: string, role: string): Promise<void> {
    const field = (label: string) => this.page.getByLabel(label).nth(place);
    await this.#hands.type(field('Their full name'), name);
    await this.#hands.type(field('Their email address'), `${mailbox}-${this.id}@endorsers.example`);
    await this.#hands.choose(this.page.getByLabel(role, { exact: true }).first());
  }
}
