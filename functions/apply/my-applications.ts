import { isOpenState } from '../../domain/application.ts';
import { mayRemind } from '../../domain/endorsement-schedule.ts';
import type { Round } from '../../domain/round.ts';
import { gate } from '../../domain/round-gate.ts';
import { mayAmend } from '../acts/amend-answers.ts';
import { readHeld } from '../acts/designations/held-designation.ts';
import { pointsTo } from '../acts/point-to-right-person.ts';
import { endorsementOf } from '../acts/slot-at-hand.ts';
import { earlierTimes } from '../figures/earlier-rounds.ts';
import { sayCriterion, sayNotMet } from '../findings/say-finding.ts';
import { type CaseFile, liveRequest, programmeOf } from '../store/case-file.ts';
import { type CaseRow, getCase } from '../store/case-row.ts';
import { designationsOf } from '../store/designation-rows.ts';
import { againstApplicant, reviewTexts } from '../store/eligibility-row.ts';
import { getText } from '../store/event-row.ts';
import { getLatePass } from '../store/late-pass-row.ts';
import { casesOf } from '../store/person-row.ts';
import type { Records } from '../store/records.ts';
import { getRound } from '../store/round-row.ts';
import { isOpenSlot, type SlotRow, scheduled } from '../store/slot-row.ts';
import { goTo, type PageAnswer, show } from '../web/answer.ts';
import type { PageDesk } from '../web/page-desk.ts';
import { personOf } from '../web/request.ts';
import type { Page } from '../web/routes.ts';
import { readForm, type SectionNow } from './draft.ts';
import { ownCase } from './own-case.ts';
import { openUntil, roundNow } from './round-now.ts';
import { shownWord } from './shown-word.ts';
import { timelineOf } from './timeline-lines.ts';

/** Every application and designation of the person; with only one application, that one. */
export const listApplications =
  ({ records }: PageDesk): Page =>
  async (request) => {
    const person = personOf(request);
    const [cases, numbers] = await Promise.all([casesOf(records, person), designationsOf(records, person)]);
    const [only, second] = cases;
    if (only && !second && numbers.length === 0) return goTo(`/applications/${only.reference}`);
    const entries = cases.map(async ({ reference, round: id }) => {
      const [row, { round }] = await Promise.all([getCase(records, reference), getRound(records, id)]);
      return {
        case: row,
        state: shownWord(row.state, row.ended?.reasons),
        round,
        programme: programmeOf(row.generation),
        mayGoOn: await mayGoOn(records, row, round, request.at),
      };
    });
    const all = await Promise.all(entries);
    all.sort((a, b) => b.case.startedAt.localeCompare(a.case.startedAt));
    const designations = await Promise.all(numbers.map((number) => readHeld(records, number)));
    return show('apply/applications.njk', { applications: all, designations });
  };

/** Can it still be sent? A draft, or one that was closed with its round and that the round lets in once more. */
async function mayGoOn(records: Records, row: CaseRow, round: Round, at: Date): Promise<boolean> {
  if (row.state !== 'not-submitted') return row.state === 'draft';
  return (await openUntil(records, await roundNow(records, round, at), row.person, at)) !== undefined;
}

/** Of a draft, its task list; of an application that was sent, where it stands. */
export const showApplication =
  ({ records }: PageDesk): Page =>
  async (request) => {
    const file = await ownCase(records, request);
    return file.case.state === 'draft' ? taskList(records, file, request.at) : standing(records, file, request.at);
  };

async function taskList(records: Records, file: CaseFile, at: Date): Promise<PageAnswer> {
  const { sections, missing } = await readForm(records, file);
  const { round: roundId, person, savedAt } = file.case;
  const [{ round }, latePassUntil] = await Promise.all([
    getRound(records, roundId),
    getLatePass(records, roundId, person),
  ]);
  const saved = savedAt === undefined ? {} : { savedAt: new Date(savedAt) };
  return show('apply/task-list.njk', {
    reference: file.case.reference,
    programme: file.programme,
    round,
    word: gate(round, { ...saved, ...(latePassUntil && { latePassUntil }) }, at),
    latePassUntil,
    sections: sections.map((section) => ({ ...section, page: pageToOpen(section) })),
    done: sections.filter(({ state }) => state === 'completed').length,
    isComplete: missing.length === 0,
  });
}

