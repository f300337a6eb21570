import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { endHeldDesignation } from '../../../functions/acts/designations/end-designation.ts';
import { agreeToListing, confirmEntry } from '../../../functions/acts/designations/listing.ts';
import { moveSchool } from '../../../functions/acts/designations/move-school.ts';
import { pauseDesignation, resumeDesignation } from '../../../functions/acts/designations/pause-designation.ts';
import { concludeReview, REVIEW_TASK, startReview } from '../../../functions/acts/designations/review-designation.ts';
import { designationHistory } from '../../../functions/store/designation-event-row.ts';
import { designationOf, getDesignation } from '../../../functions/store/designation-rows.ts';
import { getEntry } from '../../../functions/store/directory-entry-row.ts';
import { rowKeys } from '../../../functions/store/keys.ts';
import { messageRow } from '../../../functions/store/message-row.ts';
import { putSchool } from '../../../functions/store/school-row.ts';
import { openTasks } from '../../../functions/store/task-row.ts';
import { keepDesignation, promptToConfirm } from '../../../functions/sweep/designation-due.ts';
import { aSchool } from '../../domain/a-school.ts';
import { STAFF } from '../an-application.ts';
import { seedDesignated } from '../publish-directory/a-directory.ts';
import { runTable, type TestTable } from '../records-harness.ts';

let table: TestTable;
beforeAll(async () => {
  table = await runTable();
});
afterAll(() => table.end());

const NOW = new Date('2027-06-01T10:00:00Z');
const deskAt = (at: Date = NOW) => ({ records: table.records, at });

async function aHolder() {
  const { number, person, reference } = await seedDesignated(table.records);
  const by = { kind: 'applicant', id: person } as const;
  return { number, person, reference, self: { number, by }, staff: { number, by: STAFF } };
}

async function mails(number: string): Promise<string[]> {
  const { pk } = rowKeys.designation(number);
  return (await Array.fromAsync(table.records.beginning({ pk, sk: 'MESSAGE#' }, messageRow))).map(
    (row) => row.template,
  );
}

const GROUND = { ground: 'misconduct', words: 'We heard of it.' };
const refused = (name: string, word?: string) => expect.objectContaining({ name, ...(word !== undefined && { word }) });

describe('a review', () => {
  it('leaves the designation standing, and goes back to what was before', async () => {
    const { number, self, staff } = await aHolder();
    await pauseDesignation(deskAt(), self);
    await startReview(deskAt(), { ...staff, ...GROUND });
    expect(await getDesignation(table.records, number)).toMatchObject({ state: 'under-review' });
    await concludeReview(deskAt(), staff);
    const after = await getDesignation(table.records, number);
    expect(after).toMatchObject({ state: 'paused', reviewOn: '2028-06-01' });
    expect(after).not.toHaveProperty('review');
    expect(await mails(number)).toEqual(['designation-questioned', 'designation-reviewed']);
  });

  it('is not ended by the person who pauses or resumes: that waits for it', async () => {
    const { number, self, staff } = await aHolder();
    await startReview(deskAt(), { ...staff, ...GROUND });
    expect(await pauseDesignation(deskAt(), self)).toBe('moved');
    expect(await resumeDesignation(deskAt(), self)).toBe('moved');
    expect(await resumeDesignation(deskAt(), self)).toBe('already-there');
    expect(await getDesignation(table.records, number)).toMatchObject({ state: 'under-review' });
  });

  it('needs one of the programme’s grounds, and words', async () => {
    const { self, staff } = await aHolder();
    await expect(startReview(deskAt(), { ...staff, ...GROUND, ground: 'dislike' })).rejects.toThrow(
      refused('ReasonMissingError'),
    );
    await expect(startReview(deskAt(), { ...staff, ...GROUND, words: ' ' })).rejects.toThrow(
      refused('ReasonMissingError'),
    );
    await expect(startReview(deskAt(), { ...self, ...GROUND })).rejects.toThrow(refused('NotNowError', 'not-by-them'));
  });

  it('falls due on its day: staff get a task, the person a mail, once; nothing else changes', async () => {
    const { number, reference, staff } = await aHolder();
    const due = new Date('2028-05-01T09:00:00Z');
    const key = rowKeys.designation(number);
    await keepDesignation(deskAt(new Date('2028-05-01T07:00:00Z')), key);
    expect(await openTasks(table.records, reference)).toEqual([]);
    for (let sweep = 0; sweep < 2; sweep++) await keepDesignation(deskAt(due), key);
    expect(await openTasks(table.records, reference)).toMatchObject([{ task: REVIEW_TASK, subject: '2028-05-01' }]);
    expect(await mails(number)).toEqual(['designation-review-due']);
    expect(await getDesignation(table.records, number)).toMatchObject({ state: 'active' });
    await concludeReview(deskAt(due), staff);
    expect(await openTasks(table.records, reference)).toEqual([]);
  });
});

