import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { PutItemCommand } from '@aws-sdk/client-dynamodb';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { createTables } from '../../../local/dynamodb/tables.ts';
import { place, type RunningEngine, recordsTable, runEngine } from '../dynamodb/running-engine.ts';

let running: RunningEngine;
beforeAll(async () => {
  running = await runEngine();
});
afterAll(() => running.end());

const KEYS = 10;
const PER_KEY = 30;
/** How many records a home may work off in its life; it is killed when it has done at least half of that. */
const MOST_IN_A_LIFE = 80;

test('every record reaches the function in order, however often the home is killed', async () => {
  await createTables(running.client, [{ name: 'killed', properties: recordsTable }], place);
  const notes = join(running.folder, 'notes');
  const noted = () => (existsSync(notes) ? readFileSync(notes, 'utf8').trim().split('\n') : []);
  // every second life reads the engine's own file, as a home does that started its engine
  const start = (life: number): ChildProcess => {
    const file = life % 2 === 0 ? [join(running.folder, 'records.sqlite')] : [];
    const told = [running.folder, running.engine.endpoint, notes, String(MOST_IN_A_LIFE), ...file];
    return spawn(process.execPath, ['test/local/streams/killed-home.ts', ...told], {
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  };

  for (let n = 0; n < PER_KEY; n++) {
    for (let key = 0; key < KEYS; key++) {
      const Item = { pk: { S: `key-${key}` }, sk: { S: String(n).padStart(2, '0') } };
      await running.client.send(new PutItemCommand({ TableName: 'killed', Item }));
    }
  }
  let kills = 0;
  while (new Set(noted()).size < KEYS * PER_KEY) {
    const home = start(kills);
    const before = noted().length;
    // let it do a part, then kill it in the middle of something
    while (noted().length < before + MOST_IN_A_LIFE / 2 && new Set(noted()).size < KEYS * PER_KEY) await pause(1);
    home.kill('SIGKILL');
    await once(home, 'exit');
    kills++;
  }
  expect(kills).toBeGreaterThan(3);
  for (let key = 0; key < KEYS; key++) {
    const seen = noted().filter((line) => line.startsWith(`key-${key} `));
    const firsts = [...new Set(seen)];
    expect(firsts).toHaveLength(PER_KEY);
    expect(firsts).toEqual(firsts.toSorted());
  }
});
