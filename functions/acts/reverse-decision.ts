import { mayReverse } from '../../domain/decision.ts';
import { type CaseFile, readCaseFile } from '../store/case-file.ts';
import { CaseMovedOnError, changeCase, moveCase } from '../store/case-row.ts';
import { changeDecision, DecisionMovedOnError, type DecisionRow, decisionState } from '../store/decision-rows.ts';
import { putDesignationEvent } from '../store/designation-event-row.ts';
import { DesignationMovedOnError, designationOf, endDesignation, getDesignation } from '../store/designation-rows.ts';
import type { Actor } from '../store/event-row.ts';
import type { Records, Write } from '../store/records.ts';
import { designationWrites } from './designating.ts';
import { type Desk, decideAnew } from './desk.ts';
import { NotNowError, ReasonMissingError } from './refusals.ts';
import { recordFact, toApplicant } from './timeline.ts';

const OVERTAKEN = [CaseMovedOnError, DecisionMovedOnError, DesignationMovedOnError];

/** A decision that was carried out, of a case that has ended by it. */
function carriedOut({ case: { state }, decision }: CaseFile): DecisionRow {
  if (!decision || (state !== 'designated' && state !== 'declined')) throw new NotNowError('not-released');
  return decision;
}

/**
 * Asks for the reversal of a decision. Nothing changes until a second person confirms it.
 *
 * @throws NotNowError `not-released`
 * @throws ReasonMissingError
 */
export const askReversal = (
  { records, at }: Desk,
  { reference, by, reason }: { reference: string; by: Actor; reason: string },
): Promise<void> =>
  decideAnew(OVERTAKEN, async () => {
    const file = await readCaseFile(records, reference);
    const decision = carriedOut(file);
    if (reason.trim() === '') throw new ReasonMissingError();
    const reversal = { askedBy: by.id ?? by.kind, reason, at: at.toISOString() };
    await records.transact([
      // whoever has a page of the case open is told that it has changed
      changeCase(file.case, {}),
      changeDecision(decision, { reversal }),
      ...recordFact(reference, at, { who: by, what: 'reversal-asked', words: reason }),
    ]);
  });

/**
 * Reverses a decision whose reversal somebody else has asked for: the declined are designated, or a designation ends.
 *
 * @throws NotNowError with the word of `mayReverse`, or `not-asked`
 * @throws AlreadyDesignatedError
 */
export const confirmReversal = (
  { records, at }: Desk,
  { reference, by }: { reference: string; by: Actor },
): Promise<void> =>
  decideAnew(OVERTAKEN, async () => {
    const file = await readCaseFile(records, reference);
    const decision = carriedOut(file);
    const { reversal } = decision;
    if (!reversal) throw new NotNowError('not-asked');
    const confirmedBy = by.id ?? by.kind;
    const may = mayReverse(decisionState(decision), { by: reversal.askedBy, reason: reversal.reason }, confirmedBy);
    if (may !== 'may-reverse') throw new NotNowError(may);

    const outcome = file.case.state === 'declined' ? 'designate' : 'decline';
    await records.transact([
      // its words and reasons were written for the other outcome
      changeDecision(decision, { outcome }, { remove: ['reversal', 'wordsText', 'declineReasons'] }),
      ...(outcome === 'designate'
        ? await designationWrites(records, file, at, by)
        : await endingWrites(records, file, at, by)),
      ...reversing(file, outcome, by, at),
    ]);
  });

function reversing({ case: row }: CaseFile, outcome: 'designate' | 'decline', by: Actor, at: Date): Write[] {
  const [state, template] =
    outcome === 'designate' ? (['designated', 'designated'] as const) : (['declined', 'decision-reversed'] as const);
  return [
    moveCase(row, state, 'reversal', at, { set: { ended: { reasons: ['reversed'] } } }),
    // a case can be reversed more than once
    ...recordFact(row.reference, at, { who: by, what: state, reasons: ['reversed'] }, [
      toApplicant(row, template, `reversed-${at.getTime()}`),
    ]),
  ];
}

async function endingWrites(records: Records, { case: row }: CaseFile, at: Date, by: Actor): Promise<Write[]> {
  const number = await designationOf(records, row.person, row.programme);
  const designation = number === undefined ? undefined : await getDesignation(records, number);
  if (designation?.reference !== row.reference) throw new NotNowError('designation-ended');
  return [
    ...endDesignation(designation, 'reversed', at),
    putDesignationEvent(designation.number, at, { who: by, what: 'ended', reasons: ['reversed'] }),
  ];
}
