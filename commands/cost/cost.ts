import { PRICES, type PriceName } from './prices.ts';
import type { FunctionUse, Recording } from './recording.ts';

/** One line of the bill of one application. */
export interface CostLine {
  readonly price: PriceName;
  /** Units for one application. */
  readonly units: number;
  /** US dollars for one application. */
  readonly dollars: number;
}

export interface Cost {
  /** The dearest first; without mail, and without upkeep. */
  readonly lines: readonly CostLine[];
  /** Without mail, upkeep and the edge. The time of functions is in it. */
  readonly withoutMail: number;
  /** The sweep every 15 minutes, however many apply: of the whole run. */
  readonly upkeep: number;
  /** CloudFront and its firewall, paid by the request; nothing on a flat-rate plan of CloudFront. */
  readonly edge: number;
  readonly mails: { readonly count: number; readonly aLaCarte: number; readonly essentials: number };
}

const MB_PER_GB = 1024;
const BYTES_PER_GB = 2 ** 30;

/**
 * How Lambda bills the processor's time that was measured: a function has a share of a processor by its memory, a whole
 * one at 1,769 MB (https://docs.aws.amazon.com/lambda/latest/dg/configuration-memory.html), and while it waits for
 * DynamoDB (some four calls of 3 to 5 ms an invocation) it is billed too. Where that is wrong by a factor of two, an
 * application costs some $0.00002 more or less.
 */
export const WHOLE_PROCESSOR_MB = 1769;
export const WAITING_MS = 15;

/** Of the executions, one for each application (`infra/constructs/trace-sampling.ts`). */
const TRACED_SHARE = 0.05;

/** The function that runs whether anybody applies or not, by what its name has in it. */
const UPKEEP = '-Sweep';

type Used = Partial<Record<PriceName, number>>;

/** The cost of one application, from what a run used. Each reckoning is units of the run × price ÷ applications. */
export function costOf(recording: Recording): Cost {
  const { applications, objects } = recording;
  const [sweeps, functions] = parted(Object.entries(recording.functions), ([name]) => name.includes(UPKEEP));
  const used: Used = {
    ...usedBy(functions.map(([, use]) => use)),
    stateTransition: recording.stateTransitions,
    writeUnit: recording.writeUnits,
    httpRequest: recording.httpRequests,
    objectPut: objects.puts,
    objectGet: objects.gets,
    traceRecorded: applications * TRACED_SHARE,
  };
  const upkeep: Used = { ...usedBy(sweeps.map(([, use]) => use)), scheduleFired: recording.schedulesFired };
  const lines = linesOf(used, applications);
  const mails = recording.mails / applications;
  return {
    lines: lines.sort((a, b) => b.dollars - a.dollars),
    withoutMail: sum(lines.map(({ dollars }) => dollars)),
    upkeep: sum(linesOf(upkeep, 1).map(({ dollars }) => dollars)),
    edge: (recording.httpRequests / applications) * (PRICES.edgeRequest.dollars + PRICES.firewallRequest.dollars),
    mails: {
      count: mails,
      aLaCarte: mails * PRICES.mailALaCarte.dollars,
      essentials: mails * PRICES.mailEssentials.dollars,
    },
  };
}

const usedBy = (functions: readonly FunctionUse[]): Used => ({
  functionRequest: sum(functions.map(({ invocations }) => invocations)),
  functionGigabyteSecond: sum(functions.map(gigabyteSeconds)),
  readUnit: sum(functions.map(({ readUnits }) => readUnits)),
  logGigabyte: sum(functions.map(({ logBytes }) => logBytes)) / BYTES_PER_GB,
});

function gigabyteSeconds({ invocations, milliseconds, memoryMb }: FunctionUse): number {
  const billed = (milliseconds * WHOLE_PROCESSOR_MB) / memoryMb + invocations * WAITING_MS;
  return (billed / 1000) * (memoryMb / MB_PER_GB);
}

const linesOf = (used: Used, applications: number): CostLine[] =>
  Object.entries(used).map(([name, total]) => {
    const price = name as PriceName;
    const units = total / applications;
    return { price, units, dollars: units * PRICES[price].dollars };
  });

/** Those that are meant, and the others. */
const parted = <Any>(all: readonly Any[], isMeant: (one: Any) => boolean): [Any[], Any[]] => [
  all.filter(isMeant),
  all.filter((one) => !isMeant(one)),
];

const sum = (numbers: readonly number[]) => numbers.reduce((total, number) => total + number, 0);
