import { LogFormatter, Logger, LogItem } from '@aws-lambda-powertools/logger';
import type { LogAttributes, UnformattedAttributes } from '@aws-lambda-powertools/logger/types';
import type { Context } from 'aws-lambda';

/** All that a line may say besides its fixed words: references, names of things, counts. Nothing that anybody typed. */
const FIELDS = [
  'reference',
  'round',
  /** Key of a row: ids and hashes. */
  'row',
  'rule',
  'subject',
  'outcome',
  'template',
  /** Name of an error, never its message, which may quote what somebody typed. */
  'error',
  /** Where in the code: file and line. */
  'where',
] as const;

export type LogFields = Partial<Record<(typeof FIELDS)[number], string>>;

/** One line of JSON, with nothing but what is allowed. CloudWatch Logs Insights finds its fields by name. */
class AllowedFieldsFormatter extends LogFormatter {
  override formatAttributes(line: UnformattedAttributes, given: LogAttributes): LogItem {
    return new LogItem({
      attributes: {
        level: line.logLevel,
        message: line.message,
        timestamp: this.formatTimestamp(line.timestamp),
        requestId: line.lambdaContext?.awsRequestId,
        trace: line.xRayTraceId,
        ...Object.fromEntries(FIELDS.map((field) => [field, given[field]])),
      },
    });
  }
}

const logger = new Logger({ logFormatter: new AllowedFieldsFormatter() });

/** @param message fixed words: what differs goes into fields */
export function logWarning(message: string, fields: LogFields = {}): void {
  logger.warn(message, fields);
}

/** Says that something failed by the error's name and place only. */
export function logError(message: string, error: unknown, fields: LogFields = {}): void {
  logger.error(message, { ...fields, ...nameAndPlace(error) });
}

function nameAndPlace(error: unknown): { error: string; where: string } {
  if (!(error instanceof Error)) return { error: 'UnknownError', where: '' };
  return { error: error.name, where: frames(error).slice(0, 5).join(' < ') };
}

/** The message stands in the stack too, and may have lines that look like places. */
const frames = ({ stack = '', message }: Error): string[] =>
  Array.from(stack.replace(message, '').matchAll(/^ {4}at (.*:\d+:\d+\)?)$/gm), ([, frame = '']) => frame);

/** What a function failed of, without the message: Lambda logs it, and workflows tell by the name what to do. */
class Failure extends Error {
  override readonly name: string;

  constructor(error: unknown) {
    super('see the log line before');
    const { error: name, where } = nameAndPlace(error);
    this.name = name;
    this.stack = `${name}: ${where}`;
  }
}

type Handler<Event, Result> = (event: Event, context: Context) => Result | Promise<Result>;

/**
 * Makes every line that is logged during an invocation name its request, and the case when the event names one.
 *
 * @throws Error with the name of what the handler threw, and nothing else of it
 */
export const logged =
  <Event, Result>(handle: Handler<Event, Result>) =>
  async (event: Event, context: Context): Promise<Result> => {
    logger.addContext(context);
    logger.resetKeys();
    logger.appendKeys(correlation(event));
    try {
      return await handle(event, context);
    } catch (error) {
      logError('the invocation failed', error);
      throw new Failure(error);
    }
  };

function correlation(event: unknown): LogFields {
  const about = typeof event === 'object' && event !== null && 'reference' in event ? event.reference : undefined;
  return typeof about === 'string' ? { reference: about } : {};
}
