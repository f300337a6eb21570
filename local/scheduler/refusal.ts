import type { ContentfulStatusCode } from 'hono/utils/http-status';

const STATUS = { ValidationException: 400, ResourceNotFoundException: 404, ConflictException: 409 } as const;

/** Errors of the Scheduler API by the names that its SDK knows: https://docs.aws.amazon.com/scheduler/latest/APIReference/ */
export class SchedulerRefusal extends Error {
  override readonly name: keyof typeof STATUS;

  constructor(name: keyof typeof STATUS, message: string) {
    super(message);
    this.name = name;
  }

  get status(): ContentfulStatusCode {
    return STATUS[this.name];
  }
}
