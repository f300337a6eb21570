import type { Recording } from './recording.ts';

type Counted = Pick<Recording, 'functions' | 'writeUnits' | 'httpRequests'>;

/**
 * What the pages of one application ask for besides what acts do: an applicant from the start page to the confirmation
 * and back after the decision, and two endorsers. Simulated people act without a browser, so it is added to what they
 * used. Requests are counted by `test/acceptance/cost.scenario.ts`, which fails when pages come to need more; units and
 * times are of one such run (November 2026), rather too much. 12 units of writing and 20 of reading are for six sections
 * more: a browser saves each of the eight by itself, simulated people save them in two goes.
 */
export const PAGES_OF_AN_APPLICATION: Counted = {
  functions: {
    Apply: { invocations: 42, milliseconds: 630, memoryMb: 512, readUnits: 210, logBytes: 12_300 },
    Endorse: { invocations: 8, milliseconds: 160, memoryMb: 512, readUnits: 40, logBytes: 2_400 },
  },
  writeUnits: 42,
  httpRequests: 50,
};

/** The recording of a run whose people acted without a browser, as if they had used one. */
export function withPages(recording: Recording): Recording {
  if (recording.httpRequests > 0) return recording;
  const { applications } = recording;
  const pages = Object.entries(PAGES_OF_AN_APPLICATION.functions).map(
    ([name, { invocations, milliseconds, memoryMb, readUnits, logBytes }]) =>
      [
        name,
        {
          memoryMb,
          invocations: invocations * applications,
          milliseconds: milliseconds * applications,
          readUnits: readUnits * applications,
          logBytes: logBytes * applications,
        },
      ] as const,
  );
  return {
    ...recording,
    functions: { ...recording.functions, ...Object.fromEntries(pages) },
    writeUnits: recording.writeUnits + PAGES_OF_AN_APPLICATION.writeUnits * applications,
    httpRequests: PAGES_OF_AN_APPLICATION.httpRequests * applications,
  };
}
