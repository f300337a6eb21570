import { ReasonMissingError } from '../acts/refusals.ts';
import { requestInformation } from '../acts/request-information.ts';
import { reviewEligibility } from '../acts/review-eligibility.ts';
import { sayEvidence, sayWhy } from '../findings/say-finding.ts';
import type { CaseFile } from '../store/case-file.ts';
import { againstApplicant } from '../store/eligibility-row.ts';
import { actorOf, actRoute, WrongFormError } from './act-route.ts';
import type { PageGroup } from './staff-route.ts';
import { WORDS } from './words.ts';

const MOST_CHARACTERS = 10_000;

/** The eligibility review, and questions to the applicant. */
export const reviewPages: PageGroup = (desk) => [
  actRoute(desk, {
    path: '/review',
    action: 'review-eligibility',
    template: 'helpdesk/review.njk',
    done: 'reviewed',
    context: ({ file }) => ({ questioned: questioned(file) }),
    act: async (at, { file, form, staff }) => {
      const word = form.one('word');
      const reasons = questioned(file).map(({ id }) => ({ criterion: id, reason: form.one(`reason-${id}`) }));
      const missing = reasons.filter(({ reason }) => reason === '');
      const errors = missing.map(({ criterion }) => ({
        field: `reason-${criterion}`,
        text: `${criterion}: ${WORDS.reason}`,
      }));
      if (word !== 'approve' && word !== 'refuse') {
        throw new WrongFormError(...errors, { field: 'word', text: WORDS.review });
      }
      if (errors.length > 0) throw new WrongFormError(...errors);
      await reviewEligibility(at, { reference: file.case.reference, by: actorOf({ staff }), word, reasons });
    },
  }),
  actRoute(desk, {
    path: '/question',
    action: 'ask-information',
    template: 'helpdesk/question.njk',
    done: 'asked',
    act: async (at, { file, form, staff }) => {
      const asks = form.one('asks');
      const wrong = new WrongFormError({ field: 'asks', text: WORDS.question });
      if (asks.length > MOST_CHARACTERS) throw wrong;
      try {
        await requestInformation(at, { reference: file.case.reference, by: actorOf({ staff }), asks });
      } catch (error) {
        throw error instanceof ReasonMissingError ? wrong : error;
      }
    },
  }),
];

/** The criteria that the register speaks against, with what it says. */
function questioned({ eligibility, programme }: CaseFile) {
  return againstApplicant(eligibility).map(({ criterion: id, why, evidence }) => ({
    id,
    why: sayWhy(why),
    evidence: evidence.map((proof) => sayEvidence(proof, programme)),
    wording: programme.criteria.find((criterion) => criterion.id === id)?.wording ?? '',
  }));
}
