import type { Random } from './random.ts';

/** What one execution of the torture gets; everything that happens to it follows from this. */
export interface Errand {
  readonly name: string;
  /** How often its first function fails before it works. */
  readonly failures: number;
  readonly items: readonly number[];
  /** What comes by token: a word, or a refusal. */
  readonly isRefused: boolean;
  /** Whether it waits for a token that never comes. */
  readonly isForgotten: boolean;
  readonly isDoomed: boolean;
}

export function errand(number: number, random: Random): Errand {
  return {
    name: `errand-${number}`,
    failures: random.below(3),
    items: Array.from({ length: random.below(4) }, () => random.below(100)),
    isRefused: random.below(4) === 0,
    isForgotten: random.below(4) === 0,
    isDoomed: random.below(6) === 0,
  };
}

function invoke(functionName: string, payload: unknown, rest: object, suffix = ''): object {
  return {
    Type: 'Task',
    Resource: `arn:aws:states:::lambda:invoke${suffix}`,
    Arguments: { FunctionName: functionName, Payload: payload },
    ...rest,
  };
}

const park = (about: string, rest: object) =>
  invoke(
    'park',
    { name: '{% $states.context.Execution.Name %}', about, token: '{% $states.context.Task.Token %}' },
    rest,
    '.waitForTaskToken',
  );

const SAME = '{% $states.input %}';

/** A workflow with a wait, a retry, a map, parallel branches, an answered and an unanswered token, and a failure. */
export const WORKFLOW = {
  QueryLanguage: 'JSONata',
  StartAt: 'Pause',
  States: {
    Pause: { Type: 'Wait', Seconds: 1, Next: 'Try until it works' },
    'Try until it works': invoke(
      'fail-at-first',
      { failures: '{% $states.input.failures %}', retries: '{% $states.context.State.RetryCount %}' },
      {
        Retry: [{ ErrorEquals: ['NotYet'], IntervalSeconds: 1, BackoffRate: 1, MaxAttempts: 3 }],
        Assign: { tried: '{% $states.result.Payload %}' },
        Output: SAME,
        Next: 'Double each',
      },
    ),
    'Double each': {
      Type: 'Map',
      Items: '{% $states.input.items %}',
      MaxConcurrency: 2,
      ItemProcessor: {
        StartAt: 'Double',
        States: {
          Double: invoke('double', SAME, { Output: '{% $states.result.Payload %}', Next: 'Rest' }),
          Rest: { Type: 'Wait', Seconds: 1, End: true },
        },
      },
      Assign: { doubled: '{% $states.result %}' },
      Output: SAME,
      Next: 'Both at once',
    },
    'Both at once': {
      Type: 'Parallel',
      Branches: [
        {
          StartAt: 'Await word',
          States: {
            'Await word': park('word', {
              TimeoutSeconds: 3600,
              HeartbeatSeconds: 1800,
              Catch: [
                { ErrorEquals: ['Refused'], Output: '{% $states.errorOutput.Error %}', Next: 'Note the refusal' },
              ],
              End: true,
            }),
            'Note the refusal': { Type: 'Pass', End: true },
          },
        },
        {
          StartAt: 'Rest a while',
          States: {
            'Rest a while': { Type: 'Wait', Seconds: 1, Next: 'Double the first' },
            'Double the first': invoke('double', '{% $count($doubled) %}', {
              Output: '{% $states.result.Payload %}',
              End: true,
            }),
          },
        },
      ],
      Assign: { both: '{% $states.result %}' },
      Output: SAME,
      Next: 'Is it forgotten?',
    },
    'Is it forgotten?': {
      Type: 'Choice',
      Choices: [{ Condition: '{% $states.input.isForgotten %}', Next: 'Await nothing' }],
      Default: 'Is it doomed?',
    },
    'Await nothing': park('nothing', {
      TimeoutSeconds: 2,
      Catch: [{ ErrorEquals: ['States.Timeout'], Output: SAME, Next: 'Is it doomed?' }],
      Next: 'Is it doomed?',
    }),
    'Is it doomed?': {
      Type: 'Choice',
      Choices: [{ Condition: '{% $states.input.isDoomed %}', Next: 'Give up' }],
      Default: 'Finish',
    },
    'Give up': { Type: 'Fail', Error: 'Doomed', Cause: '{% $string($both) %}' },
    Finish: {
      Type: 'Succeed',
      Output: { tried: '{% $tried %}', doubled: '{% $doubled %}', both: '{% $both %}' },
    },
  },
};
