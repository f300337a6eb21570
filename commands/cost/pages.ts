import type { Recording } from './recording.ts';

type Counted = Pick<Recording, 'functions' | 'dynamodb' | 'httpRequests'>;

/**
 * What the pages of one application ask for besides what acts do: an applicant from the start page to the confirmation
 * and back after the decision, and two endorsers. Simulated people act without a browser, so it is added to what they
 * used. Requests are counted by `test/acceptance/cost.scenario.ts`, which fails when pages come to need more; units and
 * times are of one such run (November 2026), rather too much.
 */
export const PAGES_OF_AN_APPLICATION: Counted = {
  functions: {
    Apply: { invocations: 42, milliseconds: 1_100, memoryMb: 512 },
    Endorse: { invocations: 8, milliseconds: 250, memoryMb: 512 },
  },
  dynamodb: { readUnits: 300, writeUnits: 40 },
  httpRequests: 50,
};

/** The recording of a run whose people acted without a browser, as if they had used one. */
export function withPages(recording: Recording): Recording {
  if (recording.httpRequests > 0) return recording;
  const { applications } = recording;
  const pages = Object.entries(PAGES_OF_AN_APPLICATION.functions).map(
    ([name, { invocations, milliseconds, memoryMb }]) =>
      [name, { invocations: invocations * applications, milliseconds: milliseconds * applications, memoryMb }] as const,
  );
  return {
    ...recording,
    functions: { ...recording.functions, ...Object.fromEntries(pages) },
    dynamodb: {
      readUnits: recording.dynamodb.readUnits + PAGES_OF_AN_APPLICATION.dynamodb.readUnits * applications,
      writeUnits: recording.dynamodb.writeUnits + PAGES_OF_AN_APPLICATION.dynamodb.writeUnits * applications,
    },
    httpRequests: PAGES_OF_AN_APPLICATION.httpRequests * applications,
  };
}
