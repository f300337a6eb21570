import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkEligibility } from '../../domain/eligibility.ts';
import type { EligibilityFacts } from '../../domain/eligibility-facts.ts';
import type { School } from '../../domain/school.ts';
import { LLE_2014 } from '../../programmes/lle.ts';
import { PROGRAMMES } from '../../programmes/programmes.ts';
import { SLE_2018 } from '../../programmes/sle.ts';
import { anInspection, aSchool, someFacts, without } from './a-school.ts';

const NOW = new Date('2026-11-21T10:00:00Z');
const check = (facts: EligibilityFacts) => checkEligibility(LLE_2014, facts, NOW);
const outcomes = (facts: EligibilityFacts) =>
  Object.fromEntries(check(facts).findings.map(({ criterion, outcome }) => [criterion, outcome]));
const noSchool = () => without(someFacts(), 'school');

const COLLEGE = { type: { code: 18, name: 'Further education' } };
const INDEPENDENT = { type: { code: 11, name: 'Other independent school' } };
const GIVEN = [
  { slot: 'governing-body', confirms: ['LLE-P5', 'LLE-P1', 'LLE-S4'], givenOn: '2026-12-01' },
  { slot: 'authority-or-professional', confirms: ['LLE-P5', 'LLE-P6', 'LLE-S4'], givenOn: '2026-12-02' },
];

describe('the eligibility of a head of a maintained school', () => {
  it('is there when all is declared and the school is good; people judge the rest', () => {
    expect(check(someFacts()).word).toBe('eligible');
    expect(outcomes(someFacts())).toEqual({
      'LLE-P1': 'met',
      'LLE-P2': 'needs-judgement',
      'LLE-P3': 'met',
      'LLE-P4': 'met',
      'LLE-P5': 'needs-judgement',
      'LLE-P6': 'needs-judgement',
      'LLE-P7': 'met',
      'LLE-S1': 'met',
      'LLE-S2': 'needs-judgement',
      'LLE-S3': 'needs-judgement',
      'LLE-S4': 'needs-judgement',
    });
  });

  it.each(['LLE-P1', 'LLE-P3', 'LLE-P4', 'LLE-P7'])('ends with a "no" to %s, and says so', (criterion) => {
    const facts = someFacts({ declared: { ...someFacts().declared, [criterion]: false } });
    const { word, findings } = check(facts);
    expect(word).toBe('ineligible');
    expect(findings.find((finding) => finding.criterion === criterion)).toMatchObject({
      outcome: 'not-met',
      by: 'declared',
      why: { word: 'declared-not-met' },
    });
  });

  it('waits for a person when a declaration is missing', () => {
    const facts = someFacts({ declared: {} });
    expect(check(facts).word).toBe('eligible');
    expect(outcomes(facts)['LLE-P3']).toBe('needs-judgement');
  });

  it('goes to review when the school requires improvement, with the evidence and its date', () => {
    const school = aSchool({ inspection: anInspection({ overall: 'requires improvement' }) });
    const { word, findings } = check(someFacts({ school }));
    expect(word).toBe('review');
    expect(findings.find(({ criterion }) => criterion === 'LLE-S1')).toEqual({
      criterion: 'LLE-S1',
      outcome: 'not-met',
      by: 'register',
      why: { word: 'inspection', told: 'less-than-good' },
      evidence: [
        {
          source: 'inspection-data',
          seen: {
            framework: 'graded',
            overall: 'requires improvement',
            leadershipAndManagement: 'good',
            inspectedOn: '2024-03-12',
          },
          date: '2026-10-31',
        },
      ],
    });
  });

  it('goes to review when the register has the school as closed', () => {
    const school = aSchool({ status: { code: 2, name: 'Closed' } });
    expect(check(someFacts({ school })).word).toBe('review');
    expect(outcomes(someFacts({ school }))['LLE-P4']).toBe('not-met');
  });

  it('counts a school that is proposed to close as open', () => {
    const school = aSchool({ status: { code: 3, name: 'Open, but proposed to close' } });
    expect(outcomes(someFacts({ school }))['LLE-P4']).toBe('met');
  });

  it('shows weak leadership to the decider and holds it against nobody: the head may be new', () => {
    const school = aSchool({ inspection: anInspection({ leadershipAndManagement: 'inadequate' }) });
    expect(check(someFacts({ school })).word).toBe('eligible');
    const finding = check(someFacts({ school })).findings.find(({ criterion }) => criterion === 'LLE-P2');
    expect(finding).toMatchObject({ outcome: 'needs-judgement', by: 'judged' });
    expect(finding?.evidence[0]).toMatchObject({ seen: { leadershipAndManagement: 'inadequate' } });
  });

  it('puts a "no" before anything that the register says', () => {
    const school = aSchool({ status: { code: 2, name: 'Closed' } });
    expect(check(someFacts({ school, declared: { 'LLE-P7': false } })).word).toBe('ineligible');
  });

  it('goes on when the school is not in the register', () => {
    const facts = noSchool();
    expect(check(facts).word).toBe('eligible');
    expect(outcomes(facts)['LLE-S1']).toBe('needs-judgement');
  });

  it('goes on when the register is old, good news or bad', () => {
    const old = { registerDate: '2026-01-01', inspection: anInspection({ snapshotDate: '2026-01-01' }) };
    for (const status of [
      { code: 1, name: 'Open' },
      { code: 2, name: 'Closed' },
    ]) {
      const facts = someFacts({ school: aSchool({ ...old, status }) });
      expect(check(facts).word).toBe('eligible');
      expect(outcomes(facts)).toMatchObject({ 'LLE-P4': 'needs-judgement', 'LLE-S1': 'needs-judgement' });
    }
  });

  it('counts endorsements when it is run again', () => {
    expect(outcomes(someFacts({ endorsements: GIVEN.slice(0, 1) }))['LLE-P5']).toBe('needs-judgement');
    expect(outcomes(someFacts({ endorsements: GIVEN }))['LLE-P5']).toBe('met');
  });

  it('says when an endorser confirmed some things and not others', () => {
    const endorsements = GIVEN.map((given) => ({ ...given, confirms: ['LLE-P5'] }));
    const finding = check(someFacts({ endorsements })).findings.find(({ criterion }) => criterion === 'LLE-S4');
    expect(finding).toMatchObject({ outcome: 'needs-judgement', by: 'judged' });
    expect(finding?.evidence).toMatchObject([
      { slot: 'governing-body', confirmed: false },
      { slot: 'authority-or-professional', confirmed: false },
    ]);
  });
});

