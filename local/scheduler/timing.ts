import { parseCron } from './cron.ts';
import { SchedulerRefusal } from './refusal.ts';
import { instantsOf, isZone } from './zone.ts';

/** When a schedule falls due. Instants are milliseconds since 1970. */
export type Timing =
  | { readonly kind: 'once'; readonly at: number }
  | {
      readonly kind: 'recurring';
      /** The first time after an instant. `anchor`: where a rate counts from. */
      readonly after: (instant: number, anchor: number) => number | undefined;
    };

const UNITS = { minute: 60_000, hour: 3_600_000, day: 86_400_000 } as const;

/**
 * Reads `at(yyyy-mm-ddThh:mm:ss)`, `rate(value unit)` or `cron(fields)`.
 * https://docs.aws.amazon.com/scheduler/latest/UserGuide/schedule-types.html
 *
 * @throws SchedulerRefusal
 */
export function parseTiming(expression: string, zone: string): Timing {
  if (!isZone(zone)) throw new SchedulerRefusal('ValidationException', `The time zone ${zone} does not exist.`);
  const [, kind, inner = ''] = /^(at|rate|cron)\((.*)\)$/.exec(expression.trim()) ?? [];
  if (kind === 'cron') return { kind: 'recurring', after: parseCron(inner, zone) };
  const timing = kind === 'at' ? parseAt(inner, zone) : kind === 'rate' ? parseRate(inner) : undefined;
  if (!timing) throw new SchedulerRefusal('ValidationException', `Invalid Schedule Expression ${expression}.`);
  return timing;
}

function parseAt(text: string, zone: string): Timing | undefined {
  const wall = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d$/.test(text) ? Date.parse(`${text}Z`) : Number.NaN;
  // Date.parse takes 31 February for 3 March
  if (Number.isNaN(wall) || !new Date(wall).toISOString().startsWith(text)) return undefined;
  const [instant] = instantsOf(wall, zone);
  if (instant === undefined) {
    throw new SchedulerRefusal(
      'ValidationException',
      `The time ${text} does not exist in ${zone}: the clocks skip it.`,
    );
  }
  return { kind: 'once', at: instant };
}

/** A day is 24 hours, whatever the clocks do. */
function parseRate(text: string): Timing | undefined {
  const [, digits = '', unit = ''] = /^(\d+) (minute|hour|day)s?$/.exec(text.trim()) ?? [];
  const period = Number(digits) * (UNITS[unit as keyof typeof UNITS] ?? 0);
  if (period === 0) return undefined;
  return {
    kind: 'recurring',
    after: (instant, anchor) =>
      instant < anchor ? anchor : anchor + (Math.floor((instant - anchor) / period) + 1) * period,
  };
}
