import { randomUUID } from 'node:crypto';
import { IN_PROGRESS_STATES } from '../../domain/application.ts';
import { readCaseFile } from '../store/case-file.ts';
import { CaseMovedOnError, changeCase } from '../store/case-row.ts';
import { putText } from '../store/event-row.ts';
import { endInformationRequest, InformationMovedOnError, informationKey } from '../store/information-request-row.ts';
import { putTask } from '../store/task-row.ts';
import { type Desk, decideAnew } from './desk.ts';
import { NotNowError, ReasonMissingError } from './refusals.ts';
import { recordFact, toApplicant } from './timeline.ts';

/**
 * Takes the applicant's answer to a question of the staff: also after its due date, while the case is in progress.
 *
 * @throws NotNowError `not-asked` when there is no such question or it was cancelled
 */
export const answerInformation = (
  { records, at }: Desk,
  { reference, request, answer }: { reference: string; request: string; answer: string },
): Promise<'answered' | 'already-answered'> =>
  decideAnew([CaseMovedOnError, InformationMovedOnError], async () => {
    const { case: row, information } = await readCaseFile(records, reference);
    const asked = information.find((one) => one.request === request);
    if (asked?.state === 'answered') return 'already-answered';
    const inProgress = IN_PROGRESS_STATES.some((state) => state === row.state);
    if (!asked || asked.state === 'cancelled' || !inProgress) throw new NotNowError('not-asked');
    if (answer.trim() === '') throw new ReasonMissingError();
    const text = randomUUID();
    await records.transact([
      changeCase(row, {}, row.asked === request ? ['asked'] : []),
      endInformationRequest(asked, { state: 'answered', answer: text, answeredAt: at.toISOString() }, [asked.state]),
      putText(reference, text, answer),
      putTask(reference, row.body, 'information-answered', request, at),
      ...recordFact(
        reference,
        at,
        { who: { kind: 'applicant' }, what: 'information-answered', about: request, why: text },
        [toApplicant(row, 'information-received', request, informationKey(reference, request))],
      ),
    ]);
    return 'answered';
  });
