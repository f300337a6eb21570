import { beforeAll, describe, expect, test } from 'vitest';
import { Applicant } from '../acceptance/applicant.ts';
import { bringSchools, openRound } from '../acceptance/commands.ts';
import { type Service, serviceUnderTest } from '../acceptance/service.ts';
import { checkPage } from './check-page.ts';
import { WIDTHS } from './open-page.ts';
import { StaffAtDesk } from './staff.ts';

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
