import { decideAnew } from '../acts/desk.ts';
import { recordFact, toApplicant } from '../acts/timeline.ts';
import { readCaseFile } from '../store/case-file.ts';
import { CaseMovedOnError, changeCase } from '../store/case-row.ts';
import { SERVICE } from '../store/event-row.ts';
import { endInformationRequest, InformationMovedOnError, informationKey } from '../store/information-request-row.ts';
import { type Key, referenceOf } from '../store/keys.ts';
import type { Sweeping } from './sweeping.ts';

/** A question that was not answered in time holds no decision up any longer. A late answer is still taken. */
export const endOverdueInformation = ({ records, at }: Sweeping, key: Key): Promise<void> =>
  decideAnew([CaseMovedOnError, InformationMovedOnError], async () => {
    const reference = referenceOf(key);
    const { case: row, information } = await readCaseFile(records, reference);
    const open = information.find(({ request }) => informationKey(reference, request).sk === key.sk);
    if (open?.state !== 'open' || at < new Date(open.dueAt)) return;
    const { request } = open;
    // given longer, it can be overdue once more
    const occasion = `${request}-${Date.parse(open.dueAt)}`;
    await records.transact([
      changeCase(row, {}, row.asked === request ? ['asked'] : []),
      endInformationRequest(open, { state: 'overdue' }),
      ...recordFact(reference, at, { who: SERVICE, what: 'information-overdue', about: request }, [
        toApplicant(row, 'information-overdue', occasion, informationKey(reference, request)),
      ]),
    ]);
  });
