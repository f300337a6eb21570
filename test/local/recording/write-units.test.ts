import { expect, it } from 'vitest';
import { writeMeter } from '../../../local/recording/write-units.ts';

const units = writeMeter({
  GlobalSecondaryIndexes: [
    {
      KeySchema: [{ AttributeName: 'duePk' }, { AttributeName: 'dueSk' }],
      Projection: { NonKeyAttributes: ['kind'] },
    },
  ],
});
const item = (more: Record<string, string> = {}) => ({
  pk: { S: 'CASE#1' },
  sk: { S: 'CASE' },
  ...Object.fromEntries(Object.entries(more).map(([name, value]) => [name, { S: value }])),
});
const change = (before: object | undefined, after: object | undefined) =>
  units({ oldImage: before, newImage: after } as never);

it('counts two units for each kilobyte, because all writes are transactions', () => {
  expect(change(undefined, item())).toBe(2);
  expect(change(item(), item({ text: 'x'.repeat(1500) }))).toBe(4);
  expect(change(item({ text: 'x'.repeat(1500) }), undefined)).toBe(4);
});

it('counts what the indexes consume as an item enters, leaves or moves in them', () => {
  const due = item({ duePk: 'DUE#1', dueSk: '2027' });
  expect(change(undefined, due)).toBe(3);
  expect(change(due, item())).toBe(3);
  expect(change(due, item({ duePk: 'DUE#1', dueSk: '2028' }))).toBe(4);
  expect(change(due, { ...due, kind: { S: 'case' } })).toBe(3);
  expect(change(due, { ...due, other: { S: 'not projected' } })).toBe(2);
  const card = (...names: string[]) => ({
    ...due,
    kind: { M: Object.fromEntries(names.map((name) => [name, { S: '' }])) },
  });
  expect(change(card('name', 'state'), card('state', 'name'))).toBe(2);
});
