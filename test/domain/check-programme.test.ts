import { describe, expect, it } from 'vitest';
import { checkProgramme } from '../../domain/check-programme.ts';
import type { Criterion } from '../../programmes/criterion.ts';
import type { EndorsementSlot } from '../../programmes/endorsements.ts';
import type { FormSection, Question } from '../../programmes/form.ts';
import { LLE_2014 } from '../../programmes/lle.ts';
import type { Programme } from '../../programmes/programme.ts';

const criterion = (id: string, changes: Partial<Criterion>): Partial<Programme> => ({
  criteria: LLE_2014.criteria.map((one) => (one.id === id ? { ...one, ...changes } : one)),
});

const without = (id: string): Partial<Programme> => ({ criteria: LLE_2014.criteria.filter((one) => one.id !== id) });

const endorsements = (changes: Partial<Programme['endorsements']>): Partial<Programme> => ({
  endorsements: { ...LLE_2014.endorsements, ...changes },
});

const slot = (id: string, changes: Partial<EndorsementSlot>): Partial<Programme> =>
  endorsements({ slots: LLE_2014.endorsements.slots.map((one) => (one.id === id ? { ...one, ...changes } : one)) });

const timing = (changes: Partial<Programme['timing']>): Partial<Programme> => ({
  timing: { ...LLE_2014.timing, ...changes },
});

/** The form with each question passed through a change; a question that becomes undefined is left out. */
const questions = (change: (question: Question) => Question | undefined): Partial<Programme> => ({
  form: {
    ...LLE_2014.form,
    sections: LLE_2014.form.sections.map((section): FormSection => {
      const [page] = section.pages;
      const kept = page.questions.flatMap((question: Question) => change(question) ?? []);
      return { ...section, pages: [{ ...page, questions: kept as unknown as typeof page.questions }] };
    }),
  },
});

const withoutQuestion = (id: string) => questions((question) => (question.id === id ? undefined : question));
const changed = (id: string, changes: object) =>
  questions((question) => (question.id === id ? ({ ...question, ...changes } as Question) : question));

