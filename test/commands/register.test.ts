import { execFile } from 'node:child_process';
import type { AddressInfo } from 'node:net';
import { fileURLToPath } from 'node:url';
import { type ServerType, serve } from '@hono/node-server';
import { Hono } from 'hono';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createTables } from '../../local/dynamodb/tables.ts';
import { place, type RunningEngine, recordsTable, runEngine } from '../local/dynamodb/running-engine.ts';
import { fileOf, registerCsv, schools } from './register/register-csv.ts';

const DEMONSTRATION = fileURLToPath(new URL('../../commands/register/demonstration-register.csv', import.meta.url));
const COMMAND = fileURLToPath(new URL('../../commands/register.ts', import.meta.url));

let running: RunningEngine;
let home: ServerType;
let url: string;

/** A door of a home as commands see it: health and clock. */
beforeAll(async () => {
  running = await runEngine();
  await createTables(running.client, [{ name: 'records', properties: recordsTable }], place);
  const aws = { ...place, endpoints: { dynamodb: running.engine.endpoint }, resources: { RECORDS_TABLE: 'records' } };
  const door = new Hono()
    .get('/health', (context) => context.json({ ready: true, version: '0.1.0', urls: {}, aws }))
    .get('/clock', (context) => context.json({ mode: 'manual', now: '2027-01-29T17:00:00.000Z' }));
  url = await new Promise((ready) => {
    home = serve({ fetch: door.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }: AddressInfo) => {
      ready(`http://127.0.0.1:${port}`);
    });
  });
});
afterAll(async () => {
  home.close();
  await running.end();
});

interface Ended {
  code: number;
  stdout: string;
  stderr: string;
}

const register = (...args: string[]) =>
  new Promise<Ended>((end) => {
    execFile(process.execPath, [COMMAND, ...args], (error, stdout, stderr) => {
      end({ code: Number(error?.code ?? 0), stdout, stderr });
    });
  });
const counts = ({ stdout }: Ended) => stdout.trim().split('\n').slice(-7).join(', ');

it('imports the demonstration, then a real file, and prints the counts last', async () => {
  const demonstration = await register('--demonstration', '--home', url);
  expect(demonstration.stderr).toBe('');
  expect(counts(demonstration)).toBe('read: 60, created: 60, changed: 0, unchanged: 0, closed: 0, vanished: 0, bad: 0');
  expect(demonstration.stdout).toContain('29 January 2027');

  const text = registerCsv(...schools(2), { URN: 'none' });
  const real = await register(fileOf(text, 'edubasealldata20231116.csv'), '--home', url);
  expect(counts(real)).toBe('read: 3, created: 2, changed: 0, unchanged: 0, closed: 0, vanished: 60, bad: 1');
  expect(real.stdout).toContain('as of 16 November 2023');
  expect(real.stderr).toContain('line 4: not imported: URN: "none" is no URN');
});

describe('ends with code 1 and one sentence', () => {
  it.each([
    ['without a file', [], /name one file, or --demonstration/],
    ['with a file that is not there', ['nowhere.csv'], /ENOENT.*nowhere\.csv/],
    [
      'with a date that is none',
      ['x.csv', '--dated', '31-02-2026'],
      /--dated 31-02-2026: a date is written 2026-11-21/,
    ],
    ['with --stack', ['x.csv', '--stack', 'Service'], /give --table NAME instead of --stack/],
    ['with a home that does not run', [DEMONSTRATION, '--home', 'http://127.0.0.1:9'], /no home answers/],
  ])('%s', async (_, args, sentence) => {
    const { code, stdout, stderr } = await register(...args);
    expect(code).toBe(1);
    expect(stdout).toBe('');
    expect(stderr).toMatch(sentence);
    expect(stderr.trim().split('\n')).toHaveLength(1);
  });
});

it('explains itself', async () => {
  expect(await register('--help')).toMatchObject({ code: 0, stdout: expect.stringContaining('--inspections-dated') });
});
