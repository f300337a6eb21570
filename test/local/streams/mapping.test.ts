import { expect, test } from 'vitest';
import { PatternError } from '../../../local/events/pattern.ts';
import { MappingError, readMapping } from '../../../local/streams/mapping.ts';

const EventSourceArn = 'arn:aws:dynamodb:eu-west-2:000000000000:table/records/stream/1';
const least = { EventSourceArn, FunctionName: 'send-mail', StartingPosition: 'TRIM_HORIZON' };

test('what the template leaves out has Lambda’s defaults', () => {
  expect(readMapping('Mapping', least)).toMatchObject({
    batchSize: 100,
    batchingWindow: 0,
    lanes: 1,
    retries: Number.POSITIVE_INFINITY,
    maximumAge: Number.POSITIVE_INFINITY,
    bisects: false,
    reportsItemFailures: false,
    destination: undefined,
  });
});

test('any filter that matches lets a record in', () => {
  const Filters = [{ Pattern: '{"eventName":["INSERT"]}' }, { Pattern: '{"eventName":["REMOVE"]}' }];
  const mapping = readMapping('Mapping', { ...least, FilterCriteria: { Filters } });
  const names = ['INSERT', 'MODIFY', 'REMOVE'];
  expect(names.filter((eventName) => mapping?.matches({ eventName }))).toEqual(['INSERT', 'REMOVE']);
});

test('a mapping that is switched off is none', () => {
  expect(readMapping('Mapping', { ...least, Enabled: false })).toBeUndefined();
});

test.each([
  ['another source', { EventSourceArn: 'arn:aws:sqs:eu-west-2:000000000000:queue' }, MappingError],
  ['a tumbling window', { TumblingWindowInSeconds: 60 }, MappingError],
  ['too large a batch', { BatchSize: 10_001 }, MappingError],
  ['no starting position', { StartingPosition: undefined }, MappingError],
  ['a broken filter', { FilterCriteria: { Filters: [{ Pattern: '{' }] } }, PatternError],
])('%s is refused', (_, properties, error) => {
  expect(() => readMapping('Mapping', { ...least, ...properties })).toThrow(error);
});
