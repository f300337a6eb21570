import { describe, expect, test } from 'vitest';
import { parseDefinition } from '../../../../local/states/definition/parse.ts';
import type { JsonObject } from '../../../../local/states/json.ts';

const end = { Type: 'Pass', End: true };
const lambda = 'arn:aws:states:::lambda:invoke';

function problemsOf(definition: unknown): string {
  try {
    parseDefinition(typeof definition === 'string' ? definition : JSON.stringify(definition));
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

const workflow = (states: JsonObject, more: JsonObject = {}) => ({
  QueryLanguage: 'JSONata',
  StartAt: Object.keys(states)[0],
  States: states,
  ...more,
});

describe('a definition is refused that', () => {
  const cases: [title: string, definition: unknown, problem: string][] = [
    ['is not JSON', '{', 'INVALID_JSON_DESCRIPTION'],
    ['is no object', '[]', 'INVALID_JSON_DESCRIPTION'],
    ['has no states', { StartAt: 'A' }, 'These fields are required: [States] at /'],
    ['starts nowhere', workflow({ A: end }, { StartAt: 'B' }), "Missing 'StartAt' target: B"],
    ['goes nowhere', workflow({ A: { Type: 'Pass', Next: 'B' } }), "Missing 'Next' target: B at /States/A"],
    ['goes to what every object has', workflow({ A: { Type: 'Pass', Next: 'toString' } }), "Missing 'Next' target"],
    ['has a state that nothing leads to', workflow({ A: end, B: end }), 'State "B" is not reachable'],
    ['both ends and goes on', workflow({ A: { ...end, Next: 'A' } }), "Exactly one of 'Next' and 'End'"],
    ['neither ends nor goes on', workflow({ A: { Type: 'Pass' } }), "Exactly one of 'Next' and 'End'"],
    ['has an unknown type', workflow({ A: { Type: 'Loop', End: true } }), '/States/A/Type'],
    ['has an unknown field', workflow({ A: { ...end, Colour: 'red' } }), 'Colour'],
    ['has an expression that cannot be read', workflow({ A: { ...end, Output: '{% 1 + %}' } }), "'1 +' is not valid"],
    [
      'waits twice',
      workflow({ A: { Type: 'Wait', Seconds: 1, Timestamp: 'x', End: true } }),
      "'Seconds' and 'Timestamp'",
    ],
    ['waits a negative time', workflow({ A: { Type: 'Wait', Seconds: -1, End: true } }), '/States/A/Seconds'],
    [
      'catches all before something else',
      workflow({
        A: {
          Type: 'Task',
          Resource: lambda,
          End: true,
          Catch: [
            { ErrorEquals: ['States.ALL'], Next: 'B' },
            { ErrorEquals: ['X'], Next: 'B' },
          ],
        },
        B: end,
      }),
      'States.ALL must appear alone and in the last position',
    ],
    [
      'beats slower than it times out',
      workflow({ A: { Type: 'Task', Resource: lambda, TimeoutSeconds: 5, HeartbeatSeconds: 5, End: true } }),
      'HeartbeatSeconds must be smaller than TimeoutSeconds',
    ],
    [
      'uses a name twice',
      workflow({ A: { Type: 'Parallel', Branches: [{ StartAt: 'A', States: { A: end } }], End: true } }),
      'State names must be unique',
    ],
    [
      'assigns an outer variable inside',
      workflow({
        A: { Type: 'Pass', Assign: { n: 1 }, Next: 'B' },
        B: {
          Type: 'Map',
          Items: [1],
          ItemProcessor: { StartAt: 'C', States: { C: { ...end, Assign: { n: 2 } } } },
          End: true,
        },
      }),
      "'n' is a variable of an outer scope",
    ],
    [
      'assigns a variable that cannot be',
      workflow({ A: { ...end, Assign: { 'a-b': 1 } } }),
      "'a-b' cannot be the name",
    ],
    ['assigns $states', workflow({ A: { ...end, Assign: { states: 1 } } }), "'states' cannot be the name"],
    [
      'has a distributed Map',
      workflow({
        A: {
          Type: 'Map',
          ItemProcessor: { ProcessorConfig: { Mode: 'DISTRIBUTED' }, StartAt: 'B', States: { B: end } },
          End: true,
        },
      }),
      'A Distributed Map is not run here: the Mode must be INLINE at /States/A/ItemProcessor/ProcessorConfig/Mode',
    ],
    [
      'has a Map that reads its items from elsewhere',
      workflow({
        A: {
          Type: 'Map',
          ItemReader: { Resource: 'arn:aws:states:::s3:getObject', Arguments: { Bucket: 'b', Key: 'k' } },
          ItemProcessor: { StartAt: 'B', States: { B: end } },
          End: true,
        },
      }),
      'A Distributed Map is not run here at /States/A/ItemReader',
    ],
    [
      'calls what is not run here',
      workflow({ A: { Type: 'Task', Resource: 'arn:aws:states:::sqs:sendMessage', End: true } }),
      'sqs:sendMessage is not recognized',
    ],
  ];
  test.each(cases)('%s', (_title, definition, problem) => {
    const message = problemsOf(definition);
    expect(message).toContain("Invalid State Machine Definition: '");
    expect(message).toContain(problem);
  });
});

describe('JSONPath', () => {
  const fields: [field: string, state: JsonObject][] = [
    ['InputPath', { ...end, InputPath: '$' }],
    ['Parameters', { Type: 'Task', Resource: lambda, Parameters: {}, End: true }],
    ['Result', { ...end, Result: {} }],
    ['ResultPath', { ...end, ResultPath: '$.a' }],
    ['ItemsPath', { Type: 'Map', ItemsPath: '$', ItemProcessor: { StartAt: 'B', States: { B: end } }, End: true }],
    ['TimeoutSecondsPath', { Type: 'Task', Resource: lambda, TimeoutSecondsPath: '$.t', End: true }],
    ['Variable', { Type: 'Choice', Choices: [{ Variable: '$.a', IsPresent: true, Next: 'A' }] }],
  ];
  test.each(fields)('is refused by its field %s', (field, state) => {
    expect(problemsOf(workflow({ A: state }))).toContain(`The field '${field}' belongs to JSONPath`);
    expect(problemsOf({ StartAt: 'A', States: { A: state } })).toContain(`The field '${field}' belongs to JSONPath`);
  });

  test('is refused inside JSONata', () => {
    expect(problemsOf(workflow({ A: { ...end, QueryLanguage: 'JSONPath' } }))).toContain(
      'JSONPath cannot be used inside',
    );
  });

  test('makes no difference to states that name no field of either language', () => {
    expect(problemsOf({ StartAt: 'A', States: { A: { ...end, Assign: { a: 'b' } } } })).toBe('');
  });

  test('is what a definition that names no language means, so expressions need theirs named', () => {
    expect(problemsOf({ StartAt: 'A', States: { A: { ...end, Output: 1 } } })).toContain(
      'needs the QueryLanguage JSONata',
    );
    expect(problemsOf({ StartAt: 'A', States: { A: { ...end, Assign: { a: '{% 1 %}' } } } })).toContain(
      'needs the QueryLanguage',
    );
    expect(problemsOf({ StartAt: 'A', States: { A: { ...end, Assign: { 'a.$': '$.b' } } } })).toContain(
      'uses JSONPath',
    );
    expect(problemsOf({ StartAt: 'A', States: { A: { ...end, QueryLanguage: 'JSONata', Output: '{% 1 %}' } } })).toBe(
      '',
    );
  });
});