describe('the eligibility of a head of a sixth form college', () => {
  it('adds the row about maintained schools once the applicant has said what the school is', () => {
    const school = aSchool(COLLEGE);
    expect(outcomes(someFacts({ school, variantAnswers: { 'is-sixth-form-college': 'yes' } }))['LLE-F1']).toBe(
      'needs-judgement',
    );
    expect(
      outcomes(someFacts({ school, variantAnswers: { 'is-sixth-form-college': 'no' } }))['LLE-F1'],
    ).toBeUndefined();
  });
});

describe('the eligibility of a head of an independent school', () => {
  it('leaves everything about inspection to people under the Independent Schools Inspectorate', () => {
    const school = aSchool({
      ...INDEPENDENT,
      inspectorate: 'ISI',
      inspection: { framework: 'isi', inspectedOn: '2025-05-01', snapshotDate: '2026-10-31' },
    });
    const { word, variant } = check(someFacts({ school }));
    expect({ word, variant }).toEqual({ word: 'eligible', variant: 'independent-isi' });
    expect(outcomes(someFacts({ school }))).toMatchObject({
      'LLE-I1a': 'needs-judgement',
      'LLE-I1b': 'needs-judgement',
      'LLE-I1c': 'needs-judgement',
      'LLE-I3': 'met',
      'LLE-I4': 'needs-judgement',
    });
  });

  it('reads overall effectiveness and leadership under Ofsted, and leaves capacity to improve to people', () => {
    const school = aSchool({ ...INDEPENDENT, inspectorate: 'Ofsted' });
    expect(outcomes(someFacts({ school }))).toMatchObject({
      'LLE-I2a': 'met',
      'LLE-I2b': 'needs-judgement',
      'LLE-I2c': 'met',
      'LLE-I3': 'met',
      'LLE-I4': 'needs-judgement',
    });
  });

  it.each([
    ['overall effectiveness', 'LLE-I2a', { overall: 'inadequate' }],
    ['leadership and management', 'LLE-I2c', { leadershipAndManagement: 'requires improvement' }],
  ] as const)('goes to review under Ofsted when %s is less than good', (_, criterion, grades) => {
    const school = aSchool({ ...INDEPENDENT, inspectorate: 'Ofsted', inspection: anInspection(grades) });
    expect(check(someFacts({ school })).word).toBe('review');
    expect(outcomes(someFacts({ school }))[criterion]).toBe('not-met');
  });

  it('believes the applicant about the inspectorate when the register does not name one', () => {
    const school = aSchool(INDEPENDENT);
    expect(check(someFacts({ school, variantAnswers: { 'inspected-by': 'ofsted' } })).variant).toBe(
      'independent-ofsted',
    );
    expect(check(someFacts({ school, variantAnswers: { 'inspected-by': 'isi' } })).variant).toBe('independent-isi');
  });
});

