import type { SchedulerService } from '../scheduler/service.ts';
import type { StreamPoller } from '../streams/poller.ts';
import type { Letter, Letters } from './letter.ts';

type Streams = Pick<StreamPoller, 'deadLetters' | 'removeDeadLetter'>;
type Scheduler = Pick<SchedulerService, 'deadLetters' | 'removeDeadLetter'>;

/** The dead letters of the parts that give up: listeners of streams, and schedules. Mail's events are tried for ever. */
export function lettersOf(streams: Streams, scheduler: Scheduler): Letters {
  const records = (): Letter[] =>
    streams.deadLetters().map(({ id, mapping, destination = null, message }) => ({
      id: `stream-${id}`,
      queue: destination,
      from: mapping,
      at: Date.parse(message.timestamp),
      body: JSON.stringify(message),
      attributes: {},
    }));
  const firings = (): Letter[] =>
    scheduler.deadLetters().map(({ number, queue, at, body, attributes }) => ({
      id: `schedule-${number}`,
      queue,
      from: attributes.SCHEDULE_ARN ?? 'a schedule',
      at,
      body,
      attributes,
    }));
  return {
    list: () => [...records(), ...firings()].sort((a, b) => a.at - b.at),
    remove(id) {
      const [, kind, number] = /^(stream|schedule)-(\d+)$/.exec(id) ?? [];
      if (kind === 'stream') streams.removeDeadLetter(Number(number));
      if (kind === 'schedule') scheduler.removeDeadLetter(Number(number));
    },
  };
}
