import { once } from 'node:events';
import {
  CreateStateMachineCommand,
  DeleteStateMachineCommand,
  DescribeExecutionCommand,
  DescribeStateMachineCommand,
  DescribeStateMachineForExecutionCommand,
  GetExecutionHistoryCommand,
  ListExecutionsCommand,
  ListStateMachinesCommand,
  ListTagsForResourceCommand,
  SendTaskSuccessCommand,
  SFNClient,
  StartExecutionCommand,
  StopExecutionCommand,
  UpdateStateMachineCommand,
} from '@aws-sdk/client-sfn';
import { createAdaptorServer } from '@hono/node-server';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createStatesApi } from '../../../local/states/api.ts';
import { PLACE, ROLE, StatesHome } from './states-home.ts';

const home = new StatesHome();
const server = createAdaptorServer(createStatesApi(home.service));
let sfn: SFNClient;

beforeAll(async () => {
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  const endpoint = `http://127.0.0.1:${typeof address === 'object' ? address?.port : ''}`;
  sfn = new SFNClient({
    endpoint,
    region: PLACE.region,
    credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
    maxAttempts: 1,
  });
});
afterAll(() => {
  sfn.destroy();
  server.close();
  home.close();
});

const definition = (seconds: number) =>
  JSON.stringify({
    QueryLanguage: 'JSONata',
    StartAt: 'Rest',
    States: { Rest: { Type: 'Wait', Seconds: seconds, End: true } },
  });

async function create(name: string, seconds = 0): Promise<string> {
  const created = await sfn.send(
    new CreateStateMachineCommand({ name, definition: definition(seconds), roleArn: ROLE }),
  );
  return created.stateMachineArn ?? '';
}

describe('state machines', () => {
  test('are made, described, changed, listed and deleted', async () => {
    const stateMachineArn = await create('round');
    expect(stateMachineArn).toBe('arn:aws:states:eu-west-2:000000000000:stateMachine:round');
    const revision = await sfn.send(new UpdateStateMachineCommand({ stateMachineArn, definition: definition(1) }));
    expect(await sfn.send(new DescribeStateMachineCommand({ stateMachineArn }))).toMatchObject({
      name: 'round',
      definition: definition(1),
      status: 'ACTIVE',
      type: 'STANDARD',
      roleArn: ROLE,
      revisionId: revision.revisionId,
      creationDate: new Date(home.clock.now()),
      loggingConfiguration: { level: 'OFF', includeExecutionData: false },
    });
    const { stateMachines = [] } = await sfn.send(new ListStateMachinesCommand({}));
    expect(stateMachines.map(({ name }) => name)).toContain('round');
    await sfn.send(new DeleteStateMachineCommand({ stateMachineArn }));
    const gone = sfn.send(new DescribeStateMachineCommand({ stateMachineArn }));
    await expect(gone).rejects.toMatchObject({
      name: 'StateMachineDoesNotExist',
      message: `State Machine Does Not Exist: '${stateMachineArn}'`,
    });
  });

  test('are the same when made again the same, and refused when different', async () => {
    expect(await create('twice')).toBe(await create('twice'));
    await expect(create('twice', 5)).rejects.toMatchObject({ name: 'StateMachineAlreadyExists' });
  });

  test('that are deleted stay until their executions have ended', async () => {
    const stateMachineArn = await create('leaving', 60);
    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn }));
    await sfn.send(new DeleteStateMachineCommand({ stateMachineArn }));
    expect(await sfn.send(new DescribeStateMachineCommand({ stateMachineArn }))).toMatchObject({ status: 'DELETING' });
    await expect(sfn.send(new StartExecutionCommand({ stateMachineArn }))).rejects.toMatchObject({
      name: 'StateMachineDeleting',
    });
    await sfn.send(new StopExecutionCommand({ executionArn }));
    await expect(sfn.send(new DescribeExecutionCommand({ executionArn }))).rejects.toMatchObject({
      name: 'ExecutionDoesNotExist',
    });
  });

  test('are listed in pages', async () => {
    for (const name of ['page-1', 'page-2', 'page-3']) await create(name);
    const seen: (string | undefined)[] = [];
    let nextToken: string | undefined;
    do {
      const page = await sfn.send(new ListStateMachinesCommand({ maxResults: 2, nextToken }));
      seen.push(...(page.stateMachines ?? []).map(({ name }) => name));
      nextToken = page.nextToken;
    } while (nextToken !== undefined);
    expect(seen.filter((name) => name?.startsWith('page-'))).toEqual(['page-1', 'page-2', 'page-3']);
  });
});

