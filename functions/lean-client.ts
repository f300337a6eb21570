/** As much of a client of the AWS SDK as is needed here. */
interface Client {
  readonly middlewareStack: { remove(name: string): boolean };
}

/** Takes from a client what prepares every answer for a log that nobody keeps: a sixth of the time that a call takes. */
export function lean<Any extends Client>(client: Any): Any {
  client.middlewareStack.remove('loggerMiddleware');
  return client;
}
