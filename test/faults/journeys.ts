import type { Answers } from '../../domain/answers.ts';
import type { ApplicationState } from '../../domain/application.ts';
import type { CaseFile } from '../../functions/store/case-file.ts';
import { LLE_2014 } from '../../programmes/lle.ts';
import type { Act } from './people.ts';
import * as people from './people.ts';

/** What one applicant and those around them do, and where that leads when nothing goes wrong. */
export interface Journey {
  readonly name: string;
  readonly school: 'good' | 'requires-improvement';
  /** Of each applicant: addresses are their own. */
  readonly answers: (applicant: number) => Answers;
  /** What somebody does next, by where the case is; nobody when it is for the service to go on. */
  readonly next: (file: CaseFile) => Act | undefined;
  readonly ends: ApplicationState;
  /** The templates of all its mails, sorted. */
  readonly tells: readonly string[];
}

/** What happens in every journey that comes to its endorsers, until both have been asked. */
const ASKED = ['application-received', 'draft-started', 'eligible', 'endorsement-asked', 'endorsement-asked'];
/** By the first of two: of the last one, the applicant is told that all are there. */
const GIVEN = ['endorsement-thanks', 'endorser-answered'];
const ENDORSED = [...ASKED, ...GIVEN, 'endorsement-thanks', 'endorsements-complete'];

const GOVERNORS = 'governing-body';

/** Each rule answers in one state of the case; the first that has something to do is followed. */
type Rule = (file: CaseFile) => Act | undefined;
const first =
  (...rules: readonly Rule[]): Rule =>
  (file) => {
    for (const rule of rules) {
      const act = rule(file);
      if (act) return act;
    }
    return undefined;
  };

const submits: Rule = ({ case: { state } }) => (state === 'draft' ? people.submit : undefined);
const endorse: Rule = ({ case: { state }, slots }) => {
  const slot = slots.find((one) => one.state === 'requested' || one.state === 'started');
  return state === 'awaiting-endorsements' && slot ? people.endorse(slot) : undefined;
};
const decides =
  (outcome: 'designate' | 'decline'): Rule =>
  ({ decision, information }) => {
    if (decision?.state === 'awaited') return people.decide(outcome);
    const isAsked = information.some(({ state }) => state === 'open' || state === 'overdue');
    return decision?.state === 'provisional' && !isAsked ? people.release : undefined;
  };
const withdraws =
  (where: ApplicationState): Rule =>
  ({ case: { state } }) =>
    state === where ? people.withdraw : undefined;
const reviews =
  (word: 'approve' | 'refuse'): Rule =>
  ({ eligibility }) =>
    eligibility?.state === 'review' ? people.review(word) : undefined;
const declinesAtFirst: Rule = ({ slots }) => {
  const slot = slots.find((one) => one.slot === GOVERNORS && one.request === '1');
  if (slot?.state === 'declined') return people.replace(slot);
  return slot && people.declineToEndorse(slot);
};
const corrects: Rule = ({ slots }) => {
  const slot = slots.find(({ state }) => state === 'bounced');
  return slot && people.replace(slot);
};
const onlyTheOther: Rule = (file) => endorse({ ...file, slots: file.slots.filter(({ slot }) => slot !== GOVERNORS) });
const asks: Rule = ({ case: { state }, information: [asked] }) => {
  if (state !== 'awaiting-decision' || asked?.state === 'answered') return undefined;
  return asked ? people.answer(asked) : people.ask;
};

const declared = LLE_2014.form.sections
  .flatMap(({ pages }) => pages.flatMap((page) => [...page.questions]))
  .find(({ kind }) => kind === 'declaration');
const lost = (applicant: number) => ({
  name: 'Chris Okafor',
  email: `lost-${applicant}@bounce.example`,
  role: 'chair',
});

const journey = (name: string, ends: ApplicationState, tells: readonly string[], ...rules: Rule[]): Journey => ({
  name,
  school: 'good',
  answers: () => ({}),
  next: first(submits, ...rules),
  ends,
  tells: tells.toSorted(),
});

/** One of each: more applicants are more of the same. */
export const JOURNEYS: readonly Journey[] = [
  journey('designated', 'designated', [...ENDORSED, 'designated'], endorse, decides('designate')),
  journey('declined', 'declined', [...ENDORSED, 'declined'], endorse, decides('decline')),
  {
    ...journey('ineligible', 'ineligible', ['draft-started', 'application-received', 'ineligible']),
    answers: () => ({ [declared?.id ?? '']: 'no' }),
  },
  {
    ...journey(
      'approved at the review',
      'designated',
      [...ENDORSED, 'eligibility-review', 'designated'],
      reviews('approve'),
      endorse,
      decides('designate'),
    ),
    school: 'requires-improvement',
  },
  {
    ...journey(
      'refused at the review',
      'ineligible',
      ['draft-started', 'application-received', 'eligibility-review', 'ineligible'],
      reviews('refuse'),
    ),
    school: 'requires-improvement',
  },
  journey(
    'endorser replaced',
    'designated',
    [...ENDORSED, 'endorsement-asked', 'endorsement-decline-noted', 'endorser-declined', 'designated'],
    declinesAtFirst,
    endorse,
    decides('designate'),
  ),
  {
    ...journey(
      'address corrected',
      'designated',
      [...ENDORSED, 'endorsement-asked', 'endorser-bounced', 'designated'],
      corrects,
      onlyTheOther,
      (file) =>
        file.slots.some(({ slot, request }) => slot === GOVERNORS && request === '2') ? endorse(file) : undefined,
      decides('designate'),
    ),
    answers: (applicant) => ({ [`${GOVERNORS}-endorser`]: lost(applicant) }),
  },
  journey(
    'question answered',
    'designated',
    [...ENDORSED, 'information-needed', 'information-received', 'designated'],
    endorse,
    asks,
    decides('designate'),
  ),
  journey(
    'withdrawn from endorsers',
    'withdrawn',
    [...ASKED, 'endorsement-cancelled', 'endorsement-cancelled', 'withdrawn'],
    withdraws('awaiting-endorsements'),
  ),
  journey(
    'withdrawn from the decision',
    'withdrawn',
    [...ENDORSED, 'withdrawn'],
    endorse,
    withdraws('awaiting-decision'),
  ),
  journey(
    'one endorser silent',
    'not-endorsed',
    [...ASKED, ...GIVEN, 'endorsement-chaser', 'endorsement-last-call', 'endorser-waiting', 'not-endorsed'],
    onlyTheOther,
  ),
];
