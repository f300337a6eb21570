/** What could not be delivered, as it lies in a dead-letter queue. */
export interface Letter {
  readonly id: string;
  /** ARN of its queue; null where the template names none, so that only the home's page shows it. */
  readonly queue: string | null;
  /** Who gave it up: a listener of a stream, or a schedule. */
  readonly from: string;
  /** When, in milliseconds since 1970. */
  readonly at: number;
  readonly body: string;
  readonly attributes: Readonly<Record<string, string>>;
}

/** All letters, oldest first, wherever the parts of the home keep them. */
export interface Letters {
  list(): readonly Letter[];
  remove(id: string): void;
}
