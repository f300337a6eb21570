import { expect, test } from 'vitest';
import { NOON, openMailbox } from './open-mailbox.ts';

const SECOND = 1000;

/** A mailbox whose events are refused `times` times, whichever they are. */
async function refusedMailbox(times: number) {
  let left = times;
  const taken: string[] = [];
  const mailbox = await openMailbox({
    publish: (event) => {
      if (left-- > 0) throw new Error('not yet');
      taken.push(String(event.detail.eventType));
    },
  });
  return { ...mailbox, taken };
}

test('an event that is taken at the fifth attempt is nobody’s trouble', async () => {
  const { errors, taken, send, clock } = await refusedMailbox(4);
  await send();
  await clock.moveTo(NOON + 60 * SECOND);
  expect(taken).toEqual(['Send', 'Delivery']);
  expect(errors).toEqual([]);
});

test('an event that is still refused is reported from the fifth attempt on, and offered until it is taken', async () => {
  const { errors, taken, send, clock } = await refusedMailbox(7);
  await send();
  await clock.moveTo(NOON + 14 * SECOND);
  expect(errors).toEqual([]);
  await clock.moveTo(NOON + 600 * SECOND);
  expect(errors).toEqual(Array(3).fill(new Error('not yet')));
  expect(taken).toEqual(['Send', 'Delivery']);
});

test('the failures of one event are not counted for the next of its message', async () => {
  const refused = new Map([
    ['Send', 4],
    ['Delivery', 4],
  ]);
  const { errors, send, clock } = await openMailbox({
    publish: ({ detail }) => {
      const left = refused.get(String(detail.eventType)) ?? 0;
      refused.set(String(detail.eventType), left - 1);
      if (left > 0) throw new Error('not yet');
    },
  });
  await send();
  await clock.moveTo(NOON + 600 * SECOND);
  expect([...refused.values()]).toEqual([-1, -1]);
  expect(errors).toEqual([]);
});
