import { beforeAll, expect, test } from 'vitest';
import { linksIn, linkTo } from './mailbox.ts';
import { type Service, serviceUnderTest } from './service.ts';
import { APPLICANT, apply, ENDORSER } from './thin-path.ts';

let service: Service;
beforeAll(async () => {
  service = await serviceUnderTest();
});

const link = async (reference: string) =>
  linkTo('/e/', await service.mail.latest({ to: ENDORSER, template: 'endorsement-asked', reference }));

test('an application goes from the form to the endorsement and ends well', async () => {
  const { mail, executions, newBrowser } = service;
  const reference = await apply(service);
  const received = await mail.latest({ to: APPLICANT, template: 'application-received', reference });
  expect(received.text).toContain(reference);

  const endorser = newBrowser();
  const asked = await endorser.visit(await link(reference));
  expect(asked.text).toContain(reference);
  expect(await executions.theOne(reference)).toMatchObject({ status: 'RUNNING' });

  const thanks = await endorser.submit(asked, { answer: 'given', typedName: 'Chris Okafor' });
  expect(thanks.text).toContain('given');
  await service.clock.settle();
  expect(await executions.theOne(reference)).toMatchObject({ status: 'SUCCEEDED' });
  expect(await executions.input(reference)).toEqual({ reference });
});

test('an endorsement that nobody gives lapses on its due date', async () => {
  const reference = await apply(service);
  await link(reference);
  await service.clock.moveBy('P41D');
  expect(await service.executions.theOne(reference)).toMatchObject({ status: 'RUNNING' });
  await service.clock.moveBy('P1DT1S');
  expect(await service.executions.theOne(reference)).toMatchObject({ status: 'SUCCEEDED' });
  const entered = (await service.executions.history(reference)).map((event) => event.stateEnteredEventDetails?.name);
  expect(entered).toContain('Endorsement lapsed');
});

test('a form that was posted twice acts once', async () => {
  const { newBrowser, mail, executions } = service;
  const reference = await apply(service);
  const endorser = newBrowser();
  const answer = { answer: 'declined', typedName: 'Chris Okafor' };
  const posting = endorser.fillIn(await endorser.visit(await link(reference)), answer);
  const shown = await Promise.all([endorser.post(posting), endorser.post(posting)]);
  shown.push(await endorser.post(posting));
  for (const page of shown) expect(page).toMatchObject({ status: 200, text: expect.stringContaining('declined') });

  const opposite = { ...posting, body: new URLSearchParams({ ...answer, answer: 'given' }) };
  expect((await endorser.post(opposite)).text).toContain('declined');
  expect(await mail.list({ reference })).toHaveLength(2);
  expect(await executions.of(reference)).toHaveLength(1);
});

test('mail scanners that open every link of every mail change nothing', async () => {
  const { mail, executions, newBrowser } = service;
  const reference = await apply(service);
  const before = await mail.list();
  for (const url of new Set(before.flatMap(linksIn))) {
    for (const method of ['HEAD', 'GET']) {
      const response = await fetch(url, { method });
      expect(response.status, `${method} ${url}`).toBeLessThan(500);
    }
  }
  expect(await mail.list()).toEqual(before);
  expect(await executions.theOne(reference)).toMatchObject({ status: 'RUNNING' });
  const endorser = newBrowser();
  const thanks = await endorser.submit(await endorser.visit(await link(reference)), {
    answer: 'given',
    typedName: 'Chris Okafor',
  });
  expect(thanks.text).toContain('given');
});
