import { IN_PROGRESS_STATES } from '../../domain/application.ts';
import { readCaseFile } from '../store/case-file.ts';
import { CaseMovedOnError, changeCase } from '../store/case-row.ts';
import type { Actor } from '../store/event-row.ts';
import { extendInformationRequest, InformationMovedOnError, informationKey } from '../store/information-request-row.ts';
import { type Desk, decideAnew } from './desk.ts';
import { AlreadyAskedError, NotLaterError, NotNowError, ReasonMissingError } from './refusals.ts';
import { recordFact, toApplicant } from './timeline.ts';

export interface LongerToAnswer {
  readonly reference: string;
  readonly request: string;
  readonly dueAt: Date;
  readonly by: Actor;
  readonly reason: string;
}

/**
 * Gives an applicant longer to answer a question, also one that is overdue: it is asked once more by mail, with its new due
 * date, and no decision is released before that.
 *
 * @throws NotNowError `ended`, `released`, or `not-owed` when it is answered or cancelled
 * @throws AlreadyAskedError when another question is open; NotLaterError, ReasonMissingError
 */
export const extendInformation = (
  { records, at }: Pick<Desk, 'records' | 'at'>,
  { reference, request, dueAt, by, reason }: LongerToAnswer,
): Promise<void> =>
  decideAnew([CaseMovedOnError, InformationMovedOnError], async () => {
    const { case: row, information, decision } = await readCaseFile(records, reference);
    const asked = information.find((one) => one.request === request);
    if (asked?.state !== 'open' && asked?.state !== 'overdue') throw new NotNowError('not-owed');
    if (!IN_PROGRESS_STATES.some((state) => state === row.state)) throw new NotNowError('ended');
    if (decision?.state === 'released') throw new NotNowError('released');
    if (row.asked !== undefined && row.asked !== request) throw new AlreadyAskedError(reference);
    if (reason.trim() === '') throw new ReasonMissingError();
    if (dueAt <= new Date(asked.dueAt) || dueAt <= at) throw new NotLaterError();
    const mail = toApplicant(
      row,
      'information-needed',
      `${request}-${dueAt.getTime()}`,
      informationKey(reference, request),
    );
    await records.transact([
      changeCase(row, { asked: request }),
      extendInformationRequest(asked, dueAt),
      ...recordFact(reference, at, { who: by, what: 'information-extended', about: request, words: reason }, [mail]),
    ]);
  });
