import { expect, test } from 'vitest';
import { PatternError, readPattern } from '../../../local/events/pattern.ts';

const event = {
  eventName: 'INSERT',
  dynamodb: {
    SizeBytes: 120,
    Keys: { pk: { S: 'APPLICATION#LLE-7K3M' } },
    NewImage: {
      kind: { S: 'application' },
      note: { S: '' },
      gone: { NULL: true },
      nothing: null,
      count: { N: '12' },
      tags: { SS: ['red', 'green'] },
      parts: { L: [{ S: 'first' }, { S: 'second' }] },
    },
  },
};

const image = (pattern: unknown) => ({ dynamodb: { NewImage: pattern } });

test.each<[string, unknown, boolean]>([
  ['a value', { eventName: ['INSERT'] }, true],
  ['another value', { eventName: ['REMOVE'] }, false],
  ['any of several values', { eventName: ['REMOVE', 'INSERT'] }, true],
  ['two fields that match', { eventName: ['INSERT'], ...image({ kind: { S: ['application'] } }) }, true],
  ['two fields of which one does not', { eventName: ['INSERT'], ...image({ kind: { S: ['round'] } }) }, false],
  ['nothing at all', {}, true],
  ['the empty text', image({ note: { S: [''] } }), true],
  ['null', image({ nothing: [null] }), true],
  ['null where there is a value', image({ kind: { S: [null] } }), false],
  ['a truth value', image({ gone: { NULL: [true] } }), true],
  ['a DynamoDB number as the text that it is', image({ count: { N: ['12'] } }), true],
  ['a DynamoDB number as a number', image({ count: { N: [{ numeric: ['=', 12] }] } }), false],
  ['a number', { dynamodb: { SizeBytes: [{ numeric: ['=', 120] }] } }, true],
  ['a range', { dynamodb: { SizeBytes: [{ numeric: ['>', 100, '<=', 120] }] } }, true],
  ['a range that ends before', { dynamodb: { SizeBytes: [{ numeric: ['>=', 100, '<', 120] }] } }, false],
  ['a beginning', { dynamodb: { Keys: { pk: { S: [{ prefix: 'APPLICATION#' }] } } } }, true],
  ['another beginning', { dynamodb: { Keys: { pk: { S: [{ prefix: 'ROUND#' }] } } } }, false],
  ['an end', { dynamodb: { Keys: { pk: { S: [{ suffix: '7K3M' }] } } } }, true],
  ['any case', { eventName: [{ 'equals-ignore-case': 'insert' }] }, true],
  ['anything but this', { eventName: [{ 'anything-but': ['REMOVE'] }] }, true],
  ['anything but what it is', { eventName: [{ 'anything-but': ['REMOVE', 'INSERT'] }] }, false],
  ['anything but a value, of what is absent', image({ absent: { S: [{ 'anything-but': ['x'] }] } }), false],
  ['what exists', image({ kind: { S: [{ exists: true }] } }), true],
  ['what does not', image({ absent: { S: [{ exists: true }] } }), false],
  ['absence', image({ absent: { S: [{ exists: false }] } }), true],
  ['absence of what is there', image({ kind: { S: [{ exists: false }] } }), false],
  ['a member of a set', image({ tags: { SS: ['green'] } }), true],
  ['an element of a list', image({ parts: { L: { S: ['second'] } } }), true],
  ['one of two fields', { $or: [{ eventName: ['REMOVE'] }, image({ kind: { S: ['application'] } })] }, true],
  ['none of two fields', { $or: [{ eventName: ['REMOVE'] }, image({ kind: { S: ['round'] } })] }, false],
  ['one of two fields, deep inside', image({ $or: [{ kind: { S: ['x'] } }, { count: { N: ['12'] } }] }), true],
])('a pattern asks for %s', (_, pattern, matches) => {
  expect(readPattern(JSON.stringify(pattern))(event)).toBe(matches);
});

test.each([
  ['no JSON', '{'],
  ['no object', '["INSERT"]'],
  ['a value that is not in a list', '{"eventName": "INSERT"}'],
  ['an unknown operator', '{"eventName": [{"wildcard": "I*"}]}'],
  ['two operators in one', '{"eventName": [{"prefix": "I", "suffix": "T"}]}'],
  ['a wrong operand', '{"eventName": [{"prefix": 1}]}'],
  ['half a range', '{"size": [{"numeric": [">"]}]}'],
  ['an unknown comparison', '{"size": [{"numeric": ["!=", 1]}]}'],
  ['alternatives that are no list', '{"$or": {"eventName": ["INSERT"]}}'],
])('a pattern with %s is refused', (_, pattern) => {
  expect(() => readPattern(pattern)).toThrow(PatternError);
});