describe('the end', () => {
  it('takes it from the person and the directory, and is told with the reason', async () => {
    const { number, person, self, staff } = await aHolder();
    await agreeToListing(deskAt(), self);
    expect(await endHeldDesignation(deskAt(), { ...staff, reason: 'removed', words: 'Why.' })).toBe('ended');
    expect(await endHeldDesignation(deskAt(), { ...staff, reason: 'removed', words: 'Why.' })).toBe('already-ended');
    expect(await designationOf(table.records, person, 'lle')).toBeUndefined();
    expect(await getEntry(table.records, number)).toBeUndefined();
    expect(await mails(number)).toEqual(['designation-ended']);
    expect((await designationHistory(table.records, number)).map(({ what }) => what)).toEqual(['listed', 'ended']);
    await expect(agreeToListing(deskAt(), self)).rejects.toThrow(refused('NotNowError', 'designation-ended'));
  });

  it('comes with the term, by the service itself', async () => {
    const { number } = await aHolder();
    await keepDesignation(deskAt(new Date('2031-04-30T23:00:00Z')), rowKeys.designation(number));
    expect(await getDesignation(table.records, number)).toMatchObject({ ended: { reason: 'term-over' } });
  });

  it('is for each only by their own reasons, and a removal is explained', async () => {
    const { self, staff } = await aHolder();
    const ending = (of: typeof self | typeof staff, reason: 'removed' | 'term-over') =>
      endHeldDesignation(deskAt(), { ...of, reason });
    await expect(ending(self, 'removed')).rejects.toThrow(refused('NotNowError', 'not-by-them'));
    await expect(ending(staff, 'term-over')).rejects.toThrow(refused('NotNowError', 'not-by-them'));
    await expect(ending(staff, 'removed')).rejects.toThrow(refused('ReasonMissingError'));
  });

  it('is told to nobody when the person has died', async () => {
    const { number, staff } = await aHolder();
    await endHeldDesignation(deskAt(), { ...staff, reason: 'died' });
    expect(await mails(number)).toEqual([]);
  });
});

it('keeps the designation through a move to another school, with a review after it', async () => {
  const { number, staff } = await aHolder();
  await expect(moveSchool(deskAt(), { ...staff, urn: '999777' })).rejects.toThrow(refused('SchoolNotFoundError'));
  await table.records.transact([putSchool({ kind: 'school', school: aSchool({ urn: '999778' }) })]);
  expect(await moveSchool(deskAt(), { ...staff, urn: '999778' })).toBe('moved');
  expect(await getDesignation(table.records, number)).toMatchObject({ school: '999778', reviewOn: '2028-12-01' });
});

it('asks once a year whether the entry is right, and again only after it was confirmed', async () => {
  const { number, self } = await aHolder();
  await agreeToListing(deskAt(), self);
  const key = rowKeys['directory-entry'](number);
  const year = (years: number) => deskAt(new Date(Date.UTC(2027 + years, 5, 1, 10)));
  for (const years of [0, 1, 1, 2]) await promptToConfirm(year(years), key);
  expect(await mails(number)).toEqual(['directory-confirm']);
  await confirmEntry(year(2), self);
  await promptToConfirm(year(3), key);
  expect(await mails(number)).toEqual(['directory-confirm', 'directory-confirm']);
});
