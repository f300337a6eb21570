import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { type LogFields, logError, logged, logWarning } from '../../functions/log.ts';

const lines: Record<string, unknown>[] = [];
beforeEach(() => {
  lines.length = 0;
  const write = (text: string | Uint8Array) => lines.push(JSON.parse(String(text))) > 0;
  vi.spyOn(process.stdout, 'write').mockImplementation(write);
  vi.spyOn(process.stderr, 'write').mockImplementation(write);
});
afterEach(() => vi.restoreAllMocks());

const context = { awsRequestId: 'request-1' } as Parameters<ReturnType<typeof logged>>[1];

it('names request and case in every line of an invocation, and only there', async () => {
  const warn = logged(async (_: { reference?: string }) => logWarning('words', { rule: 'owed-message' }));
  await warn({ reference: 'LLE-1' }, context);
  await warn({}, context);
  expect(lines[0]).toMatchObject({
    level: 'WARN',
    message: 'words',
    requestId: 'request-1',
    reference: 'LLE-1',
    rule: 'owed-message',
  });
  expect(lines[1]).not.toHaveProperty('reference');
});

it('drops every field that is not on the list', () => {
  logWarning('words', { email: 'somebody@example.org', row: 'CASE#1 CASE' } as LogFields);
  expect(lines[0]).toHaveProperty('row');
  expect(JSON.stringify(lines)).not.toContain('somebody');
});

it('says the name and place of an error, and never its message', () => {
  logError('words', new TypeError('cannot read Mary\nat Leeds\n    at elsewhere (Mary:1:2)'));
  expect(lines[0]).toMatchObject({ error: 'TypeError', where: expect.stringContaining('log.test.ts') });
  logError('words', 'Mary');
  expect(lines[1]).toMatchObject({ error: 'UnknownError' });
  expect(JSON.stringify(lines)).not.toMatch(/Mary|Leeds|elsewhere/);
});

it('gives Lambda the name of what a handler threw, and nothing else of it', async () => {
  const fail = logged(async () => {
    throw new RangeError('Mary is no number');
  });
  const error = await fail({}, context).catch((thrown: unknown) => thrown);
  expect(error).toMatchObject({ name: 'RangeError' });
  expect(`${(error as Error).message} ${(error as Error).stack}`).not.toContain('Mary');
  expect(lines[0]).toMatchObject({ message: 'the invocation failed', error: 'RangeError' });
});
