import { expect, test } from 'vitest';
import { readBatchResponse } from '../../../local/streams/batch-response.ts';

const sequences = ['100', '200', '300'];

test.each([
  ['nothing', ''],
  ['null', 'null'],
  ['an empty object', '{}'],
  ['no failures', '{"batchItemFailures":[]}'],
  ['null failures', '{"batchItemFailures":null}'],
])('%s is a success', (_, payload) => {
  expect(readBatchResponse(payload, sequences)).toBe('done');
});

test.each([
  ['an empty identifier', '{"batchItemFailures":[{"itemIdentifier":""}]}'],
  ['a null identifier', '{"batchItemFailures":[{"itemIdentifier":null}]}'],
  ['a misspelt key', '{"batchItemFailures":[{"identifier":"200"}]}'],
  ['a number that is not in the batch', '{"batchItemFailures":[{"itemIdentifier":"400"}]}'],
  ['failures that are no list', '{"batchItemFailures":"200"}'],
])('%s is a failure of the whole batch', (_, payload) => {
  expect(readBatchResponse(payload, sequences)).toEqual({ failedFrom: 0 });
});

test('the lowest sequence number named is where the retry begins', () => {
  const failures = { batchItemFailures: [{ itemIdentifier: '300' }, { itemIdentifier: '200' }] };
  expect(readBatchResponse(JSON.stringify(failures), sequences)).toEqual({ failedFrom: 1 });
});
