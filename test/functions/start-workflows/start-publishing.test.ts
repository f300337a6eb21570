import { ExecutionAlreadyExists } from '@aws-sdk/client-sfn';
import { expect, it } from 'vitest';
import { startPublishing } from '../../../functions/start-workflows/start-publishing.ts';

function starter(refuse = false) {
  const started: unknown[] = [];
  const send = async ({ input }: { input: unknown }) => {
    started.push(input);
    if (refuse) throw new ExecutionAlreadyExists({ message: 'it has ended', $metadata: {} });
    return {};
  };
  return {
    started,
    start: (at: string) => startPublishing({ workflows: { send } as never, directoryArn: 'directory' }, new Date(at)),
  };
}

it('starts one publishing for all changes of a window, after its end, well within 5 minutes of the first', async () => {
  const { started, start } = starter();
  await start('2027-06-01T10:00:00.000Z');
  await start('2027-06-01T10:01:59.999Z');
  await start('2027-06-01T10:02:00.000Z');
  const [first, second, third] = started;
  expect(first).toEqual({
    stateMachineArn: 'directory',
    name: 'directory-2027-06-01T10-00-00-000Z',
    input: '{"publishAt":"2027-06-01T10:02:20.000Z"}',
  });
  expect(second).toEqual(first);
  expect(third).toMatchObject({ name: 'directory-2027-06-01T10-02-00-000Z' });
});

it('leaves it to the sweep when the one of this window has ended', async () => {
  const { start } = starter(true);
  await expect(start('2027-06-01T10:00:00Z')).resolves.toBeUndefined();
});
