import { describe, expect, it } from 'vitest';
import { PROGRAMMES } from '../../../programmes/programmes.ts';
import { useRecords } from '../mail/mail-room.ts';
import { AT, anEndorser, DUE, wholeAnswer } from './an-endorser.ts';

const records = useRecords();

/** As people read it. */
const textOf = (html: string) =>
  html
    .replace(/<[^>]+>/g, ' ')
    .replaceAll('&#39;', '’')
    .replaceAll('&amp;', '&')
    .replaceAll('&lt;', '<')
    .replaceAll('&gt;', '>')
    .replace(/\s+/g, ' ');

const EARLIER = new Date(AT.getTime() + 60_000);

describe.each(PROGRAMMES.map((programme) => [programme.generation, programme] as const))('%s', (_, programme) => {
  it('says who asks, for what, what is asked, for how long and until when', async () => {
    const { browser, home, seeded } = await anEndorser(records(), { programme });
    const page = await browser.get(home);
    const text = textOf(page.body);
    const [slot] = programme.endorsements.slots;
    expect(page.status).toBe(200);
    for (const said of [
      'Ann <Example> & Co',
      programme.words.aHolder,
      seeded.reference,
      'Friday 12 March 2027',
      `${slot?.minutes} minutes`,
      ...(slot?.confirms ?? []).map(({ statement }) => statement),
    ]) {
      expect(text).toContain(said);
    }
  });

  it('takes an endorsement and shows what was sent', async () => {
    const { browser, home, file } = await anEndorser(records(), { programme });
    await browser.get(`${home}/endorsement`);
    const receipt = await browser.send(`${home}/endorsement`, { ...wholeAnswer(programme), send: 'yes' });
    expect(receipt.title).toContain('We have your endorsement');
    const [slot] = programme.endorsements.slots;
    for (const said of [
      slot?.roles[0]?.name,
      slot?.statement,
      'The deputy leads the school well.',
      'Chris O’Neil',
      'by Friday 14 May 2027',
    ]) {
      expect(textOf(receipt.body)).toContain(said);
    }
    const { slots, endorsements } = await file();
    expect(slots[0]).toMatchObject({ state: 'given', role: slot?.roles[0]?.id });
    expect(endorsements[0]).toMatchObject({
      state: 'given',
      typedName: 'Chris O’Neil',
      statementTicked: true,
      ipClass: '198.51.0.0/16',
    });
  });
});

describe('the form', () => {
  it('names everything that is missing and keeps what was typed', async () => {
    const { browser, home, file } = await anEndorser(records());
    await browser.get(`${home}/endorsement`);
    const page = await browser.post(`${home}/endorsement`, { confirms: 'LLE-P1', typedName: '<Chris>', send: 'yes' });
    expect(page.status).toBe(422);
    expect(page.title).toMatch(/^Error: /);
    expect(page.body).toContain('href="#says-capacity"');
    expect(page.body).toContain('id="says-capacity"');
    expect(page.body).toContain('href="#role"');
    expect(page.body).toContain('id="role"');
    expect(page.body).toContain('href="#statement"');
    expect(page.body).toContain('value="&lt;Chris&gt;"');
    expect(page.body).toMatch(/value="LLE-P1" checked/);
    expect((await file()).slots[0]).toMatchObject({ state: 'requested' });
  });

  it('asks whoever confirms nothing whether they mean to decline', async () => {
    const { browser, home, file } = await anEndorser(records());
    await browser.get(`${home}/endorsement`);
    const page = await browser.post(`${home}/endorsement`, { ...wholeAnswer(), confirms: [], send: 'yes' });
    expect(page.status).toBe(422);
    expect(page.body).toContain('href="#confirms"');
    expect(page.body).toContain('id="confirms"');
    expect((await file()).slots[0]).toMatchObject({ state: 'requested' });
  });

  it('counts words', async () => {
    const { browser, home } = await anEndorser(records());
    await browser.get(`${home}/endorsement`);
    const long = { ...wholeAnswer(), 'says-capacity': 'word '.repeat(301), send: 'yes' };
    const page = await browser.post(`${home}/endorsement`, long);
    expect(page.status).toBe(422);
    expect(page.body).toContain('Use 300 words or fewer: there are 301');
  });

  it('keeps a draft, however unfinished, and shows it again in another browser', async () => {
    const { browser, home, later, file } = await anEndorser(records());
    await browser.get(`${home}/endorsement`);
    const draft = { confirms: ['LLE-P1', 'LLE-XX'], 'says-capacity': 'word '.repeat(301), role: 'king', save: 'yes' };
    const saved = await browser.send(`${home}/endorsement`, draft);
    expect(textOf(saved.body)).toContain('Your draft is saved');
    expect((await file()).slots[0]).toMatchObject({ state: 'started' });

    const other = later(new Date(AT.getTime() + 86_400_000));
    expect(textOf((await other.get(home)).body)).toContain('You saved a draft on Friday 29 January 2027');
    const form = await other.get(`${home}/endorsement`);
    expect(form.body).toContain('word word');
    expect(form.body).toMatch(/value="LLE-P1" checked/);
    expect(form.body.match(/ checked/g)).toHaveLength(1);
  });

  it('refuses a draft that is longer than anybody writes', async () => {
    const { browser, home } = await anEndorser(records());
    await browser.get(`${home}/endorsement`);
    const page = await browser.post(`${home}/endorsement`, { 'says-capacity': 'x'.repeat(10_001), save: 'yes' });
    expect([page.status, page.body.includes('Use 10000 characters or fewer')]).toEqual([422, true]);
  });

  it('acts once when it is sent twice', async () => {
    const { browser, home, file } = await anEndorser(records());
    await browser.get(`${home}/endorsement`);
    const answer = { ...wholeAnswer(), send: 'yes' };
    const both = [browser.post(`${home}/endorsement`, answer), browser.post(`${home}/endorsement`, answer)];
    for (const { status, location } of await Promise.all(both)) expect([status, location]).toEqual([303, home]);
    const again = await browser.post(`${home}/decline`, { reason: 'conflict' });
    expect([again.status, again.location]).toEqual([303, home]);
    const { events, slots } = await file();
    expect(events.filter(({ what }) => what === 'given')).toHaveLength(1);
    expect(slots[0]).toMatchObject({ state: 'given' });
  });

  it('is not taken from another site', async () => {
    const { browser, home, file } = await anEndorser(records());
    const page = await browser.post(`${home}/endorsement`, { ...wholeAnswer(), send: 'yes' });
    expect(page.status).toBe(403);
    expect((await file()).slots[0]).toMatchObject({ state: 'requested' });
  });
});

