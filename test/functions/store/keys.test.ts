import { describe, expect, it } from 'vitest';
import {
  caseFileKeys,
  caseStandingKeys,
  indexes,
  listed,
  rowKeys,
  shardsOf,
  slotOfRequest,
} from '../../../functions/store/keys.ts';

const AT = new Date('2027-01-29T17:00:00Z');
const REFERENCE = 'LLE-7K3M-4QXR';

/** One key of every kind, with the same reference, ids and instant throughout. */
const oneOfEach = Object.entries(rowKeys).map(([kind, key]) => {
  const parts = kind === 'message' ? [rowKeys.case(REFERENCE), 'received', 'applicant', 1] : [];
  const makeKey = key as (...parts: unknown[]) => { pk: string; sk: string };
  if (kind === 'message') return [kind, makeKey(...parts)] as const;
  if (/event|note|access/.test(kind)) return [kind, makeKey(REFERENCE, AT, 'id-1')] as const;
  if (kind === 'digest') return [kind, makeKey('hash', AT)] as const;
  if (kind === 'gate') return [kind, makeKey('round-1', 3)] as const;
  return [kind, makeKey(REFERENCE, 'second', 'third')] as const;
});

it('gives every kind of row a key of its own', () => {
  const keys = oneOfEach.map(([, { pk, sk }]) => `${pk} ${sk}`);
  expect(new Set(keys).size).toBe(keys.length);
});

it('keeps all that belongs to a case in one partition', () => {
  const kinds = ['case', 'answers', 'slot', 'decision', 'message', 'event', 'task'];
  const partitions = oneOfEach.filter(([kind]) => kinds.includes(kind)).map(([, { pk }]) => pk);
  expect(new Set(partitions)).toEqual(new Set([`CASE#${REFERENCE}`]));
});

function kindsIn({ pk, from, until }: ReturnType<typeof caseFileKeys>): string[] {
  const inRange = oneOfEach.filter(([, key]) => key.pk === pk && from <= key.sk && key.sk <= until);
  return inRange.map(([kind]) => kind).sort();
}

const STANDING = ['case', 'conflict', 'decision', 'eligibility', 'endorsement', 'endorsement-request', 'slot'];

it('has what a case file is made of in one range of sort keys, and of the rest conflicts only', () => {
  const others = ['answers', 'event', 'information-request', 'mark'];
  expect(kindsIn(caseFileKeys(REFERENCE))).toEqual([...STANDING, ...others].sort());
});

it('has where a case stands in a part of that range', () => {
  expect(kindsIn(caseStandingKeys(REFERENCE))).toEqual(STANDING);
});

it('finds the slot that somebody was asked to fill in the key of the request', () => {
  expect(slotOfRequest(rowKeys['endorsement-request'](REFERENCE, 'governing-body', '12').sk)).toBe('governing-body');
});

it('makes a message unique by case, template, subject and occurrence', () => {
  const owner = rowKeys.case(REFERENCE);
  const keys = [
    rowKeys.message(owner, 'chaser', 'governing-body', 1),
    rowKeys.message(owner, 'chaser', 'governing-body', 2),
    rowKeys.message(owner, 'chaser', 'senior-professional', 1),
    rowKeys.message(owner, 'asked', 'governing-body', 1),
  ];
  expect(new Set(keys.map(({ sk }) => sk)).size).toBe(4);
});

describe('sharded lists', () => {
  it('name every shard that a row may be in', () => {
    const shards = new Set(shardsOf('ROUND#r1', 'byRound'));
    expect(shards.size).toBe(indexes.byRound.shards);
    for (let n = 0; n < 200; n++) {
      expect(shards).toContain(listed.inRound('r1', `LLE-${n}`, 'submitted', AT).roundPk);
    }
  });

  it('spread evenly enough', () => {
    const counts = new Map<string, number>();
    for (let n = 0; n < 8000; n++) {
      const { roundPk } = listed.inRound('r1', `LLE-${n.toString(36).padStart(4, '2')}-QXRT`, 'submitted', AT);
      counts.set(roundPk, (counts.get(roundPk) ?? 0) + 1);
    }
    for (const count of counts.values()) expect(count).toBeGreaterThan(700);
  });

  it('sort by instant', () => {
    const later = new Date(AT.getTime() + 1);
    expect(listed.due('x', AT).dueSk < listed.due('x', later).dueSk).toBe(true);
  });
});
