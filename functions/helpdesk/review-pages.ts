import { wallClock } from '../../domain/london-time.ts';
import { extendInformation } from '../acts/extend-information.ts';
import { ReasonMissingError } from '../acts/refusals.ts';
import { requestInformation } from '../acts/request-information.ts';
import { reviewEligibility } from '../acts/review-eligibility.ts';
import { sayEvidence, sayWhy } from '../findings/say-finding.ts';
import type { CaseFile } from '../store/case-file.ts';
import { againstApplicant } from '../store/eligibility-row.ts';
import { PageNotFoundError } from '../web/problems.ts';
import { actorOf, actRoute, reasonIn, WrongFormError } from './act-route.ts';
import type { CaseRequest } from './case-route.ts';
import { dueIn } from './due-date.ts';
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
  actRoute(desk, {
    path: '/questions/:question/due',
    action: 'ask-information',
    template: 'helpdesk/extend-question.njk',
    done: 'question-extended',
    context(request) {
      const asked = questionOf(request);
      const [date, time] = wallClock(new Date(asked.dueAt)).split('T');
      return { asked, date, time };
    },
    act: async (at, request) => {
      const { file, staff } = request;
      const { request: question } = questionOf(request);
      const { reference } = file.case;
      const longer = { dueAt: dueIn(request), by: actorOf({ staff }), reason: reasonIn(request) };
      await extendInformation(at, { reference, request: question, ...longer });
    },
  }),
];

function questionOf({ file, parameters }: CaseRequest) {
  const asked = file.information.find(({ request }) => request === parameters.question);
  if (!asked) throw new PageNotFoundError();
  return asked;
}

/** The criteria that the register speaks against, with what it says. */
function questioned({ eligibility, programme }: CaseFile) {
  return againstApplicant(eligibility).map(({ criterion: id, why, evidence }) => ({
    id,
    why: sayWhy(why),
    evidence: evidence.map((proof) => sayEvidence(proof, programme)),
    wording: programme.criteria.find((criterion) => criterion.id === id)?.wording ?? '',
  }));
}
