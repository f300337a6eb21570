import { type ParseArgsConfig, parseArgs } from 'node:util';

/** The command was called wrongly. The message says how it is called. */
export class UsageError extends Error {
  override readonly name = 'UsageError';
}

/**
 * What a command was called with.
 *
 * @throws UsageError for an option that it does not have, or one without its text
 */
export function readCommandLine<Config extends ParseArgsConfig>(config: Config): ReturnType<typeof parseArgs<Config>> {
  try {
    return parseArgs(config);
  } catch (error) {
    // Node says what it did not understand
    if (error instanceof TypeError && 'code' in error) throw new UsageError(error.message, { cause: error });
    throw error;
  }
}
