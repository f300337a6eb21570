import { afterEach, beforeEach, expect, test } from 'vitest';
import { openDatabase } from '../../../../local/data/database.ts';
import { refusals } from '../../../../local/states/errors.ts';
import { GroupCommit, ServiceClosedError } from '../../../../local/states/store/group-commit.ts';

let database = openDatabase(':memory:');
let commits = new GroupCommit(database);

beforeEach(() => {
  database = openDatabase(':memory:');
  database.exec('CREATE TABLE mark (text TEXT)');
  commits = new GroupCommit(database);
});
afterEach(() => database.close());

const mark = (text: string) => commits.write(() => database.prepare('INSERT INTO mark VALUES (?)').run(text).changes);
const marks = () =>
  database
    .prepare('SELECT text FROM mark')
    .all()
    .map(({ text }) => text);

test('changes of the same turn are written together, each told its own result', async () => {
  expect(await Promise.all([mark('a'), mark('b')])).toEqual([1, 1]);
  expect(marks()).toEqual(['a', 'b']);
});

test('a change that is refused spoils nothing for the others', async () => {
  const refused = commits.write(() => {
    throw refusals.taskTimedOut();
  });
  const [first, second, third] = await Promise.allSettled([mark('a'), refused, mark('b')]);
  expect([first.status, second.status, third.status]).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(marks()).toEqual(['a', 'b']);
});

test('a fault undoes all that was to be written with it', async () => {
  const broken = commits.write(() => database.exec('INSERT INTO nowhere VALUES (1)'));
  const results = await Promise.allSettled([mark('a'), broken]);
  expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  expect(marks()).toEqual([]);
});

test('nothing is written once it is closed', async () => {
  const pending = mark('a');
  commits.close();
  await expect(pending).rejects.toThrow(ServiceClosedError);
  await expect(mark('b')).rejects.toThrow(ServiceClosedError);
  expect(marks()).toEqual([]);
});
