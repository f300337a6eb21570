import { Hono } from 'hono';
import { onlyFromHere } from '../http/only-from-here.ts';
import { createSesApi } from '../mail/api.ts';
import type { Mailbox } from '../mail/mailbox.ts';
import { createS3Api } from '../objects/api.ts';
import type { ObjectStore } from '../objects/store.ts';
import { createQueuesApi, type QueuesApiOptions } from '../queues/api.ts';
import { createSchedulerApi } from '../scheduler/api.ts';
import type { SchedulerService } from '../scheduler/service.ts';
import { createStatesApi } from '../states/api.ts';
import type { StatesService } from '../states/service.ts';

/** Where each service answers, below the address of the AWS door. */
const PREFIXES = { sfn: '/states', sesv2: '/ses', scheduler: '/scheduler', s3: '/s3', sqs: '/sqs' } as const;

/** The address of each AWS service by the SDK client's name (`@aws-sdk/client-<name>`). */
export type Endpoints = Readonly<Record<keyof typeof PREFIXES | 'dynamodb', string>>;

export function endpointsAt(door: string, dynamodb: string): Endpoints {
  const { sfn, sesv2, scheduler, s3, sqs } = PREFIXES;
  return {
    dynamodb,
    sfn: door + sfn,
    sesv2: door + sesv2,
    scheduler: door + scheduler,
    s3: door + s3,
    sqs: door + sqs,
  };
}

/**
 * What makes every SDK client of a function speak to the home
 * (https://docs.aws.amazon.com/sdkref/latest/guide/feature-ss-endpoints.html).
 */
export function endpointVariables(endpoints: Endpoints): Record<string, string> {
  return Object.fromEntries(
    Object.entries(endpoints).map(([name, url]) => [`AWS_ENDPOINT_URL_${name.toUpperCase()}`, url]),
  );
}

export interface AwsServices {
  readonly states: StatesService;
  readonly mailbox: Mailbox;
  readonly scheduler: SchedulerService;
  readonly objects: ObjectStore;
  readonly queues: QueuesApiOptions;
}

/** The AWS APIs of the home behind one address. It believes whoever asks from this machine. */
export function createAwsDoor({ states, mailbox, scheduler, objects, queues }: AwsServices): Hono {
  return new Hono()
    .use(onlyFromHere)
    .route(PREFIXES.sfn, createStatesApi(states))
    .route(PREFIXES.sesv2, createSesApi(mailbox))
    .route(PREFIXES.scheduler, createSchedulerApi(scheduler))
    .route(PREFIXES.s3, createS3Api(objects))
    .route(PREFIXES.sqs, createQueuesApi(queues));
}
