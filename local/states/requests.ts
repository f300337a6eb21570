import * as z from 'zod';
import { refusals } from './errors.ts';

const arn = z.string().min(1).max(256);
const name = z.string();
const token = z.string().min(1).max(3096);
const paging = { maxResults: z.int().min(0).optional(), nextToken: token.optional() };
const failure = { error: z.string().max(256).optional(), cause: z.string().max(32_768).optional() };
const taskToken = z.string().min(1).max(2048);
const logging = z.looseObject({
  level: z.enum(['ALL', 'ERROR', 'FATAL', 'OFF']).optional(),
  includeExecutionData: z.boolean().optional(),
});
const settings = {
  loggingConfiguration: logging.optional(),
  tracingConfiguration: z.looseObject({ enabled: z.boolean().optional() }).optional(),
  publish: z.literal(false, 'Versions of state machines are not kept here').optional(),
};

/** https://docs.aws.amazon.com/step-functions/latest/apireference/API_Operations.html */
export const requestSchemas = {
  CreateStateMachine: z.object({
    ...settings,
    name,
    definition: z.string(),
    roleArn: arn,
    type: z.enum(['STANDARD', 'EXPRESS']).optional(),
  }),
  DeleteStateMachine: z.object({ stateMachineArn: arn }),
  DescribeExecution: z.object({ executionArn: arn }),
  DescribeStateMachine: z.object({ stateMachineArn: arn }),
  DescribeStateMachineForExecution: z.object({ executionArn: arn }),
  GetExecutionHistory: z.object({
    ...paging,
    executionArn: arn,
    reverseOrder: z.boolean().optional(),
    includeExecutionData: z.boolean().optional(),
  }),
  ListExecutions: z.object({
    ...paging,
    stateMachineArn: arn,
    statusFilter: z.enum(['SUCCEEDED', 'TIMED_OUT', 'PENDING_REDRIVE', 'ABORTED', 'FAILED', 'RUNNING']).optional(),
  }),
  ListStateMachines: z.object(paging),
  RedriveExecution: z.object({ executionArn: arn, clientToken: z.string().optional() }),
  SendTaskFailure: z.object({ ...failure, taskToken }),
  SendTaskHeartbeat: z.object({ taskToken }),
  SendTaskSuccess: z.object({ taskToken, output: z.string() }),
  StartExecution: z.object({
    stateMachineArn: arn,
    name: name.optional(),
    input: z.string().optional(),
    traceHeader: z.string().optional(),
  }),
  StopExecution: z.object({ ...failure, executionArn: arn }),
  UpdateStateMachine: z.object({
    ...settings,
    stateMachineArn: arn,
    definition: z.string().optional(),
    roleArn: arn.optional(),
  }),
};

export type RequestSchemas = typeof requestSchemas;

/** @throws StatesApiError ValidationException, naming every field that is wrong */
export function parseRequest<T extends keyof RequestSchemas>(operation: T, body: unknown): z.infer<RequestSchemas[T]> {
  const parsed = requestSchemas[operation].safeParse(body);
  if (parsed.success) return parsed.data as z.infer<RequestSchemas[T]>;
  const { issues } = parsed.error;
  const list = issues.map(
    ({ path, message }) => `Value at '${path.join('.')}' failed to satisfy constraint: ${message}`,
  );
  const count = `${issues.length} validation error${issues.length === 1 ? '' : 's'} detected`;
  throw refusals.validation(`${count}: ${list.join('; ')}`);
}