/** A section that was begun is opened where something is missing. */
const pageToOpen = ({ pages, state, missing }: SectionNow): string | undefined => {
  const open =
    state === 'in-progress' ? pages.find(({ questions }) => questions.some((one) => missing.includes(one))) : undefined;
  return (open ?? pages[0])?.id;
};

async function standing(records: Records, file: CaseFile, at: Date): Promise<PageAnswer> {
  const { case: row, programme } = file;
  const { round } = await getRound(records, row.round);
  const information = file.information.filter(({ state }) => state === 'open' || state === 'overdue');
  return show('apply/application.njk', {
    case: row,
    state: shownWord(row.state, row.ended?.reasons),
    programme,
    round,
    mayGoOn: await mayGoOn(records, row, round, at),
    stages: stagesOf(file),
    endorsers: programme.endorsements.slots.flatMap(({ id, title }) => {
      const slot = file.slots.find((one) => one.slot === id);
      return slot ? [{ title, ...endorserNow(file, slot, at) }] : [];
    }),
    information: await Promise.all(
      information.map(async (asked) => ({ ...asked, text: await getText(records, row.reference, asked.asks) })),
    ),
    reasons: reasonsOf(file),
    found: row.state === 'eligibility-review' ? registerFindings(file) : [],
    words: (await Promise.all(writtenFor(file).map((id) => getText(records, row.reference, id)))).join('\n\n'),
    timeline: timelineOf(file),
    mayAmend: await mayAmend({ records, at }, file),
    isOpen: isOpenState(row.state),
    times: isOpenState(row.state) ? await earlierTimes(records, row.programme) : undefined,
  });
}

const STAGES = ['submitted', 'awaiting-endorsements', 'awaiting-decision', 'ended'] as const;

/** The line of stages, and which one it is at; a case that has ended has left the line where it ended. */
function stagesOf({ case: row, slots, decision }: CaseFile) {
  const isOver = !isOpenState(row.state);
  const reached = decision ? 2 : slots.length > 0 ? 1 : 0;
  return STAGES.map((stage, index) => ({
    stage,
    is: isOver
      ? index <= reached || stage === 'ended'
        ? 'done'
        : 'passed-over'
      : index < reached
        ? 'done'
        : index === reached
          ? 'now'
          : 'to-come',
  }));
}

/** Who was asked and what they have done: never what they wrote. */
function endorserNow(file: CaseFile, slot: SlotRow, at: Date) {
  const { name, email, warnings } = liveRequest(file, slot);
  const isWaiting = file.case.state === 'awaiting-endorsements';
  return {
    slot,
    name,
    email,
    warnings,
    pointsTo: pointsTo(endorsementOf(file, { reference: file.case.reference, slot: slot.slot, request: slot.request })),
    remind: isWaiting ? mayRemind(scheduled(slot), new Date(slot.lastMailAt), at) : undefined,
    mayReplace: isWaiting && isOpenSlot(slot) && at < new Date(slot.dueAt),
  };
}

/** The texts that staff wrote for the applicant when they ended it, the same as in the mail about it. */
function writtenFor({ case: row, decision, eligibility }: CaseFile): string[] {
  if (row.state === 'ineligible') return reviewTexts(eligibility);
  return decision?.state === 'released' && decision.wordsText !== undefined ? [decision.wordsText] : [];
}

/** What the register says against it, by the criterion and what stands there. */
const registerFindings = ({ programme, eligibility }: CaseFile): string[] =>
  againstApplicant(eligibility).flatMap((finding) => sayNotMet(programme, finding));

/** Why it ended, in the programme's words. */
function reasonsOf({ case: row, programme, decision, eligibility }: CaseFile): string[] {
  if (row.state === 'declined') {
    const given = decision?.declineReasons ?? [];
    return programme.decision.declineReasons.filter(({ id }) => given.includes(id)).map(({ wording }) => wording);
  }
  if (row.state !== 'ineligible') return [];
  return (row.ended?.reasons ?? []).flatMap((id) => {
    const finding = eligibility?.findings.find(({ criterion }) => criterion === id);
    return finding ? sayNotMet(programme, finding) : sayCriterion(programme, id);
  });
}
