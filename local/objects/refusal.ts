import type { ContentfulStatusCode } from 'hono/utils/http-status';

const STATUS = {
  BadDigest: 400,
  InvalidArgument: 400,
  KeyTooLongError: 400,
  MalformedXML: 400,
  NoSuchBucket: 404,
  NoSuchKey: 404,
  PreconditionFailed: 412,
  InvalidRange: 416,
  NotImplemented: 501,
} as const;

/** Errors of S3 by its codes: https://docs.aws.amazon.com/AmazonS3/latest/API/ErrorResponses.html */
export class ObjectRefusal extends Error {
  override readonly name: keyof typeof STATUS;

  constructor(name: keyof typeof STATUS, message: string) {
    super(message);
    this.name = name;
  }

  get status(): ContentfulStatusCode {
    return STATUS[this.name];
  }
}
