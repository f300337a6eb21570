import { beforeAll, describe, expect, test } from 'vitest';
import { Applicant } from '../acceptance/applicant.ts';
import { bringSchools, dayAfter, openRound } from '../acceptance/commands.ts';
import { type Service, serviceUnderTest } from '../acceptance/service.ts';
import { checkPage } from './check-page.ts';
import { WIDTHS } from './open-page.ts';
import { StaffAtDesk } from './staff.ts';
import { tokenOf } from './staff-token.ts';

let service: Service;
let reference: string;
beforeAll(async () => {
  service = await serviceUnderTest();
  await bringSchools(service);
  reference = await new Applicant(service).apply(await openRound(service));
  await service.clock.settle();
});

describe.each([
  { name: 'Aidan Example', javaScript: true, width: WIDTHS.desktop },
  { name: 'Ada Example', javaScript: false, width: WIDTHS.phone },
])('$name at a window of $width px, JavaScript: $javaScript', ({ name, ...visit }) => {
  test('reads emails, designations and what staff did', async () => {
    const reader = await StaffAtDesk.signedIn(name, visit);
    await reader.open(reference);
    await reader.follow('Emails');
    await checkPage(reader.page, 'helpdesk/messages');
    await reader.page.goto(`/helpdesk/cases/${reference}/letters`);
    await checkPage(reader.page, 'helpdesk/letters');
    await reader.follow('Endorsement asked');
    await checkPage(reader.page, 'helpdesk/letter');
    expect(await reader.page.getByText('(the link is not shown)').count()).toBeGreaterThan(0);
    await reader.follow('Designations');
    await checkPage(reader.page, 'helpdesk/designations');
    await reader.follow('Audit');
    await checkPage(reader.page, 'helpdesk/audit');
    await reader.follow(name);
    await checkPage(reader.page, 'helpdesk/audit-staff');
    await reader.page.goto(`/helpdesk/cases/${reference}/audit`);
    await checkPage(reader.page, 'helpdesk/audit-case');
  });
});

test('a program makes, reads and cancels a round with a token of the provider, and none without', async () => {
  const { baseUrl } = service;
  const ask = async (token: string | undefined, path: string, sent?: unknown) => {
    const answer = await fetch(`${baseUrl}/helpdesk/api/${path}`, {
      headers: { ...(token !== undefined && { authorization: `Bearer ${token}` }), 'content-type': 'application/json' },
      ...(sent !== undefined && { method: 'POST', body: JSON.stringify(sent) }),
    });
    return { status: answer.status, body: (await answer.json()) as Record<string, unknown> };
  };
  const now = await service.clock.now();
  const opens = dayAfter(now, 30);
  const round = {
    programme: 'sle',
    title: 'By a program',
    body: `program-school-of-${opens}`,
    opens: `${opens}T09:00`,
  };
  const priya = await tokenOf('Priya Example', baseUrl);
  const made = await ask(priya, 'rounds', round);
  expect(made).toMatchObject({ status: 200, body: { title: 'By a program', state: 'scheduled' } });
  const path = `rounds/${made.body.id}`;
  expect(await ask(priya, path)).toMatchObject({ status: 200, body: { id: made.body.id } });
  expect((await ask(priya, `${path}/report`)).status).toBe(404);

  const aidan = await tokenOf('Aidan Example', baseUrl);
  const reason = { reason: 'Made by mistake.' };
  expect((await ask(aidan, path)).status, 'an auditor reads').toBe(200);
  expect((await ask(aidan, `${path}/cancellation`, reason)).status, 'and changes nothing').toBe(403);
  const [head, payload, signature = ''] = priya.split('.');
  const forged = [head, payload, signature.toUpperCase()].join('.');
  for (const token of [undefined, forged]) {
    expect((await ask(token, path)).status).toBe(401);
    expect((await ask(token, `${path}/cancellation`, reason)).status).toBe(401);
  }
  expect(await ask(priya, `${path}/cancellation`, reason)).toMatchObject({ status: 200, body: { state: 'cancelled' } });
  await service.clock.moveBy('PT2H');
  expect((await ask(priya, path)).status, 'a token that is past its hour').toBe(401);
});
