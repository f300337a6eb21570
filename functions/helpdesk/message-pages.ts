import { mayBeSentAnew, sendAnother, wasSentAnew } from '../acts/send-another.ts';
import { SETTLEMENTS, settleMessage } from '../acts/settle-message.ts';
import { keyOfName } from '../mail/message-tags.ts';
import { getMessage } from '../store/message-row.ts';
import { show } from '../web/answer.ts';
import { PageNotFoundError } from '../web/problems.ts';
import { actorOf, actRoute } from './act-route.ts';
import { type CaseRequest, caseRoute } from './case-route.ts';
import type { HelpdeskDesk } from './helpdesk-desk.ts';
import { mayDo } from './permissions.ts';
import { readMail } from './read-mail.ts';
import type { PageGroup } from './staff-route.ts';

const MESSAGE = '/messages/:message';

/** The mails of a case: as they read, and settled when something went wrong with them. */
export const messagePages: PageGroup = (desk) => [
  caseRoute(desk, {
    path: MESSAGE,
    action: 'see-case',
    async get(request) {
      const message = await messageOf(desk, request);
      const mail = await readMail(desk, message, request.at);
      return show('helpdesk/message.njk', {
        case: request.file.case,
        message,
        name: request.parameters.message,
        mayAgain:
          mail !== undefined &&
          mayDo(request.staff, 'settle-task') &&
          mayBeSentAnew(message) &&
          !(await wasSentAnew(desk.records, message)),
        ...mail,
      });
    },
  }),
  actRoute(desk, {
    path: `${MESSAGE}/again`,
    action: 'settle-task',
    template: 'helpdesk/send-again.njk',
    done: 'sent-anew',
    async context(request) {
      const message = await messageOf(desk, request);
      return { message, mail: await readMail(desk, message, request.at) };
    },
    async act(at, request) {
      const { publicUrl, helpdesk } = desk;
      await sendAnother(at, {
        message: await messageOf(desk, request),
        by: actorOf(request),
        publicUrl,
        helpdesk,
      });
    },
  }),
  ...SETTLEMENTS.map((word) =>
    actRoute(desk, {
      path: `${MESSAGE}/${word}`,
      action: 'settle-task',
      done: 'settled',
      act: async (at, request) => {
        const { pk, sk } = await messageOf(desk, request);
        await settleMessage(at, { key: { pk, sk }, by: actorOf(request), word });
      },
    }),
  ),
];

/** A message of this case: another case's is not shown here, because its body may be another. */
async function messageOf({ records }: HelpdeskDesk, { file, parameters }: CaseRequest) {
  const key = keyOfName(parameters.message ?? '');
  const message = key && (await getMessage(records, key));
  if (message?.reference !== file.case.reference) throw new PageNotFoundError();
  return message;
}
