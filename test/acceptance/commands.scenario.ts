import { execFile } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { beforeAll, expect, test } from 'vitest';
import { Applicant } from './applicant.ts';
import { serviceWithRound } from './commands.ts';
import type { Service } from './service.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));

let service: Service;
let round: string;
let reference: string;
beforeAll(async () => {
  ({ service, round } = await serviceWithRound());
  reference = await new Applicant(service).apply(round);
  await service.clock.settle();
});

/** As `npm run <name>` does it. */
const run = (name: string, ...words: string[]) =>
  promisify(execFile)(process.execPath, [`commands/${name}.ts`, ...words, '--home', service.localUrl], { cwd: ROOT });

// the other scenarios call them without a process
test('staff work by commands, which end with the outcome', async () => {
  const [rounds, register, shown] = await Promise.all([
    run('rounds', 'list'),
    run('register', '--demonstration'),
    run('cases', 'show', reference),
  ]);
  expect(rounds.stdout).toMatch(new RegExp(`^${round} .*\\(open\\)$`, 'm'));
  expect(register.stdout).toMatch(/^bad: 0$/m);
  expect(shown.stdout).toMatch(/\nstate awaiting-endorsements\n$/);
});

test('a command that is refused says why in a sentence, and fails', async () => {
  const refused = (...words: [string, ...string[]]) =>
    run(...words, '--as', 'Sam Desk').then(
      ({ stdout }) => stdout,
      ({ code, stderr }: { code?: unknown; stderr?: string }) => `${code} ${stderr}`,
    );
  expect(
    await Promise.all([
      refused('cases', 'release', reference),
      refused('rounds', 'extend', round, '--closes', '2020-01-01T17:00', '--reason', 'A storm.'),
    ]),
  ).toEqual([
    '1 refused (no-decision): there is no decision to release\n',
    expect.stringMatching(/^1 on the home at .*\n--closes must lie ahead, and be later than /),
  ]);
});
