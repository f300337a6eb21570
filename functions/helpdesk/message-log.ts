import { calendarDate } from '../../domain/london-time.ts';
import { MESSAGE_STATES, type MessageState, NEEDS_STAFF } from '../../domain/message-state.ts';
import { messageName } from '../mail/message-tags.ts';
import { MAIL_USES, TEMPLATE_IDS, type TemplateId } from '../mail/template-ids.ts';
import { type ListedMessage, messagesOfDay, placesOfCases, type WantedMessages } from '../store/message-list.ts';
import type { Records } from '../store/records.ts';
import { show } from '../web/answer.ts';
import type { Form } from '../web/form.ts';
import { CHOICES } from './find-words.ts';
import { type Staff, worksFor } from './permissions.ts';
import { roundsOf } from './rounds-of.ts';
import type { PageGroup } from './staff-route.ts';

const LINES_A_PAGE = 100;

/** All mails of a day. */
export const messageLogPages: PageGroup = ({ records }) => [
  {
    path: '/helpdesk/messages',
    action: 'see-messages',
    async get({ query, staff, at }) {
      const wanted = readWanted(query, at);
      const rounds = await roundsOf(records, staff);
      const round = rounds.find(({ id }) => id === query.one('round'))?.id;
      const { lines, next } = await linesOf(records, wanted, staff, round);
      const search = new URLSearchParams({
        day: wanted.day,
        state: query.one('state'),
        template: query.one('template'),
        ...(round !== undefined && { round }),
      });
      return show('helpdesk/messages.njk', {
        day: wanted.day,
        state: query.one('state'),
        template: query.one('template'),
        round,
        rounds: [{ value: '', text: CHOICES.all }, ...rounds.map(({ id, title }) => ({ value: id, text: title }))],
        lines,
        states: MESSAGE_STATES,
        templates: TEMPLATE_IDS,
        isFirst: wanted.before === undefined,
        first: `?${search}`,
        next: next && `?${search}&${new URLSearchParams({ before: next })}`,
      });
    },
  },
];

function readWanted(query: Form, at: Date): WantedMessages {
  const [day, before] = [query.one('day'), query.one('before')];
  return {
    day: /^\d{4}-\d{2}-\d{2}$/.test(day) ? day : calendarDate(at),
    states: statesOf(query.one('state')),
    template: TEMPLATE_IDS.find((id) => id === query.one('template')),
    ...(before !== '' && { before }),
  };
}

/** `problem`: whatever a person must look at. */
function statesOf(word: string): readonly MessageState[] {
  if (word === 'problem') return NEEDS_STAFF;
  const state = MESSAGE_STATES.find((one) => one === word);
  return state ? [state] : MESSAGE_STATES;
}

interface LogLine extends ListedMessage {
  readonly isOfCase: boolean;
  /** Of its own page. */
  readonly address: string;
}

/**
 * A page of the log; of mails that are about a case, only those of the bodies that the reader works for.
 *
 * @param round only mails about its cases
 */
async function linesOf(records: Records, wanted: WantedMessages, staff: Staff, round: string | undefined) {
  const lines: LogLine[] = [];
  let some: ListedMessage[] = [];
  const take = async () => {
    const about = some.filter(isAboutCase).map(({ reference }) => reference);
    const places = await placesOfCases(records, about);
    const seen = some.filter((one) => {
      const place = isAboutCase(one) ? places.get(one.reference) : undefined;
      return worksFor(staff, place?.body ?? 'national') && (round === undefined || place?.round === round);
    });
    lines.push(...seen.map((one) => ({ ...one, isOfCase: isAboutCase(one), address: addressOf(one) })));
    some = [];
  };
  for await (const message of messagesOfDay(records, wanted)) {
    some.push(message);
    if (some.length === LINES_A_PAGE) await take();
    if (lines.length >= LINES_A_PAGE) return { lines, next: lines.at(-1)?.listSk };
  }
  await take();
  return { lines, next: undefined };
}

const OF_CASES: readonly string[] = ['case', 'designation', 'endorsement-request', 'information-request'];

/** Is its page one of the case's? */
export const isAboutCase = ({ template }: { readonly template: TemplateId }) =>
  OF_CASES.includes(MAIL_USES[template].about);

const addressOf = (message: ListedMessage): string =>
  isAboutCase(message)
    ? `/helpdesk/cases/${message.reference}/messages/${messageName(message)}`
    : `/helpdesk/messages/about-no-case?${new URLSearchParams({ message: messageName(message) })}`;
