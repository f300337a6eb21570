import { expect, it } from 'vitest';
import { statementsFor } from '../../../functions/endorse/statements.ts';
import { LLE_2014 } from '../../../programmes/lle.ts';

const [governors, professional] = LLE_2014.endorsements.slots;
const answers = {
  name: 'Ann Example',
  telephone: '01632 960001',
  'three-years-head': 'yes',
  'minimum-standards': 'Well above.',
  'three-years-performance': '',
  'isi-leadership': 'Not asked of this school.',
  coaching: 'I coached a head.',
  'governing-body-endorser': { name: 'Chris', email: 'chris@example.org', role: 'chair-of-governors' },
  'supported-schools': [{ name: 'Hill School', urn: '100001', from: '2020-01-01', role: 'coach', impact: 'Much' }],
};

const readBy = (slot: NonNullable<typeof governors>) =>
  statementsFor(
    {
      programme: LLE_2014,
      case: { variant: 'standard' } as never,
      answers: [{ kind: 'answers', section: 'all', answers, version: 1, savedAt: '2027-01-29T12:00:00.000Z' }],
    },
    slot,
  ).map(({ says }) => says);

it('each endorser reads what is said about the school and about what they confirm, and nothing else', () => {
  if (!governors || !professional) throw new Error('two slots expected');
  expect(readBy(governors)).toEqual(['I have at least 3 years of experience as a serving headteacher', 'Well above.']);
  expect(readBy(professional)).toEqual(['Well above.', 'I coached a head.']);
});
