import { expect, it } from 'vitest';
import { endHeldDesignation } from '../../../functions/acts/designations/end-designation.ts';
import { agreeToListing, confirmEntry } from '../../../functions/acts/designations/listing.ts';
import { concludeReview, startReview } from '../../../functions/acts/designations/review-designation.ts';
import { rowKeys } from '../../../functions/store/keys.ts';
import { messageRow } from '../../../functions/store/message-row.ts';
import { keepDesignation, promptToConfirm } from '../../../functions/sweep/designation-due.ts';
import { STAFF } from '../an-application.ts';
import { seedDesignated } from '../publish-directory/a-directory.ts';
import { APPLICANT } from './a-case.ts';
import { HELPDESK, openMailRoom, PUBLIC_URL, useRecords } from './mail-room.ts';

const records = useRecords();
const NOW = new Date('2028-05-01T10:00:00Z');
const desk = () => ({ records: records(), at: NOW });

async function aHolder() {
  const { number, person } = await seedDesignated(records());
  return { number, self: { number, by: { kind: 'applicant', id: person } as const }, staff: { number, by: STAFF } };
}

/** Sends what the designation owes. Each names the helpdesk and leads to the page. */
async function lettersOf(number: string) {
  const room = await openMailRoom(records());
  const { pk } = rowKeys.designation(number);
  for await (const message of records().beginning({ pk, sk: 'MESSAGE#' }, messageRow)) await room.sender()(message);
  return room.mails().map(({ recipients, content: { subject, text } }) => {
    expect(recipients).toEqual([APPLICANT.email]);
    expect(text).toContain(HELPDESK.email);
    return { subject: subject.replace(number, 'NUMBER'), text: String(text) };
  });
}

const page = (number: string) => `${PUBLIC_URL}/designations/${number}`;

it('says why a designation is reviewed, what that means, and that it stands after all', async () => {
  const { number, staff } = await aHolder();
  await startReview(desk(), { ...staff, ground: 'misconduct', words: 'A school told us <this>.' });
  const [questioned] = await lettersOf(number);
  expect(questioned?.subject).toBe('NUMBER: we are reviewing your designation');
  for (const words of ['Professional misconduct', 'A school told us <this>.', 'You stay designated', page(number)]) {
    expect(questioned?.text).toContain(words);
  }
  await concludeReview(desk(), staff);
  const [stands] = await lettersOf(number);
  expect(stands?.subject).toBe('NUMBER: your designation stands');
  expect(stands?.text).toContain('The next review is on 1 May 2029.');
});

it('says that a regular review is due, and that nothing changes by it', async () => {
  const { number } = await aHolder();
  await keepDesignation(desk(), rowKeys.designation(number));
  const [due] = await lettersOf(number);
  expect(due?.text).toContain('we would review your designation on 1 May 2028. That day has come.');
  expect(due?.text).toContain('what schools see of you does not change');
});

it('asks whether the entry is right, unless that was answered before it was sent', async () => {
  const { number, self } = await aHolder();
  await agreeToListing({ records: records(), at: new Date('2027-04-30T10:00:00Z') }, self);
  await promptToConfirm(desk(), rowKeys['directory-entry'](number));
  const [asked] = await lettersOf(number);
  expect(asked?.subject).toBe('NUMBER: is your entry in the directory still right?');
  expect(asked?.text).toContain(page(number));

  const other = await aHolder();
  await agreeToListing({ records: records(), at: new Date('2027-04-30T10:00:00Z') }, other.self);
  await promptToConfirm(desk(), rowKeys['directory-entry'](other.number));
  await confirmEntry(desk(), other.self);
  expect(await lettersOf(other.number)).toEqual([]);
});

it('says why it ended, in the words of staff where they wrote some', async () => {
  const removed = await aHolder();
  await endHeldDesignation(desk(), { ...removed.staff, reason: 'removed', words: 'We could not agree.' });
  const [letter] = await lettersOf(removed.number);
  expect(letter?.text).toContain('have ended it.\n\nWe could not agree.');

  const resigned = await aHolder();
  await endHeldDesignation(desk(), { ...resigned.self, reason: 'resigned' });
  expect((await lettersOf(resigned.number))[0]?.text).toContain('because you resigned. Thank you');
});
