import { afterAll, expect, test } from 'vitest';
import type { JsonObject } from '../../../../local/states/json.ts';
import { invoke, named, StatesHome } from '../states-home.ts';

let broken = true;
const home = new StatesHome({
  mend: (input) => {
    const { of } = input as { of: string };
    if (broken && of !== 'fine') throw named('Broken');
    return `${of} done`;
  },
});
afterAll(() => home.close());

const first: JsonObject = { Type: 'Pass', Assign: { kept: 'yes' }, Output: { of: 'case' }, Next: 'Mend' };

test('a redriven execution goes on at the task that failed, with what it knew', async () => {
  broken = true;
  const { End: _, ...task } = invoke('mend');
  const last = { Type: 'Pass', Output: '{% $states.input & $kept %}', End: true };
  const failed = await home.run({ First: first, Mend: { ...task, Next: 'Last' }, Last: last });
  expect(failed).toMatchObject({ status: 'FAILED', error: 'Broken' });
  expect(await home.service.describeExecution({ executionArn: failed.arn })).toMatchObject({
    redriveStatus: 'REDRIVABLE',
  });
  broken = false;
  await home.service.redriveExecution({ executionArn: failed.arn });
  const ended = await home.finish(failed.arn);
  expect(ended).toMatchObject({ status: 'SUCCEEDED', output: 'case doneyes', error: undefined });
  expect(ended.types.slice(failed.types.length)).toEqual([
    'ExecutionRedriven',
    ...['TaskScheduled', 'TaskStarted', 'TaskSucceeded', 'TaskStateExited'],
    ...['PassStateEntered', 'PassStateExited', 'ExecutionSucceeded'],
  ]);
  expect(await home.service.describeExecution({ executionArn: failed.arn })).toMatchObject({ redriveCount: 1 });
});

test('only the iterations that did not end are done again', async () => {
  broken = true;
  const ItemProcessor = { StartAt: 'Mend', States: { Mend: invoke('mend') } };
  const map = {
    Type: 'Map',
    Items: [{ of: 'fine' }, { of: 'bad' }, { of: 'later' }],
    MaxConcurrency: 1,
    ItemProcessor,
    End: true,
  };
  const failed = await home.run({ Each: map });
  expect(failed.status).toBe('FAILED');
  broken = false;
  home.calls.length = 0;
  await home.service.redriveExecution({ executionArn: failed.arn });
  const ended = await home.finish(failed.arn);
  expect(ended).toMatchObject({ status: 'SUCCEEDED', output: ['fine done', 'bad done', 'later done'] });
  expect(home.calls.map(({ input }) => input)).toEqual([{ of: 'bad' }, { of: 'later' }]);
});

test('a stopped wait is waited again', async () => {
  const arn = await home.start({ Rest: { Type: 'Wait', Seconds: 60, End: true } });
  await home.service.stopExecution({ executionArn: arn, error: 'Pause', cause: 'by hand' });
  expect(await home.look(arn)).toMatchObject({ status: 'ABORTED', error: 'Pause', cause: 'by hand' });
  await home.pass(3600);
  await home.service.redriveExecution({ executionArn: arn });
  await home.pass(59);
  expect((await home.look(arn)).status).toBe('RUNNING');
  await home.pass(1);
  expect((await home.look(arn)).status).toBe('SUCCEEDED');
});

test('what runs, succeeded or ended two weeks ago cannot be redriven', async () => {
  const refused = { code: 'ExecutionNotRedrivable' };
  const running = await home.start({ Rest: { Type: 'Wait', Seconds: 60, End: true } });
  await expect(home.service.redriveExecution({ executionArn: running })).rejects.toMatchObject(refused);
  await home.finish(running);
  await expect(home.service.redriveExecution({ executionArn: running })).rejects.toMatchObject(refused);
  const { arn } = await home.run({ No: { Type: 'Fail' } });
  await home.pass(15 * 24 * 3600);
  await expect(home.service.redriveExecution({ executionArn: arn })).rejects.toMatchObject(refused);
});
