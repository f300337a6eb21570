import { describe, expect, it } from 'vitest';
import { getDesignation } from '../../../functions/store/designation-rows.ts';
import { getEntry } from '../../../functions/store/directory-entry-row.ts';
import { lead } from '../../../functions/store/person-row.ts';
import { seedDesignated } from '../publish-directory/a-directory.ts';
import { usePages } from './applicant.ts';

const pages = usePages(new Date('2027-06-01T10:00:00Z'));

async function designated() {
  const { number, person } = await seedDesignated(pages().records);
  const email = `${person}@school.example`;
  await pages().records.transact(await lead(pages().records, { person, email }));
  return { number, visitor: await pages().signIn(email), at: `/designations/${number}` };
}

const ENTRY = {
  profile: 'I led two schools out of special measures.',
  specialisms: ['activities/coaching', 'schools/new-head'],
  ageGroups: 'primary',
  travelMiles: '20',
  placements: '2',
  'from-day': '4',
  'from-month': '1',
  'from-year': '2028',
};

describe('a designated person', () => {
  it('lists themselves, says what they offer, pauses, and leaves again', async () => {
    const { number, visitor, at } = await designated();
    expect((await visitor.get('/designations')).location).toBe(at);
    expect((await visitor.get(at)).body).toContain('You are not in the public directory');
    expect((await visitor.send(`${at}/list`)).body).toContain('This is what the public sees');

    await visitor.get(`${at}/entry`);
    const { body } = await visitor.send(`${at}/entry`, ENTRY);
    for (const words of [
      'I led two schools',
      'Coaching and mentoring',
      'Primary (5 to 11)',
      'Up to 20 miles',
      'Done. The public sees it',
    ]) {
      expect(body).toContain(words);
    }
    expect(body).toContain('2 more placements from 4 January 2028');
    expect((await visitor.get(`${at}/entry`)).body).toContain('value="2028"');

    expect((await visitor.send(`${at}/pause`)).body).toContain('Not at present');
    expect((await visitor.send(`${at}/resume`)).body).toContain('2 more placements');

    await visitor.get(`${at}/leave`);
    expect((await visitor.send(`${at}/leave`)).body).toContain('You are not in the public directory');
    expect(await getEntry(pages().records, number)).toBeUndefined();
  });

  it('hears beside each field what is wrong, and loses nothing that was typed', async () => {
    const { visitor, at } = await designated();
    await visitor.get(at);
    await visitor.send(`${at}/list`);
    await visitor.get(`${at}/entry`);
    const wrong = { ...ENTRY, placements: '0', travelMiles: 'far', 'from-day': '31', 'from-month': '2' };
    const { status, body } = await visitor.post(`${at}/entry`, { ...wrong, profile: 'word '.repeat(151) });
    expect(status).toBe(422);
    for (const words of ['from 1 to 9', 'from 1 to 250', 'a real date', '150 words or fewer', 'value="far"']) {
      expect(body).toContain(words);
    }
    expect(body, 'of a day that is none').not.toContain('within the next 2 years');
    expect(body).toMatch(/value="primary" checked/);
  });

  it('confirms the entry, and says nothing else by that', async () => {
    const { number, visitor, at } = await designated();
    await visitor.get(at);
    await visitor.send(`${at}/list`);
    pages().now = new Date('2027-07-01T10:00:00Z');
    const again = await pages().signIn(`${(await getDesignation(pages().records, number))?.person}@school.example`);
    await again.get(at);
    expect((await again.send(`${at}/confirm`)).body).toContain('1 July 2027');
  });

  it('resigns after being asked once more, and sees that it has ended', async () => {
    const { number, visitor, at } = await designated();
    expect((await visitor.get(`${at}/resign`)).body).toContain('You cannot take this back');
    expect((await visitor.send(`${at}/resign`)).body).toContain('because you resigned');
    expect(await getDesignation(pages().records, number)).toMatchObject({
      state: 'ended',
      ended: { reason: 'resigned' },
    });
    expect((await visitor.get('/designations')).body).toContain('You have no designation');
  });

  it('sees nothing of anybody else’s, and changes nothing of it', async () => {
    const { visitor } = await designated();
    const { number, at } = await designated();
    expect((await visitor.get(at)).status).toBe(404);
    expect((await visitor.post(`${at}/resign`, {})).status).toBe(404);
    expect((await visitor.get('/designations/LLE-2222-2222-2222')).status).toBe(404);
    expect(await getDesignation(pages().records, number)).toMatchObject({ state: 'active' });
  });
});
