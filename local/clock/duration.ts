const UNITS = { D: 24 * 60 * 60 * 1000, H: 60 * 60 * 1000, M: 60 * 1000, S: 1000 } as const;

/**
 * Reads an ISO 8601 duration of days, hours, minutes and seconds: `P7D`, `PT1H30M`.
 *
 * @returns whole milliseconds; undefined when the text is no such duration
 */
export function parseDuration(text: string): number | undefined {
  const parts = /^P(?!$)(?:(\d+)D)?(?:T(?!$)(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?$/.exec(text);
  if (!parts) return undefined;
  const [, days, hours, minutes, seconds] = parts.map((part) => Number(part ?? 0));
  const milliseconds = [
    (days ?? 0) * UNITS.D,
    (hours ?? 0) * UNITS.H,
    (minutes ?? 0) * UNITS.M,
    (seconds ?? 0) * UNITS.S,
  ];
  return Math.round(milliseconds.reduce((sum, part) => sum + part));
}
