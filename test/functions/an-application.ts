import { randomUUID } from 'node:crypto';
import type { Answer, Answers } from '../../domain/answers.ts';
import type { Round } from '../../domain/round.ts';
import type { School } from '../../domain/school.ts';
import type { Desk } from '../../functions/acts/desk.ts';
import type { EndorsementGiven } from '../../functions/acts/give-endorsement.ts';
import { knowPerson } from '../../functions/acts/know-person.ts';
import { saveSections } from '../../functions/acts/save-answers.ts';
import { startDraft } from '../../functions/acts/start-draft.ts';
import { submitApplication } from '../../functions/acts/submit-application.ts';
import type { Records } from '../../functions/store/records.ts';
import { putRound } from '../../functions/store/round-row.ts';
import { putSchool } from '../../functions/store/school-row.ts';
import type { EndorsementSlot } from '../../programmes/endorsements.ts';
import type { Question } from '../../programmes/form.ts';
import { LLE_2014 } from '../../programmes/lle.ts';
import type { Programme } from '../../programmes/programme.ts';
import { aRound } from '../domain/a-round.ts';
import { aSchool } from '../domain/a-school.ts';

/** A day on which the round of `aRound` is open, and its endorsements are due in twelve weeks. */
export const OPEN = new Date('2027-01-12T10:00:00Z');

export const APPLICANT = { kind: 'applicant' } as const;
export const STAFF = { kind: 'staff', id: 'dana' } as const;
export const ANOTHER = { kind: 'staff', id: 'omar' } as const;

/** A desk whose waker remembers, and wakes nobody. */
export function aDesk(records: Records, at: Date = OPEN): Desk & { readonly woken: unknown[] } {
  const woken: unknown[] = [];
  const workflows = { send: async (command: { input: unknown }) => woken.push(command.input) };
  return { records, at, woken, workflows: workflows as unknown as Desk['workflows'] };
}

export interface Wanted {
  readonly programme?: Programme;
  readonly round?: Partial<Round>;
  readonly school?: Partial<School>;
  readonly answers?: Answers;
  readonly email?: string;
  /** A round that is there already. */
  readonly inRound?: Round;
}

// outside the numbers of real schools
let nextUrn = 999_000;

/** A round and a school of their own. */
export async function aRoundWithSchool(
  records: Records,
  { programme = LLE_2014, round, school, inRound }: Wanted = {},
) {
  const made =
    inRound ?? aRound({ id: randomUUID(), programme: programme.id, generation: programme.generation, ...round });
  const its = aSchool({ urn: String(nextUrn++), ...school });
  await records.transact([...(inRound ? [] : putRound(made)), putSchool({ kind: 'school', school: its })]);
  return { round: made, school: its };
}

/** A draft with an answer to every question, in a round and of a school of its own. */
export async function aFullDraft(desk: Desk, wanted: Wanted = {}) {
  return aFullDraftIn(await aRoundWithSchool(desk.records, wanted), desk, wanted);
}

export async function aFullDraftIn(
  { round, school }: { readonly round: Round; readonly school: School },
  desk: Desk,
  { programme = LLE_2014, answers = {}, email = `${randomUUID()}@school.example` }: Wanted = {},
) {
  const person = await knowPerson(desk, { email });
  const { reference } = await startDraft(desk, { round: round.id, person });
  const sections = programme.form.sections.map(({ id, pages }) => {
    const questions = pages.flatMap((page): readonly Question[] => page.questions);
    const all = questions.map((question) => [question.id, answers[question.id] ?? answerTo(question, school.urn)]);
    return { section: id, answers: Object.fromEntries(all), seen: 0 };
  });
  await saveSections(desk, reference, sections);
  return { reference, person, round, school, email };
}

export async function aSubmission(desk: Desk, wanted: Wanted = {}) {
  const draft = await aFullDraft(desk, wanted);
  await submitApplication(desk, { reference: draft.reference, statementsTicked: true });
  return draft;
}

function answerTo(question: Question, urn: string): Answer {
  switch (question.kind) {
    case 'school':
      return urn;
    case 'declaration':
    case 'consent':
      return 'yes';
    case 'variant':
      return question.choices[0]?.id ?? '';
    case 'endorser':
      return { name: `Endorser for ${question.slot}`, email: `${randomUUID()}@endorsers.example`, role: 'some role' };
    case 'supported-schools':
      return [{ name: 'Other School', urn: '999999', from: '2025-09-01', role: 'coach', impact: 'It improved.' }];
    case 'specialisms':
      return question.atLeast > 0 ? ['curriculum/mathematics'] : [];
    case 'name':
      return 'Robin Example';
    default:
      return 'A careful answer.';
  }
}

/** A complete endorsement of a slot. */
export const anEndorsement = ({ roles, confirms, says }: EndorsementSlot): EndorsementGiven => ({
  typedName: 'Chris Endorser',
  role: roles[0]?.id ?? '',
  confirms: confirms.map(({ criterion }) => criterion),
  says: Object.fromEntries(says.map(({ id }) => [id, 'From my own knowledge.'])),
  statementTicked: true,
});
