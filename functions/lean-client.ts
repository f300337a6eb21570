/** As much of a client of the AWS SDK as is needed here. */
interface Client {
  readonly config: { cacheMiddleware?: boolean };
  readonly middlewareStack: { remove(name: string): boolean };
}

/**
 * Takes from a client what every call pays for and nobody needs: half of the time that a call takes. Each kind of command is
 * made ready once instead of at each call, and no answer is prepared for a log that nobody keeps.
 */
export function lean<Any extends Client>(client: Any): Any {
  client.config.cacheMiddleware = true;
  client.middlewareStack.remove('loggerMiddleware');
  return client;
}
