import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { readSettings } from '../../infra/settings.ts';

const example = JSON.parse(readFileSync('settings.example.json', 'utf8'));

function aFileOf(settings: object): string {
  const file = join(mkdtempSync(join(tmpdir(), 'settings-')), 'settings.json');
  writeFileSync(file, JSON.stringify(settings));
  return file;
}

it('reads the example', () => {
  expect(readSettings('settings.example.json')).toEqual(example);
});

it('has figures for an account that is not new, where the file names none', () => {
  expect(readSettings(aFileOf({ ...example, scale: undefined })).scale).toEqual(example.scale);
});

it.each([
  ['requestsPerSecond', 0],
  ['requestsPerAddress', 9],
  ['streamLanes', 11],
  ['mailsPerSecond', 0],
  ['warmThroughput', { readUnitsPerSecond: 12_000, writeUnitsPerSecond: 3_999 }],
])('refuses what AWS would refuse: %s %j', (name, value) => {
  expect(() => readSettings(aFileOf({ ...example, scale: { [name]: value } }))).toThrow(`scale.${name}`);
});

it('names every setting that is wrong', () => {
  const wrong = aFileOf({
    ...example,
    region: 'London',
    helpdesk: { ...example.helpdesk, email: 'nobody' },
    colour: 'red',
  });
  expect(() => readSettings(wrong)).toThrow(/region[\s\S]*helpdesk.email|helpdesk.email[\s\S]*region/);
  expect(() => readSettings(wrong)).toThrow('colour');
});

it('refuses a restored table with the stream of another', () => {
  const stream = 'arn:aws:dynamodb:eu-west-2:111122223333:table/before/stream/2027-02-01T10:00:00.000';
  expect(readSettings(aFileOf({ ...example, restored: { table: 'before', stream } })).restored?.table).toBe('before');
  expect(() => readSettings(aFileOf({ ...example, restored: { table: 'other', stream } }))).toThrow('the table other');
});

it('refuses a sender outside the domain that SES verifies', () => {
  const wrong = aFileOf({ ...example, sender: { name: 'Somebody', address: 'a@elsewhere.example' } });
  expect(() => readSettings(wrong)).toThrow('sender.address must be under rounds.example.org');
});
