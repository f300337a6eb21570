import * as z from 'zod';
import {
  APPLICATION_STATES,
  type ApplicationState,
  isOpenState,
  type MoveCause,
  statesBefore,
} from '../../domain/application.ts';
import { listed, rowKeys } from './keys.ts';
import type { Records, Write } from './records.ts';
import { checkRow, putNew, updateRow } from './row-update.ts';

/** One person's case in one round. */
export const caseRow = z.object({
  kind: z.literal('case'),
  reference: z.string(),
  programme: z.string(),
  generation: z.string(),
  round: z.string(),
  body: z.string(),
  person: z.string(),
  state: z.enum(APPLICATION_STATES),
  /** Which run of the workflow this is: none until the case is submitted, and a re-run is a new number. */
  run: z.int().nonnegative(),
  startedAt: z.iso.datetime(),
  /** When answers were last saved before the round closed: what the grace after closing looks at. */
  savedAt: z.iso.datetime().exactOptional(),
  submittedAt: z.iso.datetime().exactOptional(),
  admitted: z.enum(['open', 'in-grace', 'late-pass']).exactOptional(),
  /** URN of the applicant's school. */
  school: z.string().exactOptional(),
  variant: z.string().exactOptional(),
  /** Why the workflow stopped: the sweep starts it again. */
  stopped: z.string().exactOptional(),
  /** The open information request: a decision waits for its answer. */
  asked: z.string().exactOptional(),
  /** Why it is over: ids of reasons or criteria, and words in a row of their own. */
  ended: z.object({ reasons: z.array(z.string()), text: z.string().exactOptional() }).exactOptional(),
  /** What lists show: at most 300 bytes. */
  card: z.object({
    name: z.string(),
    school: z.string().exactOptional(),
    region: z.string().exactOptional(),
    state: z.enum(APPLICATION_STATES),
    since: z.iso.datetime(),
    /** Who of the staff looks after it. */
    assignee: z.string().exactOptional(),
  }),
  /** Rises with every write: what was decided on a row as it was read is not written to another. */
  version: z.int().nonnegative(),
});

export type CaseRow = z.infer<typeof caseRow>;

export class CaseNotFoundError extends Error {
  override readonly name = 'CaseNotFoundError';
}

/** The case is no longer where this starts from: somebody was faster, or it is a repetition. */
export class CaseMovedOnError extends Error {
  override readonly name = 'CaseMovedOnError';
}

/** @throws CaseNotFoundError */
export async function getCase(records: Records, reference: string): Promise<CaseRow> {
  const row = await records.get(rowKeys.case(reference), caseRow);
  if (!row) throw new CaseNotFoundError(reference);
  return row;
}

/** A new case; refused when the reference is taken. */
export function putCase(row: CaseRow, refusal: () => Error): Write {
  const lists = listed.inRound(row.round, row.reference, row.state, new Date(row.card.since));
  return putNew({ ...rowKeys.case(row.reference), ...lists, ...row }, refusal);
}

/** What staff have to do next on a case, and until when. */
export interface StaffWork {
  /** `release`: decided, and nobody told. */
  readonly queue: 'eligibility-review' | 'decision' | 'release';
  readonly due: Date;
}

export interface MoveOptions {
  readonly set?: Partial<CaseRow>;
  /** Absent: the case leaves the queues of the staff. */
  readonly work?: StaffWork;
  /** When the sweep looks whether the workflow has taken the case up. */
  readonly lookAt?: Date;
}

/** After this time nothing should wait for a case that is over: the sweep looks whether something does. */
const LOOK_AFTER_END_MS = 15 * 60_000;

/** Moves a case on, if it is as it was read and this cause may do so. */
export function moveCase(
  row: CaseRow,
  to: ApplicationState,
  by: MoveCause,
  at: Date,
  { set = {}, work, lookAt = afterEnd(row, to, at) }: MoveOptions = {},
): Write {
  const { reference, round, body, version, card } = row;
  const since = at.toISOString();
  return updateRow(
    rowKeys.case(reference),
    {
      set: {
        ...set,
        state: to,
        version: version + 1,
        card: { ...card, ...set.card, state: to, since },
        ...listed.inRound(round, reference, to, at),
        ...(work && listed.inQueue(body, work.queue, reference, work.due)),
        ...(lookAt && listed.due(reference, lookAt)),
      },
      remove: [...(work ? [] : ['queuePk', 'queueSk']), ...(lookAt ? [] : ['duePk', 'dueSk'])],
      when: { version, state: statesBefore(to, by) },
    },
    () => new CaseMovedOnError(reference),
  );
}

/** Only of a case that was sent, and has a workflow. */
function afterEnd({ run }: CaseRow, to: ApplicationState, at: Date): Date | undefined {
  return run === 0 || isOpenState(to) ? undefined : new Date(at.getTime() + LOOK_AFTER_END_MS);
}

/**
 * Changes a case that stays where it is, if it is as it was read.
 *
 * @param lookAt when the sweep looks whether a workflow runs for it
 */
export function changeCase(
  row: CaseRow,
  set: Partial<CaseRow>,
  remove: readonly (keyof CaseRow | 'queuePk' | 'queueSk' | 'duePk' | 'dueSk')[] = [],
  lookAt?: Date,
): Write {
  const { reference, version } = row;
  return updateRow(
    rowKeys.case(reference),
    { set: { ...set, version: version + 1, ...(lookAt && listed.due(reference, lookAt)) }, remove, when: { version } },
    () => new CaseMovedOnError(reference),
  );
}

/** Changes what lists show of a case, if it is as it was read; lists that were read before find it by its new place. */
export function changeCard(row: CaseRow, card: CaseRow['card'], at: Date): Write {
  const { reference, round, state, version } = row;
  return updateRow(
    rowKeys.case(reference),
    { set: { card, ...listed.inRound(round, reference, state, at), version: version + 1 }, when: { version } },
    () => new CaseMovedOnError(reference),
  );
}

/** Says what staff have to do next on a case that stays where it is, if it is as it was read. */
export function queueCase({ reference, body, version }: CaseRow, { queue, due }: StaffWork): Write {
  return updateRow(
    rowKeys.case(reference),
    { set: { ...listed.inQueue(body, queue, reference, due), version: version + 1 }, when: { version } },
    () => new CaseMovedOnError(reference),
  );
}

/** Lets a transaction pass only while the case is in one of these states. */
export function checkCaseIs(reference: string, states: readonly ApplicationState[]): Write {
  return checkRow(rowKeys.case(reference), { state: states }, () => new CaseMovedOnError(reference));
}
