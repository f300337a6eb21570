import { calendarDate } from '../../../domain/london-time.ts';
import { type OwnWords, type OwnWordsProblem, ownWordsProblems } from '../../../domain/own-words.ts';
import { readCaseFile } from '../../store/case-file.ts';
import { checkDesignation } from '../../store/designation-rows.ts';
import { directoryChanged } from '../../store/directory-change-row.ts';
import { changeEntry, deleteEntry, ownFields, putEntry } from '../../store/directory-entry-row.ts';
import type { Actor } from '../../store/event-row.ts';
import { getPerson } from '../../store/person-row.ts';
import { entryFromAnswers } from '../designating.ts';
import { type Desk, decideAnew } from '../desk.ts';
import { NotNowError } from '../refusals.ts';
import { recordDesignationFact } from './designation-fact.ts';
import { OVERTAKEN, readHeld } from './held-designation.ts';

type RecordsDesk = Pick<Desk, 'records' | 'at'>;
interface Whose {
  readonly number: string;
  readonly by: Actor;
}

/** What they say of themselves is not as the programme has it. */
export class OwnWordsInvalidError extends Error {
  override readonly name = 'OwnWordsInvalidError';
  readonly problems: readonly OwnWordsProblem[];

  constructor(problems: readonly OwnWordsProblem[]) {
    super(problems.join(', '));
    this.problems = problems;
  }
}

/** The person is not in the directory, so there is nothing to change. */
export class NotListedError extends Error {
  override readonly name = 'NotListedError';
}

/**
 * The person agrees to be listed. The entry begins as they wrote it in their application.
 *
 * @throws NotNowError
 */
export const agreeToListing = ({ records, at }: RecordsDesk, { number, by }: Whose) =>
  decideAnew(OVERTAKEN, async (): Promise<'listed' | 'already-listed'> => {
    const { designation, entry } = await readHeld(records, number);
    if (designation.state === 'ended') throw new NotNowError('designation-ended');
    if (entry) return 'already-listed';
    const [file, { name }] = await Promise.all([
      readCaseFile(records, designation.reference),
      getPerson(records, designation.person),
    ]);
    await records.transact([
      // nobody comes into the directory while the designation ends
      checkDesignation(designation),
      putEntry(entryFromAnswers(file, number, name, calendarDate(at)), at),
      directoryChanged(number, at),
      ...recordDesignationFact(designation, at, { who: by, what: 'listed' }),
    ]);
    return 'listed';
  });

/** The person leaves the directory. What the entry said is gone at once, and from the public with the next publishing. */
export const leaveDirectory = ({ records, at }: RecordsDesk, { number, by }: Whose) =>
  decideAnew(OVERTAKEN, async (): Promise<'left' | 'not-listed'> => {
    const { designation, entry } = await readHeld(records, number);
    if (!entry) return 'not-listed';
    await records.transact([
      deleteEntry(number),
      directoryChanged(number, at),
      ...recordDesignationFact(designation, at, { who: by, what: 'left-directory' }),
    ]);
    return 'left';
  });

/**
 * The person says something else of themselves. Whoever writes it today confirms it today.
 *
 * @throws OwnWordsInvalidError
 * @throws NotListedError
 */
export const changeOwnWords = ({ records, at }: RecordsDesk, { number, by, own }: Whose & { readonly own: OwnWords }) =>
  decideAnew(OVERTAKEN, async (): Promise<void> => {
    const { designation, entry, programme } = await readHeld(records, number);
    if (!entry) throw new NotListedError(number);
    const today = calendarDate(at);
    const problems = ownWordsProblems(programme, own, { before: entry.specialisms, today });
    if (problems.length > 0) throw new OwnWordsInvalidError(problems);
    const remove = [
      ...(own.travelMiles === undefined ? (['travelMiles'] as const) : []),
      ...(own.availableFrom === undefined ? (['availableFrom'] as const) : []),
    ];
    await records.transact([
      changeEntry(entry, { ...ownFields(own), confirmedOn: today }, at, remove),
      directoryChanged(number, at),
      ...recordDesignationFact(designation, at, { who: by, what: 'entry-changed' }),
    ]);
  });

/** The person says that the entry is right. @throws NotListedError */
export const confirmEntry = ({ records, at }: RecordsDesk, { number, by }: Whose) =>
  decideAnew(OVERTAKEN, async (): Promise<void> => {
    const { designation, entry } = await readHeld(records, number);
    if (!entry) throw new NotListedError(number);
    await records.transact([
      changeEntry(entry, { confirmedOn: calendarDate(at) }, at),
      directoryChanged(number, at),
      ...recordDesignationFact(designation, at, { who: by, what: 'entry-confirmed' }),
    ]);
  });
