import { Cron } from 'croner';
import { SchedulerRefusal } from './refusal.ts';
import { instantsOf, wallTime } from './zone.ts';

/** The last value of each of AWS's six fields, for `a/b`: every b-th from a on. */
const LAST = ['59', '23', '31', '12', '7', '2199'] as const;

/**
 * Reads AWS's cron expression: minutes, hours, day of month, month, day of week (1-7 is SUN-SAT), year, with `?`, `L`,
 * `W` and `#`. https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html#cron-based
 *
 * @returns the first instant after another, or undefined when there is none. A local time that does not exist on the
 * day when the clocks go forward is skipped; one that exists twice counts once, the first time.
 * @throws SchedulerRefusal
 */
export function parseCron(fields: string, zone: string): (after: number) => number | undefined {
  const cron = readFields(fields);
  return (after) => {
    // the pattern is followed on the wall; what that means in the zone is worked out for each time on its own
    let wall: Date | null = new Date(wallTime(after, zone));
    for (;;) {
      wall = cron.nextRun(wall);
      if (wall === null) return undefined;
      const [instant] = instantsOf(wall.getTime(), zone);
      if (instant !== undefined && instant > after) return instant;
    }
  };
}

function readFields(text: string): Cron {
  const fields = text.trim().toUpperCase().split(/\s+/);
  const [, , dayOfMonth, , dayOfWeek] = fields;
  const refuse = (why: string): never => {
    throw new SchedulerRefusal('ValidationException', `Invalid Schedule Expression cron(${text}). ${why}`);
  };
  if (fields.length !== LAST.length) refuse('It needs six fields.');
  if (!fields.every((field) => /^[\dA-Z*?,/#-]+$/.test(field))) refuse('It holds a character without meaning.');
  if ((dayOfMonth === '?') === (dayOfWeek === '?')) refuse('One of the day fields, and only one, must be "?".');
  const pattern = fields.map((field, index) =>
    index === 4 && field === 'L' ? '7' : field.replace('?', '*').replace(/(^|,)(\d+)\//g, `$1$2-${LAST[index]}/`),
  );
  try {
    return new Cron(`0 ${pattern.join(' ')}`, { mode: '7-part', alternativeWeekdays: true, timezone: 'Etc/UTC' });
  } catch (error) {
    return refuse((error as Error).message);
  }
}
