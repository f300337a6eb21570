import { IN_PROGRESS_STATES, isOpenState } from '../../domain/application.ts';
import { lastClosing } from '../../domain/round.ts';
import { answerLines } from '../apply/answer-lines.ts';
import { readForm } from '../apply/draft.ts';
import { audienceOf, keyOfName, messageName } from '../mail/message-tags.ts';
import { MESSAGE_TASK } from '../mail/outbox.ts';
import { type CaseFile, liveRequest } from '../store/case-file.ts';
import { readTexts } from '../store/event-row.ts';
import { type Key, rowKeys } from '../store/keys.ts';
import { messageRow } from '../store/message-row.ts';
import { noteRow } from '../store/note-row.ts';
import { emailOf } from '../store/person-row.ts';
import type { Records } from '../store/records.ts';
import { getRound } from '../store/round-row.ts';
import { isOpenSlot } from '../store/slot-row.ts';
import { openTasks, type TaskRow } from '../store/task-row.ts';
import { show } from '../web/answer.ts';
import { offersOf } from './case-actions.ts';
import { type CasePage, caseRoute } from './case-route.ts';
import { criteriaOf } from './criteria-lines.ts';
import { mayDo } from './permissions.ts';
import { type ConsoleQueue, QUEUES } from './queues.ts';
import { slotTitle } from './slot-title.ts';
import { staffNames } from './staff-names.ts';
import type { PageGroup } from './staff-route.ts';
import { DONE } from './words.ts';

/** A case with all that is known of it, and what can be done. */
export const casePages: PageGroup = ({ records }) => [
  caseRoute({ records }, { action: 'see-case', get: showCase(records) }),
];

const showCase =
  (records: Records): CasePage =>
  async ({ file, staff, query, at }) => {
    const { case: row, programme } = file;
    const [{ round }, form, email, criteria, texts, notes, messages, tasks] = await Promise.all([
      getRound(records, row.round),
      readForm(records, file),
      emailOf(records, row.person),
      criteriaOf(records, file, at),
      readTexts(records, row.reference),
      Array.fromAsync(records.beginning(partOf(row.reference, 'NOTE#'), noteRow)),
      Array.fromAsync(records.beginning(partOf(row.reference, 'MESSAGE#'), messageRow)),
      openTasks(records, row.reference),
    ]);
    const names = Object.fromEntries(await staffNames(records, staffIn(file, notes)));
    const done = query.one('done');
    return show('helpdesk/case.njk', {
      case: row,
      programme,
      round,
      criteria,
      texts,
      notes,
      tasks: tasks.map((task) => ({
        ...task,
        isMessage: task.task === MESSAGE_TASK,
        slot: file.case.state === 'awaiting-endorsements' ? bouncedSlot(file, task)?.slot : undefined,
      })),
      names,
      email: email ?? '',
      school: form.school,
      sections: await answerLines(records, { ...form, missing: [] }),
      endorsements: programme.endorsements.slots.flatMap((rules) => endorsementOf(file, rules, at)),
      information: file.information,
      decision: file.decision,
      stages: stagesOf(file),
      messages: messages
        .toSorted((one, other) => other.owedAt.localeCompare(one.owedAt))
        .map((message) => ({ ...message, name: messageName(message) })),
      timeline: file.events.toReversed(),
      offers: offersOf(staff, { file, isClosed: at >= lastClosing(round).instant }),
      may: {
        take: mayDo(staff, 'take-case'),
        settle: mayDo(staff, 'settle-task'),
        correct: mayDo(staff, 'correct-endorser'),
        extendQuestion:
          mayDo(staff, 'ask-information') &&
          IN_PROGRESS_STATES.some((state) => state === row.state) &&
          file.decision?.state !== 'released',
      },
      done: Object.hasOwn(DONE, done) ? DONE[done as keyof typeof DONE] : undefined,
      next: mayDo(staff, 'see-queues')
        ? QUEUES.find(({ after }: ConsoleQueue) => after.some((one) => one === done))
        : undefined,
    });
  };

const partOf = (reference: string, sk: string): Key => ({ ...rowKeys.case(reference), sk });

/** Acts whose line in the timeline is about a member of staff. */
const NAMES_STAFF: ReadonlySet<string> = new Set(['given-to', 'taken', 'conflict-lifted']);

function staffIn(
  { case: row, events, marks, decision }: CaseFile,
  notes: readonly { readonly by: string }[],
): string[] {
  const ids = [
    row.card.assignee,
    decision?.decidedBy,
    decision?.releasedBy,
    decision?.reversal?.askedBy,
    ...events.map(({ who }) => (who.kind === 'staff' ? who.id : undefined)),
    ...events.map(({ what, about }) => (NAMES_STAFF.has(what) ? about : undefined)),
    ...marks.map(({ by }) => by),
    ...notes.map(({ by }) => by),
  ];
  return ids.filter((id) => id !== undefined);
}

/** The slot whose endorser a mail did not reach. */
function bouncedSlot({ slots }: CaseFile, { task, subject }: TaskRow) {
  const [, , about = ''] = keyOfName(subject)?.sk.split('#') ?? [];
  const isTheirs = task === MESSAGE_TASK && audienceOf(subject) === 'endorser';
  return isTheirs ? slots.find((row) => isOpenSlot(row) && about.startsWith(`${row.slot}-`)) : undefined;
}

function endorsementOf(file: CaseFile, rules: CaseFile['programme']['endorsements']['slots'][number], at: Date) {
  const slot = file.slots.find((row) => row.slot === rules.id);
  if (!slot) return [];
  const isWaiting = file.case.state === 'awaiting-endorsements';
  const written = file.endorsements.find((row) => row.slot === slot.slot && row.request === slot.request);
  const request = liveRequest(file, slot);
  return [
    {
      rules,
      title: slotTitle(rules),
      slot,
      request,
      role: rules.roles.find(({ id }) => id === (written?.role ?? request.role))?.name ?? request.role,
      // what an endorser has not sent is theirs
      written: written?.state === 'draft' ? undefined : written,
      earlier: file.requests.filter((row) => row.slot === slot.slot && row.request !== slot.request),
      mayReplace: isWaiting && isOpenSlot(slot) && at < new Date(slot.dueAt),
      mayExtend: isWaiting && slot.state !== 'given',
    },
  ];
}

const STAGES = ['submitted', 'eligibility-review', 'awaiting-endorsements', 'awaiting-decision'] as const;

/** The line of stages, as the timeline tells it: when each was reached, and where the case is. */
function stagesOf({ case: row, events }: CaseFile) {
  const reached = STAGES.map((stage) => ({ stage, at: events.find(({ what }) => what === stage)?.at }));
  const passed = reached.filter(({ stage, at }) => at !== undefined || stage !== 'eligibility-review');
  return [...passed, { stage: 'ended', at: isOpenState(row.state) ? undefined : row.card.since }].map(
    ({ stage, at }) => ({
      stage,
      at,
      is: row.state === stage ? 'now' : at !== undefined ? 'done' : 'to-come',
    }),
  );
}
