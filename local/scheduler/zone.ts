/** How far apart the offsets before and after a change of the clocks are looked for. */
const DAY = 86_400_000;

const formats = new Map<string, Intl.DateTimeFormat>();

export function isZone(zone: string): boolean {
  try {
    format(zone);
    return true;
  } catch {
    return false;
  }
}

/** What a clock on the wall shows at an instant, as if the wall were in Greenwich: milliseconds since 1970 there. */
export function wallTime(instant: number, zone: string): number {
  const parts = Object.fromEntries(
    format(zone)
      .formatToParts(instant)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0 } = parts;
  return Date.UTC(year, month - 1, day, hour, minute, second) + (((instant % 1000) + 1000) % 1000);
}

/**
 * The instants at which a clock on the wall shows a time, earliest first: none when the clocks skip it in spring, two
 * when they go back over it in autumn.
 */
export function instantsOf(wall: number, zone: string): number[] {
  const offsets = new Set([wall - DAY, wall + DAY].map((near) => wallTime(near, zone) - near));
  return [...offsets]
    .map((offset) => wall - offset)
    .filter((instant) => wallTime(instant, zone) === wall)
    .sort((a, b) => a - b);
}

function format(zone: string): Intl.DateTimeFormat {
  let found = formats.get(zone);
  if (!found) {
    found = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      hourCycle: 'h23',
      year: 'numeric',
      month: 'numeric',
      day: 'numeric',
      hour: 'numeric',
      minute: 'numeric',
      second: 'numeric',
    });
    formats.set(zone, found);
  }
  return found;
}