const BROKEN: [string, Partial<Programme>, string][] = [
  ['an id in capitals', { id: 'LLE' }, 'id "LLE" is not lower case letters, digits and hyphens'],
  ['a prefix that references cannot have', { prefix: 'L1' }, 'prefix "L1" is not 2 to 6 capitals'],
  ['a generation of another programme', { generation: 'NLE-2015' }, 'generation "NLE-2015" does not start with "LLE-"'],
  ['a criterion twice', criterion('LLE-P3', { id: 'LLE-P1' }), 'criterion "LLE-P1" stands twice'],
  [
    'a criterion for an unknown variant',
    criterion('LLE-F1', { variants: ['college'] }),
    'criterion "LLE-F1" applies to "college", which is no school variant',
  ],
  [
    'a switched-off row that does not exist',
    criterion('LLE-I3', { switchesOff: ['LLE-S9'] }),
    'criterion "LLE-I3" switches off "LLE-S9", which is no criterion',
  ],
  [
    'a replaced row that does not exist',
    criterion('LLE-I4', { replaces: ['LLE-S8'] }),
    'criterion "LLE-I4" switches off "LLE-S8", which is no criterion',
  ],
  [
    'a row that switches itself off',
    criterion('LLE-I4', { replaces: ['LLE-I4'] }),
    'criterion "LLE-I4" switches itself off',
  ],
  [
    'a register rule that is not of that kind',
    criterion('LLE-P2', { kinds: ['judged'] }),
    'criterion "LLE-P2" must have a register rule exactly when it is of kind "register"',
  ],
  ['a kind twice', criterion('LLE-P3', { kinds: ['declared', 'declared'] }), 'criterion "LLE-P3" names a kind twice'],
  [
    'variants of which none takes every school',
    { variants: LLE_2014.variants.slice(0, -1) },
    'the last variant, "independent-isi", does not take every school',
  ],
  [
    'a variant that is never reached',
    { variants: LLE_2014.variants.toReversed() },
    'variant "standard" takes every school, so later ones are never found',
  ],
  ['a judged criterion without a question', withoutQuestion('coaching'), 'judged criterion "LLE-P6" has no question'],
  [
    'a declared criterion without a declaration',
    withoutQuestion('time'),
    'declared criterion "LLE-P7" has 0 declarations instead of 1',
  ],
  ['a declaration that can be left out', changed('time', { optional: true }), 'declaration "time" is optional'],
  [
    'a declaration of what is not declared',
    changed('time', { criteria: ['LLE-S2'] }),
    'criterion "LLE-S2" is asked as a declaration and is not of kind "declared"',
  ],
  [
    'a question about no criterion',
    changed('coaching', { criteria: ['LLE-P6', 'LLE-P66'] }),
    'question "coaching" speaks to "LLE-P66", which is no criterion',
  ],
  ['a question twice', changed('coaching', { id: 'time' }), 'question "time" stands twice'],
  ['a form without consent', withoutQuestion('list-me'), 'the form has 0 questions of kind "consent" instead of 1'],
  [
    'a slot that nobody is asked for',
    withoutQuestion('professional-endorser'),
    'the form asks 0 times for the endorser of slot "authority-or-professional" instead of once',
  ],
  [
    'an endorser for no slot',
    changed('professional-endorser', { slot: 'bishop' }),
    'the form asks for an endorser for "bishop", which is no slot',
  ],
  [
    'a variant question that is missing',
    withoutQuestion('inspected-by'),
    'variant "independent-ofsted" asks "inspected-by", which is no variant question',
  ],
  [
    'a variant that waits for an answer not offered',
    changed('is-sixth-form-college', {
      choices: [
        { id: 'aye', name: 'Aye' },
        { id: 'nay', name: 'Nay' },
      ],
    }),
    'variant "sixth-form-college" waits for answer "yes", which "is-sixth-form-college" does not offer',
  ],
  ['a question with no room', changed('coaching', { maxWords: 0 }), 'question "coaching" leaves no room for an answer'],
  [
    'an endorsed criterion that nobody confirms',
    slot('governing-body', { confirms: [] }),
    'endorsed criterion "LLE-P1" is confirmed by no slot',
  ],
  [
    'a slot that confirms what is not endorsed',
    slot('governing-body', { confirms: [{ criterion: 'LLE-S2', statement: 'High performance' }] }),
    'slot "governing-body" confirms "LLE-S2", which is no endorsed criterion',
  ],
  ['a slot without roles', slot('governing-body', { roles: [] }), 'slot "governing-body" has no roles'],
  [
    'a policy that no role satisfies',
    endorsements({ policy: { kind: 'bishop' } }),
    'no role is of kind "bishop", which the policy wants',
  ],
  [
    'a policy that full slots need not satisfy',
    endorsements({ policy: { allOf: [{ kind: 'governing-body' }, { kind: 'local-authority' }] } }),
    'with every slot filled (governing-body, senior-educational-professional), the policy is not satisfied',
  ],
  [
    'a chaser outside the shortest window',
    endorsements({ chasers: [{ id: 'late', afterDays: 35 }] }),
    'chaser "late" falls outside the shortest window of 35 days',
  ],
  [
    'chasers out of order',
    endorsements({ chasers: LLE_2014.endorsements.chasers.toReversed() }),
    'chaser "third-chaser" falls no later than the one before it',
  ],
  [
    'an applicant note after the end',
    endorsements({ applicantNotes: [{ id: 'late', afterDays: 40, suggests: 'waiting' }] }),
    'applicant note "late" falls outside the shortest window of 35 days',
  ],
  ['a round that closes at midnight', timing({ closesAt: '00:00' }), '"00:00" is no time to open or close'],
  [
    'a round that outlives its workflows',
    timing({ open: { offeredDays: 300, leastDays: 7 } }),
    'a round of 363 days outlives its workflows',
  ],
  [
    'a reminder before the opening',
    timing({ draftReminders: [{ id: 'early', daysBefore: 42 }] }),
    'draft reminder "early" falls before the round opens',
  ],
  [
    'an exception for what nobody judges',
    { decision: { ...LLE_2014.decision, exceptions: ['LLE-P7'] } },
    'an exception is allowed for "LLE-P7", which is no judged criterion',
  ],
  [
    'a judged criterion without a decline reason',
    { decision: { ...LLE_2014.decision, declineReasons: [{ id: 'other', wording: 'Other', criteria: [] }] } },
    'no decline reason speaks of judged criterion "LLE-P2"',
  ],
  ['an empty text', criterion('LLE-P3', { help: ' ' }), 'programme.criteria.2.help is empty'],
  [
    'a decline reason for a missing criterion',
    without('LLE-F1'),
    'decline reason "maintained-schools" speaks of "LLE-F1", which is no judged criterion',
  ],
];

describe('the check of a programme', () => {
  it.each(BROKEN)('finds %s', (_, changes, problem) => {
    expect(checkProgramme({ ...LLE_2014, ...changes })).toContain(problem);
  });
});
