import { readReference } from '../../domain/reference.ts';
import { MAIL_USES, TEMPLATE_IDS, type TemplateId } from '../mail/template-ids.ts';
import type { CaseFile } from '../store/case-file.ts';
import { designationOf } from '../store/designation-rows.ts';
import { requestKey } from '../store/endorsement-rows.ts';
import { type Key, rowKeys } from '../store/keys.ts';
import type { MessageRow } from '../store/message-row.ts';
import { personKey } from '../store/person-row.ts';
import type { Records } from '../store/records.ts';
import { goTo, show } from '../web/answer.ts';
import { PageNotFoundError } from '../web/problems.ts';
import { casePath, caseRoute } from './case-route.ts';
import { readMail } from './read-mail.ts';
import type { PageGroup } from './staff-route.ts';
import { WORDS } from './words.ts';

const LETTERS = TEMPLATE_IDS.map((id) => ({ id, ...MAIL_USES[id] }));

/** Every mail of the service, as it would read for a case that staff name. */
export const letterPages: PageGroup = (desk) => [
  {
    path: '/helpdesk/letters',
    action: 'see-messages',
    async get({ query }) {
      const typed = query.one('reference');
      const read = readReference(typed);
      if (read.word === 'reference') return goTo(casePath(read.reference, '/letters'));
      const errors = typed === '' ? [] : [{ field: 'reference', text: WORDS.reference }];
      return { ...show('helpdesk/letters.njk', { letters: LETTERS, asked: typed }), errors };
    },
  },
  caseRoute(desk, {
    path: '/letters',
    action: 'see-case',
    get: async ({ file }) => show('helpdesk/letters.njk', { letters: LETTERS, case: file.case }),
  }),
  caseRoute(desk, {
    path: '/letters/:letter',
    action: 'see-case',
    async get({ file, parameters, at }) {
      const template = TEMPLATE_IDS.find((id) => id === parameters.letter);
      if (!template) throw new PageNotFoundError();
      const message = await messageFor(desk.records, template, file, at);
      const mail = message && (await readMail(desk, message, at));
      return show('helpdesk/letter.njk', { case: file.case, template, when: MAIL_USES[template].when, ...mail });
    },
  }),
];

/** A mail as it would be owed about a case now. It is only shown: nothing is written. */
async function messageFor(
  records: Records,
  template: TemplateId,
  file: CaseFile,
  at: Date,
): Promise<MessageRow | undefined> {
  const { reference, person, programme, round } = file.case;
  const { to, about: matter } = MAIL_USES[template];
  const [request] = file.requests;
  const asked = request && requestKey(reference, request.slot, request.request);
  const question = file.information.at(-1);
  const number = matter === 'designation' ? await designationOf(records, person, programme) : undefined;
  const owner = number === undefined ? rowKeys.case(reference) : rowKeys.designation(number);
  const recipient = recipientOf(to === 'endorser' ? asked : personKey(person), template, round);
  const about = {
    'endorsement-request': asked,
    'information-request': question && rowKeys['information-request'](reference, question.request),
    round: rowKeys.round(round),
  };
  const its = Object.hasOwn(about, matter) ? about[matter as keyof typeof about] : undefined;
  const isMissing = matter === 'designation' ? number === undefined : Object.hasOwn(about, matter) && !its;
  if (!recipient || isMissing) return undefined;
  return {
    ...rowKeys.message(owner, template, 'preview', 1),
    kind: 'message',
    state: 'owed',
    template,
    subject: 'preview',
    occurrence: 1,
    // leave to apply late is a person's, not a case's
    reference: template === 'late-pass' ? person : reference,
    recipient,
    ...(its && { about: its }),
    owedAt: at.toISOString(),
    attempts: 0,
    claims: 0,
  };
}

/** Mails to addresses that are no applicant's cannot be made from a case. */
function recipientOf(usual: Key | undefined, template: TemplateId, round: string): Key | undefined {
  if (template === 'round-report') return rowKeys['round-report'](round);
  const { to, about } = MAIL_USES[template];
  const isOthers =
    about === 'interest' || about === 'digest' || about === 'enquiry' || (about === 'round' && to === 'address');
  return isOthers ? undefined : usual;
}
