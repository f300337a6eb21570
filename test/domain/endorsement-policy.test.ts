import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ENDORSEMENT_STATES, type EndorsementState } from '../../domain/endorsement.ts';
import { endorsementsWord, satisfies } from '../../domain/endorsement-policy.ts';
import { LLE_2014 } from '../../programmes/lle.ts';
import { SLE_2018 } from '../../programmes/sle.ts';

const LLE = LLE_2014.endorsements;

describe('the policy of the LLE programme', () => {
  it.each([
    [['governing-body', 'local-authority'], true],
    [['governing-body', 'senior-educational-professional'], true],
    [['governing-body'], false],
    [['local-authority', 'senior-educational-professional'], false],
    [[], false],
  ])('with endorsements of %j is satisfied: %s', (kinds, is) => {
    expect(satisfies(LLE.policy, kinds)).toBe(is);
  });
});

describe('the word about the endorsements of a case', () => {
  const slots = (body: EndorsementState, professional: EndorsementState, role = 'second-tier-officer') => [
    { slot: 'governing-body', state: body, role: 'chair-of-governors' },
    { slot: 'authority-or-professional', state: professional, role },
  ];

  it.each([
    ['given', 'given', 'given'],
    ['given', 'requested', 'waiting'],
    ['given', 'declined', 'waiting'],
    ['given', 'bounced', 'waiting'],
    ['held', 'started', 'waiting'],
    ['given', 'lapsed', 'not-endorsed'],
    ['lapsed', 'given', 'not-endorsed'],
    ['cancelled', 'cancelled', 'not-endorsed'],
  ] as const)('with the governing body %s and the other %s is %s', (body, professional, word) => {
    expect(endorsementsWord(LLE, slots(body, professional))).toBe(word);
  });

  it('counts an endorsement under an unlisted role for nothing', () => {
    expect(endorsementsWord(LLE, slots('given', 'given', 'friend'))).toBe('not-endorsed');
  });

  it('waits for a slot that has not been opened', () => {
    expect(endorsementsWord(SLE_2018.endorsements, [])).toBe('waiting');
  });

  it('is "given" only with both of them, and "not-endorsed" as soon as one of them is over', () => {
    const state = fc.constantFrom(...ENDORSEMENT_STATES);
    fc.assert(
      fc.property(state, state, (body, professional) => {
        const word = endorsementsWord(LLE, slots(body, professional));
        const isOver = (one: EndorsementState) => one === 'lapsed' || one === 'cancelled' || one === 'replaced';
        if (word === 'given') expect([body, professional]).toEqual(['given', 'given']);
        expect(word === 'not-endorsed').toBe(isOver(body) || isOver(professional));
      }),
    );
  });
});
