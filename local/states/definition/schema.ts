import * as z from 'zod';
import type { Json } from '../json.ts';
import { compileTemplate, ExpressionSyntaxError, isExpression, type Template } from '../jsonata/template.ts';
import { MAX_SECONDS } from '../limits.ts';
import type { Definition, State, Workflow } from './language.ts';

/** A field that takes JSON with expressions in it. */
function template(location: string) {
  return z.unknown().transform((json, context): Template => {
    try {
      return compileTemplate(json as Json, location);
    } catch (error) {
      if (!(error instanceof ExpressionSyntaxError)) throw error;
      context.addIssue({ code: 'custom', message: error.message });
      return z.NEVER;
    }
  });
}

/** A field that takes a literal of one type, or an expression that gives one. */
function literalOr<T extends z.ZodType>(location: string, literal: T) {
  return z
    .unknown()
    .superRefine((json, context) => {
      if (isExpression(json)) return;
      for (const { message } of literal.safeParse(json).error?.issues ?? []) {
        context.addIssue({ code: 'custom', message });
      }
    })
    .pipe(template(location));
}

const seconds = z.int().min(0).max(MAX_SECONDS);
const positiveSeconds = z.int().min(1).max(MAX_SECONDS);
const errorNames = z.array(z.string()).min(1);
const comment = { Comment: z.string().optional() };
const shaping = {
  Output: template('Output').optional(),
  Assign: literalOr('Assign', z.record(z.string(), z.unknown())).optional(),
};
const common = { ...comment, QueryLanguage: z.enum(['JSONata', 'JSONPath']).optional() };
const transition = { Next: z.string().optional(), End: z.literal(true).optional() };

const retrier = z.strictObject({
  ...comment,
  ErrorEquals: errorNames,
  IntervalSeconds: positiveSeconds.optional(),
  MaxAttempts: z.int().min(0).max(99_999_999).optional(),
  BackoffRate: z.number().min(1).optional(),
  MaxDelaySeconds: z.int().min(1).max(31_622_400).optional(),
  JitterStrategy: z.enum(['FULL', 'NONE']).optional(),
});

const catcher = z.strictObject({ ...comment, ...shaping, ErrorEquals: errorNames, Next: z.string() });
const recovering = { Retry: z.array(retrier).optional(), Catch: z.array(catcher).optional() };

const choiceRule = z.strictObject({
  ...comment,
  ...shaping,
  Condition: literalOr('Condition', z.boolean()),
  Next: z.string(),
});

/** https://docs.aws.amazon.com/step-functions/latest/dg/state-map-distributed.html */
const NOT_DISTRIBUTED = 'A Distributed Map is not run here';
const distributedOnly = z.never(NOT_DISTRIBUTED).optional();

const processorConfig = z.strictObject({
  Mode: z.literal('INLINE', `${NOT_DISTRIBUTED}: the Mode must be INLINE`).optional(),
  ExecutionType: distributedOnly,
});

const workflow: z.ZodType<Workflow> = z.lazy(() => z.strictObject({ ...common, StartAt: z.string(), States: states }));
const itemProcessor: z.ZodType<Workflow> = z.lazy(() =>
  z.strictObject({ ...common, ProcessorConfig: processorConfig.optional(), StartAt: z.string(), States: states }),
);

const state = z.discriminatedUnion('Type', [
  z.strictObject({ ...common, ...shaping, ...transition, Type: z.literal('Pass') }),
  z.strictObject({
    ...common,
    ...shaping,
    ...transition,
    ...recovering,
    Type: z.literal('Task'),
    Resource: z.string(),
    Arguments: template('Arguments').optional(),
    TimeoutSeconds: literalOr('TimeoutSeconds', positiveSeconds).optional(),
    HeartbeatSeconds: literalOr('HeartbeatSeconds', positiveSeconds).optional(),
    Credentials: z.strictObject({ RoleArn: literalOr('Credentials/RoleArn', z.string()) }).optional(),
  }),
  z.strictObject({
    ...common,
    ...shaping,
    Type: z.literal('Choice'),
    Choices: z.array(choiceRule).min(1),
    Default: z.string().optional(),
  }),
  z.strictObject({
    ...common,
    ...shaping,
    ...transition,
    Type: z.literal('Wait'),
    Seconds: literalOr('Seconds', seconds).optional(),
    Timestamp: literalOr('Timestamp', z.string()).optional(),
  }),
  z.strictObject({ ...common, ...shaping, Type: z.literal('Succeed') }),
  z.strictObject({
    ...common,
    Type: z.literal('Fail'),
    Error: literalOr('Error', z.string()).optional(),
    Cause: literalOr('Cause', z.string()).optional(),
  }),
  z.strictObject({
    ...common,
    ...shaping,
    ...transition,
    ...recovering,
    Type: z.literal('Parallel'),
    Arguments: template('Arguments').optional(),
    Branches: z.array(workflow).min(1),
  }),
  z.strictObject({
    ...common,
    ...shaping,
    ...transition,
    ...recovering,
    Type: z.literal('Map'),
    Items: literalOr('Items', z.array(z.unknown())).optional(),
    ItemSelector: template('ItemSelector').optional(),
    ItemProcessor: itemProcessor,
    ItemReader: distributedOnly,
    ItemBatcher: distributedOnly,
    ResultWriter: distributedOnly,
    Label: distributedOnly,
    MaxConcurrency: literalOr('MaxConcurrency', z.int().min(0)).optional(),
    ToleratedFailureCount: literalOr('ToleratedFailureCount', z.int().min(0)).optional(),
    ToleratedFailurePercentage: literalOr('ToleratedFailurePercentage', z.number().min(0).max(100)).optional(),
  }),
]) satisfies z.ZodType<State>;

const states = z
  .record(z.string().min(1).max(80), state)
  .refine((record) => Object.keys(record).length > 0, 'There must be at least one state');

/** A whole definition: checks shapes and compiles expressions; what names refer to is checked apart. */
export const definitionSchema: z.ZodType<Definition> = z.strictObject({
  ...common,
  Version: z.literal('1.0').optional(),
  TimeoutSeconds: positiveSeconds.optional(),
  StartAt: z.string(),
  States: states,
});
