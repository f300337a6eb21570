import { execFileSync } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { HomeProcess, launch } from '../acceptance/home-process.ts';

let parent: string;
let data: string;
let homes: HomeProcess[];

beforeEach(async () => {
  parent = await mkdtemp(join(tmpdir(), 'home-'));
  data = join(parent, 'data');
  homes = [];
});
afterEach(async () => {
  for (const home of homes) await home.end();
  await rm(parent, { recursive: true });
});

async function start(folder = data): Promise<HomeProcess> {
  const home = await HomeProcess.start(folder);
  homes.push(home);
  return home;
}

/** The processes whose command line names a folder: engines that serve a file in it. */
function enginesOn(folder: string): number[] {
  const processes = execFileSync('ps', ['-A', '-ww', '-o', 'pid=,command='], { encoding: 'utf8' }).split('\n');
  return processes
    .filter((line) => line.includes('dynoxide') && line.includes(folder))
    .map((line) => parseInt(line, 10));
}

test('a taken port is one clear sentence and exit code 1, and nothing is left running', async () => {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as { port: number };
  const { code, said } = await HomeProcess.fail(data, { LOCAL_PORT: String(port) });
  server.close();
  expect(said).toBe(`port ${port} is taken: stop what uses it, or set LOCAL_PORT to another port\n`);
  expect(code).toBe(1);
  expect(enginesOn(data)).toEqual([]);
});

test('a DynamoDB engine that does not answer is named', async () => {
  const { code, said } = await HomeProcess.fail(data, { DYNAMODB_ENDPOINT: 'http://127.0.0.1:9' });
  expect(said).toBe('no DynamoDB engine answers at http://127.0.0.1:9: start it, or unset DYNAMODB_ENDPOINT\n');
  expect(code).toBe(1);
});

test('a setting that is wrong is named', async () => {
  const { code, said } = await HomeProcess.fail(data, { PORT: 'eighty', CLOCK: 'fast' });
  expect(said).toMatch(/^PORT: .*; CLOCK: .*\n$/);
  expect(code).toBe(1);
});

test('a second home on one folder is refused', async () => {
  await start();
  const { code, said } = await HomeProcess.fail(data, {});
  expect(said).toBe(`${data} is in use by a home that runs: stop that one, or set DATA_DIR to another folder\n`);
  expect(code).toBe(1);
});

test.each(['SIGTERM', 'SIGINT'] as const)('%s ends the home with all that it started', async (signal) => {
  const home = await start();
  expect(enginesOn(data)).toHaveLength(1);
  expect(await home.end(signal)).toBe(0);
  expect(enginesOn(data)).toEqual([]);
  expect(existsSync(join(data, 'engine.pid'))).toBe(false);
});

test('a home that is stopped while it starts leaves no engine behind', async () => {
  const child = launch(data);
  const ended = once(child, 'exit');
  while (!existsSync(join(data, 'engine.pid'))) await pause(5);
  child.kill('SIGTERM');
  expect(await ended).toEqual([0, null]);
  expect(enginesOn(data)).toEqual([]);
});

test('the next start ends the engine that a killed home has left behind', async () => {
  await (await start()).end('SIGKILL');
  const left = enginesOn(data);
  expect(left).toEqual([Number(readFileSync(join(data, 'engine.pid'), 'utf8'))]);
  await start();
  expect(enginesOn(data)).toHaveLength(1);
  expect(enginesOn(data)).not.toEqual(left);
});

test('a home without its engine says so and ends', async () => {
  const home = await start();
  for (const engine of enginesOn(data)) process.kill(engine, 'SIGKILL');
  expect(await home.ended).toBe(1);
});

test('a home that never ran before is quiet: no mail, no executions, its clock where it was told', async () => {
  const { health } = await start();
  const at = async (path: string) => (await fetch(health.urls.local + path)).json();
  expect(await at('/mailbox.json')).toEqual({ messages: [] });
  expect(await at('/clock')).toEqual({ mode: 'manual', now: '2027-01-04T09:00:00.000Z' });
});
