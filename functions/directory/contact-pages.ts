import * as z from 'zod';
import { calendarDate } from '../../domain/london-time.ts';
import { enquire, sayWhetherAnswered } from '../acts/enquire.ts';
import { ENQUIRY_DAYS, getEnquiry } from '../store/enquiry-row.ts';
import { followLink } from '../store/link-row.ts';
import type { Records } from '../store/records.ts';
import { type FieldError, goTo, show, showErrors } from '../web/answer.ts';
import type { Form } from '../web/form.ts';
import type { Page } from '../web/routes.ts';
import type { DirectoryDesk } from './directory-desk.ts';
import { listedEntry } from './entry-pages.ts';
import { WORDS } from './words.ts';

const MOST_CHARACTERS = 3000;
const MOST_IN_A_LINE = 100;
const FORM = 'directory/contact.njk';

const promises = { answerDays: ENQUIRY_DAYS.answer, keptDays: ENQUIRY_DAYS.kept, mostCharacters: MOST_CHARACTERS };

export const contactPage =
  (desk: DirectoryDesk): Page =>
  async ({ parameters }) => {
    const entry = await listedEntry(desk, parameters.number);
    return show(FORM, { back: `/directory/${entry.number}`, entry, ...promises });
  };

export const sendEnquiry =
  (desk: DirectoryDesk): Page =>
  async ({ parameters, form, at, ip }) => {
    const entry = await listedEntry(desk, parameters.number);
    const asked = {
      name: form.one('name'),
      email: form.one('email'),
      school: form.one('school'),
      message: form.one('message'),
    };
    const errors = wrongIn(asked, form);
    if (errors.length > 0) return showErrors(FORM, { back: `/directory/${entry.number}`, entry, ...promises }, errors);
    await enquire({ records: desk.records, at }, entry, asked, ip);
    return goTo(`/directory/${entry.number}/contact/sent`);
  };

export const enquirySent: Page = async () => show('directory/contact-sent.njk', promises);

type Asked = Readonly<Record<'name' | 'email' | 'school' | 'message', string>>;

function wrongIn({ name, email, school, message }: Asked, form: Form): FieldError[] {
  const line = (field: 'name' | 'school', text: string) => {
    if (text === '') return [{ field, text: WORDS[field] }];
    return text.length > MOST_IN_A_LINE ? [{ field, text: WORDS.tooLong(MOST_IN_A_LINE) }] : [];
  };
  const tooLong = message.length > MOST_CHARACTERS ? [{ field: 'message', text: WORDS.tooLong(MOST_CHARACTERS) }] : [];
  return [
    ...line('name', name),
    ...(z.email().max(254).safeParse(email).success ? [] : [{ field: 'email', text: WORDS.email }]),
    ...line('school', school),
    ...(message === '' ? [{ field: 'message', text: WORDS.message }] : tooLong),
    ...(form.one('share') === 'yes' ? [] : [{ field: 'share', text: WORDS.share }]),
  ];
}

/** Mail scanners open links: only the form says anything. */
export const gotAnswerPage =
  ({ records }: DirectoryDesk): Page =>
  async ({ parameters }) => {
    const enquiry = await readLink(records, parameters.link);
    if (!enquiry) return OVER;
    return show('directory/got-answer.njk', { enquiry, sentOn: calendarDate(new Date(enquiry.sentAt)) });
  };

export const sayGotAnswer =
  ({ records }: DirectoryDesk): Page =>
  async ({ parameters, form, at }) => {
    const enquiry = await readLink(records, parameters.link);
    if (!enquiry) return OVER;
    const answer = form.one('answer');
    if (answer !== 'yes' && answer !== 'no') {
      const context = { enquiry, sentOn: calendarDate(new Date(enquiry.sentAt)) };
      return showErrors('directory/got-answer.njk', context, [{ field: 'answer', text: WORDS.gotAnswer }]);
    }
    await sayWhetherAnswered({ records, at }, enquiry, answer);
    return goTo(`/directory/enquiries/thanks/${answer}`);
  };

export const gotAnswerThanks: Page = async ({ parameters }) =>
  show('directory/got-answer-thanks.njk', { answer: parameters.answer });

const OVER = { ...show('directory/got-answer-over.njk'), status: 410 };

async function readLink(records: Records, link = '') {
  const target = await followLink(records, link);
  const enquiry = target?.leadsTo === 'enquiry' ? await getEnquiry(records, target) : undefined;
  return enquiry?.state === 'asked' ? enquiry : undefined;
}
