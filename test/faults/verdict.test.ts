import { describe, expect, it } from 'vitest';
import type { Journey } from './journeys.ts';
import { type Evidence, verdict } from './verdict.ts';

const journey: Journey = {
  name: 'declined',
  school: 'good',
  answers: () => ({}),
  next: () => undefined,
  ends: 'declined',
  tells: ['application-received', 'declined'],
};
const received = { name: 'received', template: 'application-received', state: 'delivered' } as const;
const declined = { name: 'declined', template: 'declined', state: 'sent' } as const;
const whole: Evidence = {
  reference: 'LLE-1',
  state: 'declined',
  messages: [received, declined],
  mails: ['received', 'declined'],
  sentAgain: [],
  tasks: [],
  executions: [{ name: 'LLE-1-1', status: 'SUCCEEDED' }],
  facts: ['applicant submitted', 'service declined'],
  designations: 0,
  overdue: [],
};

it('finds nothing wrong with a case that is where it would be', () => {
  expect(verdict(whole, journey)).toEqual([]);
});

describe('finds', () => {
  const interrupted = { ...declined, state: 'interrupted' } as const;
  it.each<[string, Partial<Evidence>, string]>([
    ['another end', { state: 'awaiting-decision' }, 'is awaiting-decision, would be declined'],
    ['a message owed twice', { messages: [received, declined, declined] }, 'owes +declined'],
    ['a message never owed', { messages: [received], mails: ['received'] }, 'owes -declined'],
    ['a mail sent twice', { mails: ['received', 'declined', 'declined'] }, 'declined was sent 2 times'],
    ['a mail that never came', { mails: ['received'] }, 'declined is sent, and no mail arrived'],
    [
      'a message still owed',
      { messages: [received, { ...declined, state: 'owed' }], mails: ['received'] },
      'declined is owed',
    ],
    ['a sender left behind', { messages: [received, { ...declined, state: 'claimed' }] }, 'declined is claimed'],
    ['an interruption nobody sees', { messages: [received, interrupted] }, 'is interrupted, and nobody is told'],
    ['a workflow left behind', { executions: [{ name: 'LLE-1-1', status: 'RUNNING' }] }, 'left LLE-1-1 behind'],
    ['a case never taken up', { executions: [] }, 'was never taken up'],
    ['a designation too many', { designations: 1 }, 'has 1 designations'],
    ['something left undone', { overdue: ['slot'] }, 'something is overdue on a row "slot"'],
    ['a fact twice', { facts: ['service declined', 'service declined'] }, '"service declined" happened 2 times'],
  ])('%s', (_, found, fault) => {
    expect(verdict({ ...whole, ...found }, journey)).toEqual([expect.stringContaining(fault)]);
  });
});

it('lets a mail go twice that a person had sent again, and an interruption that staff are told of', () => {
  const twice = { ...whole, mails: ['received', 'declined', 'declined'], sentAgain: ['declined'] };
  expect(verdict(twice, journey)).toEqual([]);
  const told = { ...whole, messages: [received, { ...declined, state: 'interrupted' as const }], tasks: ['declined'] };
  expect(verdict(told, journey)).toEqual([]);
});
