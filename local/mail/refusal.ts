import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** Errors of the SES API by the names that its SDK knows: https://docs.aws.amazon.com/ses/latest/APIReference-V2/ */
export class MailRefusal extends Error {
  override readonly name: 'BadRequestException' | 'MessageRejected' | 'NotFoundException';

  constructor(name: MailRefusal['name'], message: string) {
    super(message);
    this.name = name;
  }

  get status(): ContentfulStatusCode {
    return this.name === 'NotFoundException' ? 404 : 400;
  }
}
