import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Hono } from 'hono';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { Clock } from '../../../local/clock/clock.ts';
import { openDatabase } from '../../../local/data/database.ts';
import { createExecutionPages } from '../../../local/executions/pages.ts';
import { FunctionNotFoundError } from '../../../local/functions/invoke.ts';
import { StatesService } from '../../../local/states/service.ts';

const DEFINITION = {
  QueryLanguage: 'JSONata',
  StartAt: 'Is it <urgent>?',
  States: {
    'Is it <urgent>?': {
      Type: 'Choice',
      Choices: [{ Condition: '{% $states.input.urgent %}', Next: 'Refuse' }],
      Default: 'Wait a day',
    },
    'Wait a day': { Type: 'Wait', Seconds: 86_400, End: true },
    Refuse: { Type: 'Fail', Error: 'TooUrgent', Cause: 'No <b>time</b>' },
  },
};

let folder: string;
let close: () => void;
let pages: Hono;

async function text(path: string): Promise<string> {
  const response = await pages.request(path);
  return response.text();
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'execution-pages-'));
  const database = openDatabase(join(folder, 'home.sqlite'));
  const clock = new Clock({ mode: 'manual', now: Date.UTC(2026, 2, 1, 9) });
  const service = new StatesService({
    database,
    clock,
    invoke: async (name) => {
      throw new FunctionNotFoundError(name);
    },
    callAws: async () => ({}),
    region: 'eu-west-2',
    account: '000000000000',
  });
  close = () => {
    service.close();
    clock.stop();
    database.close();
  };
  const definition = JSON.stringify(DEFINITION);
  const roleArn = 'arn:aws:iam::000000000000:role/states';
  const { stateMachineArn } = await service.createStateMachine({ name: 'errands', definition, roleArn });
  await service.startExecution({ stateMachineArn, name: 'patient', input: '{"urgent":false}' });
  await clock.moveTo(Date.UTC(2026, 2, 1, 10));
  await service.startExecution({ stateMachineArn, name: 'urgent', input: '{"urgent":true,"note":"<script>"}' });
  for (let number = 1; number <= 50; number++) {
    await service.startExecution({ stateMachineArn, name: `later-${number}`, input: '{"urgent":false}' });
  }
  await clock.moveTo(Date.UTC(2026, 2, 1, 11));
  pages = createExecutionPages(service);
});

afterAll(async () => {
  close();
  await rm(folder, { recursive: true });
});

test('the first page lists each state machine with its latest executions', async () => {
  const shown = await text('/');
  expect(shown).toContain('<a href="/executions/errands">errands</a>');
  expect(shown.match(/href="\/executions\/errands\/later-\d+"/g)).toHaveLength(8);
});

test('a machine shows its executions fifty at a time, and the rest on request', async () => {
  const first = await text('/errands');
  expect(first.match(/href="\/executions\/errands\/[\w-]+"/g)).toHaveLength(50);
  const link = /href="\?([^"]+)">Earlier executions/.exec(first)?.[1]?.replaceAll('&amp;', '&');
  const second = await text(`/errands?${link}`);
  expect(second.match(/href="\/executions\/errands\/[\w-]+"/g)).toHaveLength(2);
  expect(second).toContain('errands/patient"');
  expect(second).not.toContain('Earlier executions');
});

test('executions can be filtered by how they stand', async () => {
  const failed = await text('/errands?status=FAILED');
  expect(failed.match(/href="\/executions\/errands\/[\w-]+"/g)).toEqual(['href="/executions/errands/urgent"']);
  expect(failed).toContain('<option value="FAILED" selected>');
});

test('an execution shows what went in, how it ended and the state in which it failed', async () => {
  const shown = await text('/errands/urgent');
  expect(shown).toContain('<strong>TooUrgent</strong>');
  expect(shown).toContain('2026-03-01 10:00:00');
  expect(shown).toContain('<title>Refuse: Fail, failed</title>');
  expect(shown).toContain('<title>Wait a day: Wait, not reached</title>');
});

test('an execution that waits shows where it is now', async () => {
  expect(await text('/errands/patient')).toContain('<title>Wait a day: Wait, here now</title>');
});

test('names, inputs and causes cannot put markup into a page', async () => {
  const shown = await text('/errands/urgent');
  expect(shown).not.toMatch(/<script|<urgent|<b>time/);
  expect(shown).toContain('Is it &lt;urgent&gt;?');
  expect(shown).toContain('No &lt;b&gt;time&lt;/b&gt;');
});

test('what is not there is answered with 404', async () => {
  const answers = await Promise.all(
    ['/nothing', '/errands/nobody', '/nothing/nobody'].map((path) => pages.request(path)),
  );
  expect(answers.map(({ status }) => status)).toEqual([404, 404, 404]);
});
