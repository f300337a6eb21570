import { expect, it } from 'vitest';
import { Agenda } from '../../../commands/simulate/agenda.ts';

const at = (time: string) => new Date(`2027-01-04T${time}Z`);

it('does what is planned in order of time, every two hours, as far as time has come', async () => {
  const agenda = new Agenda();
  const done: string[] = [];
  const deed = (name: string) => async () => void done.push(name);
  agenda.plan(at('10:20:00'), deed('later'));
  agenda.plan(at('08:01:00'), deed('first'));
  agenda.plan(at('14:00:00'), deed('too late'));
  expect(agenda.next()).toBe(at('10:00:00').getTime());
  await agenda.run(at('13:30:00'));
  expect(done).toEqual(['first', 'later']);
  expect(agenda.next()).toBe(at('14:00:00').getTime());
});

it('does on the way what a deed plans', async () => {
  const agenda = new Agenda();
  const done: string[] = [];
  agenda.plan(at('09:00:00'), async () => {
    agenda.plan(at('09:30:00'), async () => void done.push('second'));
    done.push('first');
  });
  await agenda.run(at('10:00:00'));
  expect(done).toEqual(['first', 'second']);
});
