import { PRICES, type PriceName } from './prices.ts';
import type { Recording } from './recording.ts';

/** One line of the bill of one application. */
export interface CostLine {
  readonly price: PriceName;
  /** Units for one application. */
  readonly units: number;
  /** US dollars for one application. */
  readonly dollars: number;
}

export interface Cost {
  /** The dearest first; without mail. */
  readonly lines: readonly CostLine[];
  /** Without mail and without the edge. */
  readonly withoutMail: number;
  /** CloudFront and its firewall, paid by the request; nothing on a flat-rate plan of CloudFront. */
  readonly edge: number;
  readonly mails: { readonly count: number; readonly aLaCarte: number; readonly essentials: number };
}

const MB_PER_GB = 1024;
const BYTES_PER_GB = 2 ** 30;

/**
 * What AWS adds to the time of a handler that was measured on one machine: starting an environment (Lambda bills it),
 * and that half a gigabyte is given about a third of a processor. Measured times are multiplied by it; where it is
 * wrong by a factor of two, an application costs some $0.00002 more or less.
 */
export const SLOWER_ON_LAMBDA = 3;

/** Of the executions, one for each application (`infra/constructs/trace-sampling.ts`). */
const TRACED_SHARE = 0.05;

/** The cost of one application, from what a run used. Each reckoning is units of the run × price ÷ applications. */
export function costOf(recording: Recording): Cost {
  const { applications, dynamodb, objects } = recording;
  const functions = Object.values(recording.functions);
  const used: Partial<Record<PriceName, number>> = {
    stateTransition: recording.stateTransitions,
    functionRequest: sum(functions.map(({ invocations }) => invocations)),
    functionGigabyteSecond: sum(
      functions.map(
        ({ milliseconds, memoryMb }) => ((milliseconds * SLOWER_ON_LAMBDA) / 1000) * (memoryMb / MB_PER_GB),
      ),
    ),
    writeUnit: dynamodb.writeUnits,
    readUnit: dynamodb.readUnits,
    httpRequest: recording.httpRequests,
    scheduleFired: recording.schedulesFired,
    objectPut: objects.puts,
    objectGet: objects.gets,
    logGigabyte: recording.logBytes / BYTES_PER_GB,
    traceRecorded: applications * TRACED_SHARE,
  };
  const lines = Object.entries(used).map(([name, total]): CostLine => {
    const price = name as PriceName;
    const units = total / applications;
    return { price, units, dollars: units * PRICES[price].dollars };
  });
  const mails = recording.mails / applications;
  return {
    lines: lines.sort((a, b) => b.dollars - a.dollars),
    withoutMail: sum(lines.map(({ dollars }) => dollars)),
    edge: (recording.httpRequests / applications) * (PRICES.edgeRequest.dollars + PRICES.firewallRequest.dollars),
    mails: {
      count: mails,
      aLaCarte: mails * PRICES.mailALaCarte.dollars,
      essentials: mails * PRICES.mailEssentials.dollars,
    },
  };
}

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
