import { deleteAnswers } from '../store/answers-row.ts';
import { readCaseFile } from '../store/case-file.ts';
import type { CaseRow } from '../store/case-row.ts';
import { rowKeys } from '../store/keys.ts';
import { casesOf, changePerson } from '../store/person-row.ts';
import { type Desk, decideAnew } from './desk.ts';
import { NoDraftError } from './refusals.ts';
import { OVERTAKEN, withdrawing } from './withdraw.ts';

/** The reason with which such a draft ends. */
export const DRAFT_DELETED = 'draft-deleted';

export const isDeletedDraft = ({ ended }: Pick<CaseRow, 'ended'>): boolean => !!ended?.reasons.includes(DRAFT_DELETED);

/**
 * Ends an application that was not sent, and erases what was written in it. Nobody else has seen it, so nobody asks why, and
 * its holder can begin another one in the same round.
 *
 * @throws NoDraftError when it was sent meanwhile, or has ended
 */
export const deleteDraft = (
  { records, at }: Pick<Desk, 'records' | 'at'>,
  { reference, person }: { reference: string; person: string },
): Promise<void> =>
  decideAnew(OVERTAKEN, async () => {
    const file = await readCaseFile(records, reference);
    if (file.case.state !== 'draft') throw new NoDraftError(reference);
    const { person: holder, round, card } = file.case;
    const others = (await casesOf(records, holder)).filter((one) => one.reference !== reference);
    const ending = { by: { kind: 'applicant', id: person }, reasons: [DRAFT_DELETED], mail: 'withdrawn' } as const;
    await records.transact([
      // lists show the name that was written in it
      ...withdrawing({ ...file, case: { ...file.case, card: { ...card, name: '' } } }, ending, 'applicant', at),
      ...file.answers.map(({ section }) => deleteAnswers(reference, section)),
      { Delete: { Key: rowKeys['case-of-person'](holder, round) } },
      // known from nowhere else
      ...(others.length === 0 ? [changePerson(holder, { name: '' })] : []),
    ]);
  });