describe('declining', () => {
  it('needs a reason, then shows it', async () => {
    const { browser, home, file } = await anEndorser(records());
    await browser.get(`${home}/decline`);
    const refused = await browser.post(`${home}/decline`, { words: 'Let me explain' });
    expect([refused.status, refused.body.includes('Let me explain')]).toEqual([422, true]);
    const shown = await browser.send(`${home}/decline`, { reason: 'conflict', words: 'We are married' });
    expect(textOf(shown.body)).toContain('you told us that you do not endorse');
    expect(textOf(shown.body)).toContain('I have a conflict of interest');
    const { endorsements, slots } = await file();
    expect(slots[0]).toMatchObject({ state: 'declined' });
    expect(endorsements[0]).toMatchObject({ reason: 'conflict', words: 'We are married' });
  });

  it.each([
    [{ name: 'Dana Cole', email: 'dana@governors.example' }, 'Dana Cole, dana@governors.example'],
    [{ name: '', email: '' }, undefined],
  ])('by whoever is not the right person: %o', async (somebody, words) => {
    const { browser, home, file } = await anEndorser(records());
    await browser.get(`${home}/somebody-else`);
    const half = await browser.post(`${home}/somebody-else`, { name: 'Dana', email: 'dana@' });
    expect([half.status, half.body.includes('value="dana@"')]).toEqual([422, true]);
    await browser.send(`${home}/somebody-else`, somebody);
    const [endorsement] = (await file()).endorsements;
    expect([endorsement?.reason, endorsement?.words]).toEqual(['wrong-person', words]);
  });
});

describe('a link that is no longer good', () => {
  it('that nobody was sent says what to do', async () => {
    const { later } = await anEndorser(records());
    const page = await later(AT).get('/e/unknown');
    expect([page.status, page.body.includes('/e/new-link')]).toEqual([404, true]);
  });

  it.each([
    ['past its date', {}, DUE, 'The date for your answer has passed'],
    [
      'of a case that is over',
      { slot: { state: 'cancelled' }, request: { state: 'cancelled' } },
      AT,
      'no longer needed',
    ],
    [
      'of somebody in whose place another was asked',
      { slot: { request: '2' }, request: { state: 'replaced' } },
      AT,
      'no longer used',
    ],
  ] as const)('%s explains itself, and shows what was typed', async (_, changes, at, says) => {
    const { browser, home, later, file } = await anEndorser(records(), changes);
    const before = await file();
    const late = later(at);
    for (const path of ['', '/application', '/endorsement', '/decline', '/somebody-else']) {
      const page = await late.get(home + path);
      expect([page.status, textOf(page.body).includes(says)]).toEqual([410, true]);
    }
    await browser.get('/e/unknown');
    await late.get('/e/new-link');
    const page = await late.post(`${home}/endorsement`, { ...wholeAnswer(), send: 'yes' });
    expect([page.status, page.body.includes('The deputy leads')]).toEqual([410, true]);
    expect(await file()).toEqual(before);
  });

  it('is replaced by a new one for whoever knows reference and address, at most every two days', async () => {
    const { later, seeded, file } = await anEndorser(records());
    const ask = async (at: Date, email: string) => {
      const browser = later(at);
      await browser.get('/e/new-link');
      return browser.send('/e/new-link', { reference: seeded.reference.toLowerCase(), email });
    };
    const threeDays = new Date(AT.getTime() + 3 * 86_400_000);
    const told = [await ask(threeDays, 'mallory@example.org'), await ask(EARLIER, 'chris@governors.example')];
    expect((await file()).events).toEqual([]);
    told.push(await ask(threeDays, 'Chris@governors.example'), await ask(threeDays, 'chris@governors.example'));
    expect((await file()).events).toMatchObject([{ what: 'endorser-reminded', messages: ['endorsement-reminder'] }]);
    expect(new Set(told.map(({ title }) => title)).size).toBe(1);
  });
});

it('looking at every page changes nothing', async () => {
  const { browser, home, file } = await anEndorser(records());
  const before = await file();
  for (const path of ['', '/application', '/endorsement', '/endorsement?saved=yes', '/decline', '/somebody-else']) {
    expect((await browser.get(home + path)).status).toBe(200);
  }
  expect(await file()).toEqual(before);
});

it('whoever answers by one link a hundred times in an hour is told to wait', async () => {
  const { browser, home } = await anEndorser(records());
  await browser.get(`${home}/endorsement`);
  const seen = [];
  for (let n = 0; n < 61; n++) seen.push((await browser.post(`${home}/endorsement`, { save: 'yes' })).status);
  expect(seen.slice(-2)).toEqual([303, 429]);
});