describe('the eligibility of a specialist leader', () => {
  const declared = { 'SLE-1': true, 'SLE-3': true, 'SLE-6': true, 'SLE-9': true };
  const sle = (changes: Partial<EligibilityFacts>) =>
    checkEligibility(SLE_2018, someFacts({ declared, ...changes }), NOW);

  it('does not ask how the school was inspected', () => {
    const school = aSchool({ inspection: anInspection({ overall: 'inadequate', concern: 'SM' }) });
    expect(sle({ school }).word).toBe('eligible');
  });

  it('ends with a "no" to a declared criterion that endorsers confirm too', () => {
    expect(sle({ declared: { ...declared, 'SLE-1': false } }).word).toBe('ineligible');
  });

  it('goes to review when the school is closed', () => {
    expect(sle({ school: aSchool({ status: { code: 2, name: 'Closed' } }) }).word).toBe('review');
  });
});

describe('the eligibility check, whatever the facts', () => {
  const grade = fc.constantFrom(undefined, 'outstanding', 'good', 'requires improvement', 'inadequate');
  const inspection = fc.record({
    framework: fc.constantFrom('graded', 'report-card', 'isi', 'other'),
    overall: grade,
    leadershipAndManagement: grade,
    concern: fc.constantFrom(undefined, 'SM', 'SWK', 'NTI'),
    inspectedUrn: fc.constantFrom(undefined, '999000'),
    snapshotDate: fc.constantFrom('2024-01-31', '2026-10-31'),
  });
  const school = fc.record({
    type: fc.constantFrom(1, 10, 11, 18, 34, 45).map((code) => ({ code, name: `type ${code}` })),
    status: fc.constantFrom(1, 2, 3, 4).map((code) => ({ code, name: `status ${code}` })),
    inspectorate: fc.constantFrom(undefined, 'ISI', 'Ofsted', 'Another'),
    inspection: fc.option(inspection, { nil: undefined }),
    registerDate: fc.constantFrom('2024-01-31', '2026-11-01'),
  });
  const facts = (ids: readonly string[]) =>
    fc.record({
      school: fc.option(
        school.map((parts) => ({ ...aSchool(), ...parts }) as School),
        { nil: undefined },
      ),
      declared: fc.dictionary(fc.constantFrom(...ids), fc.boolean()),
      variantAnswers: fc.dictionary(
        fc.constantFrom('inspected-by', 'is-sixth-form-college'),
        fc.constantFrom('yes', 'isi'),
      ),
    });

  it.each(PROGRAMMES.map((programme) => [programme.generation, programme] as const))(
    'refuses for %s exactly those who declared a "no" to a criterion that counts',
    (_, programme) => {
      const declarable = programme.criteria.filter(({ kinds }) => kinds.includes('declared')).map(({ id }) => id);
      fc.assert(
        fc.property(facts(declarable), (given) => {
          const result = checkEligibility(programme, someFacts(given as Partial<EligibilityFacts>), NOW);
          const saidNo = result.findings.some(({ criterion }) => given.declared[criterion] === false);
          expect(result.word === 'ineligible').toBe(saidNo);
          const againstThem = result.findings.some(({ outcome, by }) => outcome === 'not-met' && by === 'register');
          if (!saidNo) expect(result.word).toBe(againstThem ? 'review' : 'eligible');
          for (const { evidence } of result.findings) for (const { date } of evidence) expect(date).toMatch(/^\d{4}-/);
        }),
      );
    },
  );
});
