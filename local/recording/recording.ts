import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { DatabaseSync } from 'node:sqlite';
import type { FunctionHost } from '../functions/function-host.ts';
import type { Answer } from '../http/listener.ts';
import type { CallMeter } from './call-meter.ts';

export interface RecordingOptions {
  readonly database: DatabaseSync;
  readonly functions: FunctionHost;
  readonly calls: CallMeter;
  /** Folder of what functions log. */
  readonly logFolder: string;
}

/** What is counted as it happens; all the rest is counted when somebody asks. */
export interface Counters {
  httpRequests: number;
  schedulesFired: number;
  objectPuts: number;
  objectGets: number;
  /** Units of DynamoDB's on-demand tables. */
  writeUnits: number;
}

/** What the service has asked of AWS's services here: what `npm run cost` puts a price on. */
export class Recording {
  readonly counters: Counters = { httpRequests: 0, schedulesFired: 0, objectPuts: 0, objectGets: 0, writeUnits: 0 };
  readonly #options: RecordingOptions;

  constructor(options: RecordingOptions) {
    this.#options = options;
  }

  /** Counts what comes to the public door. */
  publicRequests(answer: Answer): Answer {
    return (request, ...rest) => {
      this.counters.httpRequests++;
      return answer(request, ...rest);
    };
  }

  /** Counts what is asked of S3 at the AWS door. */
  objectRequests(answer: Answer): Answer {
    return (request, ...rest) => {
      if (new URL(request.url).pathname.startsWith('/s3/')) {
        if (request.method === 'PUT') this.counters.objectPuts++;
        else this.counters.objectGets++;
      }
      return answer(request, ...rest);
    };
  }

  /**
   * Executions and mails of the whole data folder; the rest since the home was started.
   */
  read() {
    const { functions, calls, logFolder } = this.#options;
    const { httpRequests, schedulesFired, objectPuts, objectGets, writeUnits } = this.counters;
    return {
      stateTransitions: this.#count(`states_event WHERE type LIKE '%StateEntered'`),
      openExecutions: this.#count(`states_execution WHERE status = 'RUNNING'`),
      functions: Object.fromEntries(
        functions
          .describe()
          .filter(({ invocations }) => invocations > 0)
          .map(({ name, invocations, milliseconds, memoryMb }) => [
            name,
            {
              invocations,
              milliseconds,
              memoryMb,
              readUnits: calls.readUnits(name),
              logBytes: statSync(join(logFolder, `${name}.log`)).size,
            },
          ]),
      ),
      // the stream's records were all reckoned as transactions, which cost twice
      writeUnits: writeUnits - calls.singleWrites(),
      mails: this.#count('mail_delivery'),
      httpRequests,
      schedulesFired,
      objects: { puts: objectPuts, gets: objectGets },
      // Linux and macOS alike: kilobytes of the most that the home's process had in memory, its threads among it
      peakMemoryMb: Math.ceil(process.resourceUsage().maxRSS / 1024),
    };
  }

  #count(from: string): number {
    return Number(this.#options.database.prepare(`SELECT count(*) AS n FROM ${from}`).get()?.n);
  }
}
