import { randomUUID } from 'node:crypto';
import { IN_PROGRESS_STATES } from '../../domain/application.ts';
import { readCaseFile } from '../store/case-file.ts';
import { CaseMovedOnError, changeCase } from '../store/case-row.ts';
import { type Actor, putText } from '../store/event-row.ts';
import { informationKey, putInformationRequest } from '../store/information-request-row.ts';
import { type Desk, decideAnew } from './desk.ts';
import { AlreadyAskedError, NotNowError, ReasonMissingError } from './refusals.ts';
import { recordFact, toApplicant } from './timeline.ts';

const DAY_MS = 86_400_000;

/**
 * Asks the applicant something. The case goes on meanwhile, but no decision is released before the answer or its due date.
 *
 * @throws NotNowError when the case is not in progress
 * @throws AlreadyAskedError when an earlier question is open
 * @throws ReasonMissingError when nothing is asked
 */
export const requestInformation = (
  { records, at }: Desk,
  { reference, by, asks }: { reference: string; by: Actor; asks: string },
): Promise<{ request: string; dueAt: Date }> =>
  decideAnew([CaseMovedOnError], async () => {
    const { case: row, information, programme, decision } = await readCaseFile(records, reference);
    if (!IN_PROGRESS_STATES.some((state) => state === row.state)) throw new NotNowError('ended');
    if (decision?.state === 'released') throw new NotNowError('released');
    if (row.asked !== undefined) throw new AlreadyAskedError(reference);
    if (asks.trim() === '') throw new ReasonMissingError();
    const request = String(information.length + 1);
    const dueAt = new Date(at.getTime() + programme.timing.informationDays * DAY_MS);
    const text = randomUUID();
    await records.transact([
      changeCase(row, { asked: request }),
      putText(reference, text, asks),
      putInformationRequest({
        kind: 'information-request',
        reference,
        request,
        state: 'open',
        asks: text,
        ...(by.id !== undefined && { askedBy: by.id }),
        askedAt: at.toISOString(),
        dueAt: dueAt.toISOString(),
      }),
      ...recordFact(reference, at, { who: by, what: 'information-requested', about: request, why: text }, [
        toApplicant(row, 'information-needed', request, informationKey(reference, request)),
      ]),
    ]);
    return { request, dueAt };
  });