describe('executions', () => {
  test('keep the definition they started with', async () => {
    const stateMachineArn = await create('changing', 60);
    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn }));
    await sfn.send(new UpdateStateMachineCommand({ stateMachineArn, definition: definition(1) }));
    const kept = await sfn.send(new DescribeStateMachineForExecutionCommand({ executionArn }));
    expect(kept.definition).toBe(definition(60));
    await home.pass(59);
    expect(await sfn.send(new DescribeExecutionCommand({ executionArn }))).toMatchObject({ status: 'RUNNING' });
  });

  test('of the same name and input are one while it runs', async () => {
    const stateMachineArn = await create('idempotent', 60);
    const start = (input: string) => sfn.send(new StartExecutionCommand({ stateMachineArn, name: 'case-1', input }));
    const [first, second] = await Promise.all([start('{"a":1}'), start('{"a":1}')]);
    expect(second).toMatchObject({ executionArn: first.executionArn, startDate: first.startDate });
    await expect(start('{"a": 1}')).rejects.toMatchObject({ name: 'ExecutionAlreadyExists' });
    await sfn.send(new StopExecutionCommand({ executionArn: first.executionArn }));
    await expect(start('{"a":1}')).rejects.toMatchObject({
      name: 'ExecutionAlreadyExists',
      message: `Execution Already Exists: '${first.executionArn}'`,
    });
  });

  test('are listed newest first, by status and in pages', async () => {
    const stateMachineArn = await create('many', 60);
    for (const name of ['one', 'two', 'three']) await sfn.send(new StartExecutionCommand({ stateMachineArn, name }));
    const executionArn = `${stateMachineArn.replace(':stateMachine:', ':execution:')}:two`;
    await sfn.send(new StopExecutionCommand({ executionArn }));
    const names = async (query: object) => {
      const page = await sfn.send(new ListExecutionsCommand({ stateMachineArn, ...query }));
      return { names: (page.executions ?? []).map(({ name }) => name), next: page.nextToken };
    };
    expect((await names({})).names).toEqual(['three', 'two', 'one']);
    expect((await names({ statusFilter: 'RUNNING' })).names).toEqual(['three', 'one']);
    const first = await names({ maxResults: 2 });
    expect(first.names).toEqual(['three', 'two']);
    expect((await names({ maxResults: 2, nextToken: first.next })).names).toEqual(['one']);
  });

  test('have a history in pages, forwards and backwards, with data or without', async () => {
    const stateMachineArn = await create('past');
    const { executionArn } = await sfn.send(new StartExecutionCommand({ stateMachineArn, input: '{"a":1}' }));
    await home.clock.activity.settled();
    const ids = async (reverseOrder: boolean) => {
      const all: (number | undefined)[] = [];
      let nextToken: string | undefined;
      do {
        const page = await sfn.send(
          new GetExecutionHistoryCommand({ executionArn, reverseOrder, maxResults: 3, nextToken }),
        );
        all.push(...(page.events ?? []).map(({ id }) => id));
        nextToken = page.nextToken;
      } while (nextToken !== undefined);
      return all;
    };
    expect(await ids(false)).toEqual([1, 2, 3, 4]);
    expect(await ids(true)).toEqual([4, 3, 2, 1]);
    const { events = [] } = await sfn.send(new GetExecutionHistoryCommand({ executionArn }));
    expect(events[0]).toEqual({
      id: 1,
      previousEventId: 0,
      timestamp: new Date(home.clock.now()),
      type: 'ExecutionStarted',
      executionStartedEventDetails: { input: '{"a":1}', inputDetails: { truncated: false }, roleArn: ROLE },
    });
    const bare = await sfn.send(new GetExecutionHistoryCommand({ executionArn, includeExecutionData: false }));
    expect(bare.events?.[0]?.executionStartedEventDetails).toEqual({ roleArn: ROLE });
  });
});

describe('a refusal has AWS’s name', () => {
  const machine = 'arn:aws:states:eu-west-2:000000000000:stateMachine:none';
  const cases: [title: string, send: () => Promise<unknown>, name: string][] = [
    ['a name with a space', () => create('two words'), 'InvalidName'],
    ['an ARN that is none', () => sfn.send(new DescribeStateMachineCommand({ stateMachineArn: 'none' })), 'InvalidArn'],
    [
      'a machine that is none',
      () => sfn.send(new StartExecutionCommand({ stateMachineArn: machine })),
      'StateMachineDoesNotExist',
    ],
    [
      'an input that is not JSON',
      async () => sfn.send(new StartExecutionCommand({ stateMachineArn: await create('input'), input: 'no' })),
      'InvalidExecutionInput',
    ],
    [
      'a change of nothing',
      async () => sfn.send(new UpdateStateMachineCommand({ stateMachineArn: await create('same') })),
      'MissingRequiredParameter',
    ],
    [
      'a token that is none',
      () => sfn.send(new SendTaskSuccessCommand({ taskToken: 'x', output: '1' })),
      'InvalidToken',
    ],
    [
      'a page that is too long',
      () => sfn.send(new ListStateMachinesCommand({ maxResults: 1001 })),
      'ValidationException',
    ],
    ['a page token that is none', () => sfn.send(new ListStateMachinesCommand({ nextToken: 'x' })), 'InvalidToken'],
    [
      'a field of the wrong type',
      () => sfn.send(new StartExecutionCommand({ stateMachineArn: 5 as never })),
      'ValidationException',
    ],
    [
      'an action that is not run here',
      () => sfn.send(new ListTagsForResourceCommand({ resourceArn: machine })),
      'UnknownOperationException',
    ],
  ];
  test.each(cases)('%s', async (_title, send, name) => {
    await expect(send()).rejects.toMatchObject({ name });
  });
});
