import { expect, it } from 'vitest';
import { type Found, verdict } from './verdict.ts';

const closes = new Date('2027-01-29T17:00:00Z');
const before = new Date('2027-01-29T16:59:59.999Z');
const rush = { closes, wasKilled: false };
const sent: Found = { submittedAt: before.toISOString(), messages: ['sent'], mails: 1, executions: 1 };
const draft: Found = { submittedAt: undefined, messages: [], mails: 0, executions: 0 };
const accepted = { word: 'accepted', at: closes } as const;
const refused = { word: 'refused', at: closes } as const;

it('finds nothing at a home that loses nothing', () => {
  expect(verdict(accepted, sent, rush)).toBe('right');
  expect(verdict(accepted, { ...sent, messages: ['delivered'] }, rush)).toBe('right');
  expect(verdict(refused, draft, rush)).toBe('right');
});

it.each<[string, Partial<Found>]>([
  ['is not there', draft],
  ['is there from after closing', { submittedAt: closes.toISOString() }],
  ['is told by no message', { messages: [], mails: 0 }],
  ['is told by two messages', { messages: ['sent', 'sent'] }],
  ['is told by no mail', { mails: 0 }],
  ['is told by two mails', { mails: 2 }],
  ['has no workflow', { executions: 0 }],
  ['has two workflows', { executions: 2 }],
])('finds an accepted application that %s', (_, changes) => {
  expect(verdict(accepted, { ...sent, ...changes }, rush)).toBe('wrong');
});

it.each<[string, Partial<Found>]>([
  ['was taken all the same', sent],
  ['is mailed about', { mails: 1 }],
  ['has a message', { messages: ['owed'] }],
  ['has a workflow', { executions: 1 }],
])('finds a refused application that %s', (_, changes) => {
  expect(verdict(refused, { ...draft, ...changes }, rush)).toBe('wrong');
});

it('finds a refusal from before closing, and every other answer', () => {
  expect(verdict({ word: 'refused', at: before }, draft, rush)).toBe('wrong');
  expect(verdict({ word: 'status 500', at: closes }, draft, rush)).toBe('wrong');
  expect(verdict({ word: 'status 500', at: closes }, sent, rush)).toBe('wrong');
});

it('leaves a mail in doubt only where the home was killed, and never two', () => {
  const claimed = { ...sent, messages: ['claimed'], mails: 0 };
  const killed = { ...rush, wasKilled: true };
  expect(verdict(accepted, claimed, rush)).toBe('wrong');
  expect(verdict(accepted, claimed, killed)).toBe('mail-in-doubt');
  expect(verdict(accepted, { ...claimed, messages: ['interrupted'], mails: 1 }, killed)).toBe('mail-in-doubt');
  expect(verdict(accepted, { ...claimed, mails: 2 }, killed)).toBe('wrong');
  expect(verdict(accepted, { ...claimed, executions: 0 }, killed)).toBe('wrong');
});
