import { CloudFormationClient, DescribeStacksCommand } from '@aws-sdk/client-cloudformation';
import * as z from 'zod';
import { problem } from '../../functions/directory/api-answers.ts';
import { BASE, DOCUMENT } from '../../functions/helpdesk/api/door.ts';
import { signInPlace } from '../../functions/helpdesk/api/sign-in-place.ts';
import { TargetError } from '../target.ts';
import { signIn } from './staff-sign-in.ts';

/** The service did not do what it was asked. The message says why. */
export class ServiceRefusedError extends Error {
  override readonly name = 'ServiceRefusedError';
}

const description = z.object({
  components: z.object({ securitySchemes: z.object({ token: z.object({ 'x-sign-in': signInPlace }) }) }),
});

/** What never leaves the machine needs no TLS. */
const LOOPBACK: readonly string[] = ['127.0.0.1', 'localhost'];

/** The API for staff of one service, as somebody who has signed in. */
export class StaffClient {
  readonly #service: string;
  readonly #token: string;

  private constructor(service: string, token: string) {
    this.#service = service;
    this.#token = token;
  }

  /**
   * Has somebody sign in where the service says.
   *
   * @param service where the public reaches it: `https://rounds.example.org`
   * @param show puts an address before them, which they open
   * @throws TargetError
   */
  static async connect(service: string, show: (address: string) => void): Promise<StaffClient> {
    const answer = await fetch(new URL(DOCUMENT, privateOrigin(service))).catch((cause: unknown) => {
      throw new TargetError(`nothing answers at ${service}`, { cause });
    });
    const read = description.safeParse(await answer.json().catch(() => undefined));
    if (!read.success) throw new TargetError(`what answers at ${service} is no service of this version`);
    // where it was led on to: a token is not sent along to another origin
    const origin = privateOrigin(answer.url);
    return new StaffClient(origin, await signIn(read.data.components.securitySchemes.token['x-sign-in'], show));
  }

  /** @throws ServiceRefusedError */
  get<Answer>(path: string, schema: z.ZodType<Answer>): Promise<Answer> {
    return this.#ask(path, schema, { method: 'GET' });
  }

  /** @throws ServiceRefusedError */
  post<Answer>(path: string, body: unknown, schema: z.ZodType<Answer>): Promise<Answer> {
    return this.#ask(path, schema, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    });
  }

  async #ask<Answer>(path: string, schema: z.ZodType<Answer>, init: RequestInit): Promise<Answer> {
    const headers = { ...init.headers, authorization: `Bearer ${this.#token}` };
    const answer = await fetch(new URL(`${BASE}${path}`, this.#service), { ...init, headers });
    const body: unknown = await answer.json().catch(() => undefined);
    if (answer.ok) return schema.parse(body);
    const {
      title = `the service answered ${answer.status}`,
      detail,
      errors = [],
    } = problem.partial().parse(body ?? {});
    const sentences = errors.map(({ parameter, detail: its }) => `  ${parameter}: ${its.replaceAll('-', ' ')}`);
    throw new ServiceRefusedError([detail === undefined ? title : `${title} (${detail})`, ...sentences].join('\n'));
  }
}

/**
 * Where a service is, if nobody on the way can read the token that goes there.
 *
 * @throws TargetError
 */
function privateOrigin(address: string): string {
  const url = URL.parse(address);
  const isPrivate = url?.protocol === 'https:' || (url?.protocol === 'http:' && LOOPBACK.includes(url.hostname));
  if (!url || !isPrivate) throw new TargetError(`${address} is no address that begins with https://`);
  return url.origin;
}

/**
 * Where the public reaches a service in AWS, by the parameter of its stack. Reading that takes the usual AWS configuration.
 *
 * @throws TargetError
 */
export async function addressOfStack(
  stack: string,
  client: Pick<CloudFormationClient, 'send'> = new CloudFormationClient(),
): Promise<string> {
  const { Stacks = [] } = await client.send(new DescribeStacksCommand({ StackName: stack })).catch((error: unknown) => {
    // so CloudFormation says that there is none of this name
    if (error instanceof Error && error.name === 'ValidationError')
      throw new TargetError(error.message, { cause: error });
    throw error;
  });
  const address = Stacks[0]?.Parameters?.find(({ ParameterKey }) => ParameterKey === 'PublicUrl')?.ParameterValue;
  if (!address) throw new TargetError(`the stack ${stack} says of no address: is it this service's stack?`);
  return address;
}
