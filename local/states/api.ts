import { Hono } from 'hono';
import type { StatesService } from './service.ts';

/** The AWS JSON 1.0 API of Step Functions (`X-Amz-Target: AWSStepFunctions.StartExecution`), for any SDK. */
export function createStatesApi(_service: StatesService): Hono {
  return new Hono();
}
