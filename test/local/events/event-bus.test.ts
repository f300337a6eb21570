import { expect, it } from 'vitest';
import { EventBus, EventNotTakenError } from '../../../local/events/event-bus.ts';
import type { InvokeFunction } from '../../../local/functions/invoke.ts';

const RECORDER = 'arn:aws:lambda:eu-west-2:000000000000:function:recorder';
const bounces = {
  EventPattern: { source: ['aws.ses'], 'detail-type': ['Email Bounced'] },
  Targets: [{ Arn: RECORDER }],
};
const bounce = { source: 'aws.ses', 'detail-type': 'Email Bounced' };

const rules = (...all: Record<string, unknown>[]) => all.map((properties) => ({ path: 'a rule', properties }));

/** A function that remembers what it was told, and can be made to fail. */
function aRecorder({ fails = false } = {}) {
  const told: [string, unknown][] = [];
  const invoke: InvokeFunction = async (name, payload) => {
    told.push([name, JSON.parse(payload)]);
    return fails ? { ok: false, error: { errorType: 'Broken', errorMessage: '' } } : { ok: true, payload: 'null' };
  };
  return { told, invoke };
}

it('hands an event to the functions of rules that match it, and to no other', async () => {
  const { told, invoke } = aRecorder();
  const bus = new EventBus(rules(bounces, { ...bounces, EventPattern: { source: ['aws.s3'] } }), invoke);
  await bus.publish(bounce);
  await bus.publish({ ...bounce, 'detail-type': 'Email Delivered' });
  expect(told).toEqual([[RECORDER, bounce]]);
});

it('leaves disabled rules out', async () => {
  const { told, invoke } = aRecorder();
  await new EventBus(rules({ ...bounces, State: 'DISABLED' }), invoke).publish(bounce);
  expect(told).toEqual([]);
});

it('says when a function has not taken an event, so that it is kept', async () => {
  const { invoke } = aRecorder({ fails: true });
  await expect(new EventBus(rules(bounces), invoke).publish(bounce)).rejects.toThrow(EventNotTakenError);
});

it('refuses targets that are no functions', () => {
  const queue = { ...bounces, Targets: [{ Arn: 'arn:aws:sqs:eu-west-2:000000000000:queue' }] };
  expect(() => new EventBus(rules(queue), aRecorder().invoke)).toThrow('only functions are targets here');
});
