import { NotNowError } from '../acts/refusals.ts';
import { SETTLEMENTS, settleMessage } from '../acts/settle-message.ts';
import { keyOfName, messageName } from '../mail/message-tags.ts';
import { MAIL_USES } from '../mail/template-ids.ts';
import type { Actor } from '../store/event-row.ts';
import { getMessage, type MessageRow } from '../store/message-row.ts';
import { goTo, show } from '../web/answer.ts';
import { deskOf } from '../web/page-desk.ts';
import { PageNotFoundError } from '../web/problems.ts';
import type { HelpdeskDesk } from './helpdesk-desk.ts';
import { isAboutCase } from './message-log.ts';
import { type Staff, worksFor } from './permissions.ts';
import { readMail } from './read-mail.ts';
import type { PageGroup } from './staff-route.ts';
import { DONE, WORDS } from './words.ts';

const PATH = '/helpdesk/messages/about-no-case';
/** Names hold hashes of addresses: longer than a part of a path may be. */
const addressOf = (name: string, done = '') =>
  `${PATH}?${new URLSearchParams({ message: name, ...(done && { done }) })}`;

/** Mails about no case: to sign in, of the list of those who want to hear of rounds, to schools, reports. */
export const otherMessagePages: PageGroup = (desk) => [
  {
    path: PATH,
    action: 'see-messages',
    async get({ query, staff, at }) {
      const message = await messageOf(desk, query.one('message'), staff);
      const mail = await readMail(desk, message, at);
      const done = query.one('done') === 'settled' ? DONE.settled : undefined;
      return show('helpdesk/other-message.njk', {
        message,
        name: messageName(message),
        when: MAIL_USES[message.template].when,
        done,
        ...mail,
      });
    },
  },
  {
    path: `${PATH}/settle`,
    action: 'settle-task',
    async post(request) {
      const { form, staff } = request;
      const message = await messageOf(desk, form.one('message'), staff);
      const name = messageName(message);
      const word = SETTLEMENTS.find((one) => one === form.one('word'));
      if (!word) throw new PageNotFoundError();
      const by: Actor = { kind: 'staff', id: staff.id };
      try {
        await settleMessage(deskOf(desk, request), { key: message, by, word });
      } catch (error) {
        if (!(error instanceof NotNowError)) throw error;
        const errors = [{ field: 'form', text: WORDS.notNow[error.word] ?? WORDS.movedOn }];
        return {
          ...show('helpdesk/refused.njk', { back: addressOf(name), backText: WORDS.backToEmail }),
          errors,
          status: 409,
        };
      }
      return goTo(addressOf(name, 'settled'));
    },
  },
];

/** Those about no case belong to no body: the national one's staff see them. */
async function messageOf({ records }: HelpdeskDesk, name: string, staff: Staff): Promise<MessageRow> {
  const key = worksFor(staff, 'national') ? keyOfName(name) : undefined;
  const message = key && (await getMessage(records, key));
  if (!message || isAboutCase(message)) throw new PageNotFoundError();
  return message;
}
