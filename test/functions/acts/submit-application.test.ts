import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { knowPerson } from '../../../functions/acts/know-person.ts';
import { saveAnswers, saveSections } from '../../../functions/acts/save-answers.ts';
import { startDraft } from '../../../functions/acts/start-draft.ts';
import { submitApplication } from '../../../functions/acts/submit-application.ts';
import { readCaseFile } from '../../../functions/store/case-file.ts';
import { getCase } from '../../../functions/store/case-row.ts';
import { putRound } from '../../../functions/store/round-row.ts';
import { moment } from '../../domain/a-round.ts';
import { aDesk, aFullDraft, aRoundWithSchool, OPEN } from '../an-application.ts';
import { runTable, type TestTable } from '../records-harness.ts';

let table: TestTable;
beforeAll(async () => {
  table = await runTable();
});
afterAll(() => table.end());

const send = (reference: string, at = OPEN, statementsTicked = true) =>
  submitApplication(aDesk(table.records, at), { reference, statementsTicked });

describe('a person', () => {
  it('has one application in a round, however often and at once they begin', async () => {
    const desk = aDesk(table.records);
    const { round } = await aRoundWithSchool(table.records);
    const people = await Promise.all(
      ['Ann@School.example', 'ann@school.example '].map((email) => knowPerson(desk, { email })),
    );
    expect(people[0]).toBe(people[1]);
    const begun = await Promise.all(people.map((person) => startDraft(desk, { round: round.id, person })));
    expect(new Set(begun.map(({ reference }) => reference)).size).toBe(1);
    expect(begun.map(({ word }) => word).sort()).toEqual(['started', 'there-already']);
  });

  it('is told of another tab that saved the same section meanwhile', async () => {
    const desk = aDesk(table.records);
    const { reference } = await aFullDraft(desk);
    const change = { reference, section: 'about-you', answers: { post: 'Principal' }, seen: 1 };
    expect(await saveAnswers(desk, change)).toEqual({ version: 2 });
    const other = { ...change, answers: { post: 'Headteacher' } };
    await expect(saveAnswers(desk, other)).rejects.toThrow(expect.objectContaining({ name: 'AnswersChangedError' }));
    const { answers } = await readCaseFile(table.records, reference);
    const saved = answers.find(({ section }) => section === 'about-you');
    expect(saved?.answers).toMatchObject({ name: 'Robin Example', post: 'Principal' });
  });
});

it('keeps all of several sections or none', async () => {
  const desk = aDesk(table.records);
  const { reference } = await aFullDraft(desk);
  const post = { section: 'about-you', answers: { post: 'Principal' }, seen: 1 };
  const profile = { section: 'directory', answers: { profile: 'We share how we teach reading.' }, seen: 1 };
  const fromAnotherTab = { ...profile, seen: 2 };
  const versions = async () =>
    (await readCaseFile(table.records, reference)).answers
      .filter(({ section }) => section === post.section || section === profile.section)
      .map(({ version }) => version);
  await expect(saveSections(desk, reference, [post, fromAnotherTab])).rejects.toThrow(
    expect.objectContaining({ name: 'AnswersChangedError' }),
  );
  expect(await versions()).toEqual([1, 1]);
  await saveSections(desk, reference, [post, profile]);
  expect(await versions()).toEqual([2, 2]);
});

it('saves once what is sent twice', async () => {
  const desk = aDesk(table.records);
  const { reference } = await aFullDraft(desk);
  const change = { reference, section: 'about-you', answers: { post: 'Principal' }, seen: 1 };
  const saved = await Promise.all([saveAnswers(desk, change), saveAnswers(desk, change)]);
  expect([...saved, await saveAnswers(desk, change)]).toEqual([{ version: 2 }, { version: 2 }, { version: 2 }]);
});

describe('an application', () => {
  it('is sent once, however often and at once it is sent', async () => {
    const { reference } = await aFullDraft(aDesk(table.records));
    const words = (await Promise.all([send(reference), send(reference), send(reference)])).map(({ word }) => word);
    expect(words.sort()).toEqual(['already-submitted', 'already-submitted', 'submitted']);
    const { case: row, events } = await readCaseFile(table.records, reference);
    expect(row).toMatchObject({ state: 'submitted', run: 1, admitted: 'open', variant: 'standard' });
    expect(events.filter(({ what }) => what === 'submitted')).toHaveLength(1);
  });

  it('names what is missing', async () => {
    const { reference } = await aFullDraft(aDesk(table.records), { answers: { post: ' ' } });
    await expect(send(reference, OPEN, false)).rejects.toThrow(
      expect.objectContaining({ name: 'NotCompleteError', missing: ['post', 'statements'] }),
    );
    expect((await getCase(table.records, reference)).state).toBe('draft');
  });

  it.each([
    ['one millisecond before the end', '2027-02-26T16:59:59.999Z', OPEN, 'open'],
    [
      'in the grace, when it was saved shortly before the end',
      '2027-02-26T17:14:59.999Z',
      new Date('2027-02-26T16:40:00Z'),
      'in-grace',
    ],
  ])('is let in %s', async (_, at, saved, admitted) => {
    const { reference } = await aFullDraft(aDesk(table.records, saved));
    await send(reference, new Date(at));
    expect(await getCase(table.records, reference)).toMatchObject({ state: 'submitted', admitted });
  });

  it.each([
    ['at the closing instant itself', '2027-02-26T17:00:00.000Z', OPEN],
    ['after the grace', '2027-02-26T17:15:00.000Z', new Date('2027-02-26T16:40:00Z')],
  ])('is too late %s', async (_, at, saved) => {
    const { reference } = await aFullDraft(aDesk(table.records, saved));
    await expect(send(reference, new Date(at))).rejects.toThrow(
      expect.objectContaining({ name: 'RoundNotOpenError', word: 'closed' }),
    );
  });

  it('is let in by dates that changed while it was sent, or not at all', async () => {
    const { reference, round } = await aFullDraft(aDesk(table.records));
    const closed = { ...round, closes: moment('2027-01-12T09:30') };
    const [sent] = await Promise.allSettled([
      send(reference),
      table.records.transact(putRound(closed, { version: 1, plan: 1, done: {} })),
    ]);
    const { state, submittedAt } = await getCase(table.records, reference);
    expect([sent.status, state]).toEqual(
      submittedAt === undefined ? ['rejected', 'draft'] : ['fulfilled', 'submitted'],
    );
  });
});
