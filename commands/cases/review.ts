import { printInstant } from '../../domain/london-time.ts';
import { requestInformation } from '../../functions/acts/request-information.ts';
import { type EligibilityReview, reviewEligibility } from '../../functions/acts/review-eligibility.ts';
import { type CaseStanding, readCaseStanding } from '../../functions/store/case-file.ts';
import { UsageError } from '../command-line.ts';
import type { Call } from './call.ts';
import { caseAct, type Subcommand } from './subcommand.ts';

const review = (word: EligibilityReview['word'], outcome: string, help: Pick<Subcommand, 'takes' | 'does'>) =>
  caseAct({
    ...help,
    options: ['reason'],
    async run(desk, call, { reference, by }) {
      const reasons = readReasons(call, await readCaseStanding(desk.records, reference));
      await reviewEligibility(desk, { reference, by, word, reasons });
      return [outcome];
    },
  });

/** A reason that names no criterion stands for every criterion that was not met. */
function readReasons(call: Call, { programme, eligibility }: CaseStanding): EligibilityReview['reasons'] {
  const notMet = eligibility?.findings.filter(({ outcome }) => outcome === 'not-met') ?? [];
  return call.all('reason').flatMap((given) => {
    const [, named, text = ''] = /^([A-Za-z0-9-]+)=(.*)$/s.exec(given) ?? [];
    if (named === undefined) return notMet.map(({ criterion }) => ({ criterion, reason: given }));
    if (programme.criteria.some(({ id }) => id === named)) return [{ criterion: named, reason: text }];
    throw new UsageError(`there is no criterion ${named}: ${programme.criteria.map(({ id }) => id).join(', ')}`);
  });
}

const ask = caseAct({
  options: ['text'],
  takes: '--text TEXT',
  does: 'ask the applicant something',
  async run(desk, call, { reference, by }) {
    const { request, dueAt } = await requestInformation(desk, { reference, by, asks: call.one('text') });
    return [`request ${request}, to be answered by ${printInstant(dueAt)}`, 'asked'];
  },
});

/** What staff do while a case's eligibility is looked at. */
export const REVIEW = {
  approve: review('approve', 'approved', {
    takes: '--reason TEXT',
    does: 'settle the eligibility review: it goes on',
  }),
  refuse: review('refuse', 'ineligible', {
    takes: '--reason CRITERION=TEXT…',
    does: 'settle the eligibility review: it ends',
  }),
  ask,
};
