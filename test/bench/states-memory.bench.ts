import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { PLACE, startStates } from '../conformance/home.ts';
import type { Figure } from './figure.ts';

const EXECUTIONS = 10_000;
const MIB = 2 ** 20;

const WAITING = {
  QueryLanguage: 'JSONata',
  StartAt: 'Note it',
  States: {
    'Note it': { Type: 'Pass', Assign: { reference: '{% $states.input.reference %}' }, Next: 'Wait for weeks' },
    'Wait for weeks': { Type: 'Wait', Seconds: 3_000_000, End: true },
  },
};

/** Memory of a process in which executions wait, before and after a restart of the service. */
export async function measure(): Promise<Figure[]> {
  const folder = await mkdtemp(join(tmpdir(), 'bench-states-'));
  const first = await startStates(folder, [], { mode: 'real' });
  const empty = await settledMemory();
  const { stateMachineArn } = await first.service.createStateMachine({
    name: 'waiting',
    definition: JSON.stringify(WAITING),
    roleArn: PLACE.roleArn,
  });
  const begun = performance.now();
  for (let number = 0; number < EXECUTIONS; number++) {
    await first.service.startExecution({ stateMachineArn, input: JSON.stringify({ reference: `LLE-${number}` }) });
  }
  const startMs = performance.now() - begun;
  const full = await settledMemory();
  await first.close();
  const reopened = performance.now();
  const second = await startStates(folder, [], { mode: 'real' });
  const resumeMs = performance.now() - reopened;
  await second.close();
  await rm(folder, { recursive: true });
  return [
    { name: 'Step Functions: memory, nothing runs', value: Math.round(empty / MIB), unit: 'MiB' },
    { name: 'Step Functions: memory, 10,000 executions wait', value: Math.round(full / MIB), unit: 'MiB' },
    {
      name: 'Step Functions: starting executions',
      value: Math.round(EXECUTIONS / (startMs / 1000)),
      unit: 'executions/s',
    },
    { name: 'Step Functions: resuming 10,000 executions', value: Math.round(resumeMs), unit: 'ms' },
  ];
}

/** Resident memory once what is no longer needed has been given back. */
async function settledMemory(): Promise<number> {
  await sleep(500);
  globalThis.gc?.();
  await sleep(100);
  return process.memoryUsage.rss();
}
