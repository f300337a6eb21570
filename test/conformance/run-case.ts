import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  type DescribeExecutionCommandOutput,
  type SFNClient,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import type { RecordedCase } from './case.ts';
import type { Run } from './compare.ts';
import { drive } from './driver.ts';
import { writeFunction } from './functions.ts';
import { history } from './history.ts';
import { PLACE, startStates } from './home.ts';

/** Real time after which a run is given up: recorded executions that need real time take at most a minute or so. */
const LONGEST_RUN_MS = 120_000;

/** A case did not come to its end. */
export class UnendedRunError extends Error {
  override readonly name = 'UnendedRunError';
}

/**
 * Runs a case over the API in a home of its own, in a temporary folder.
 *
 * @throws UnendedRunError, UnknownDriverError, and what the API answers to a definition that it refuses
 */
export async function runCase(recorded: RecordedCase): Promise<Run> {
  const folder = await mkdtemp(join(tmpdir(), 'conformance-'));
  const behaviours = Object.entries(recorded.lambda_behaviour);
  const functions = await Promise.all(behaviours.map(([name, behaviour]) => writeFunction(folder, name, behaviour)));
  // what happens from outside and functions that sleep need the computer's time; all else may leap ahead
  const needsRealTime = Boolean(recorded.driver) || behaviours.some(([, { kind }]) => kind.startsWith('sleep'));
  const home = await startStates(folder, functions, { mode: needsRealTime ? 'real' : 'auto' });
  try {
    const executionArn = await start(recorded, home.sfn);
    const givenUp = AbortSignal.timeout(LONGEST_RUN_MS);
    if (recorded.driver) await drive(recorded.driver, recorded, home.sfn, executionArn, givenUp);
    const execution = await ended(home.sfn, executionArn, givenUp);
    return JSON.parse(JSON.stringify({ execution, events: await history(home.sfn, executionArn) })) as Run;
  } finally {
    await home.close();
    await rm(folder, { recursive: true });
  }
}

async function start(recorded: RecordedCase, sfn: SFNClient): Promise<string> {
  const { definition, input, input_omitted_in_call: omitted } = recorded;
  const { stateMachineArn } = await sfn.send(
    new CreateStateMachineCommand({
      name: recordedName(recorded, 'state-machine-name', '<ArnPart_') ?? 'machine',
      // a case without a query language holds nothing that depends on it; AWS would take JSONPath, the home wants it said
      definition: JSON.stringify({ QueryLanguage: 'JSONata', ...definition }),
      roleArn: PLACE.roleArn,
    }),
  );
  // a test that made several executions recorded this one under its number
  const number = /#exec_hist_resp_(\d+)$/.exec(recorded.id)?.[1] ?? '0';
  const name =
    recordedName(recorded, 'execution-name', `<ExecArnPart_${number}idx>`) ??
    recordedName(recorded, 'regex', '<execution-name>') ??
    'execution';
  const request = { stateMachineArn, name, ...(omitted ? {} : { input: JSON.stringify(input) }) };
  const { executionArn = '' } = await sfn.send(new StartExecutionCommand(request));
  return executionArn;
}

/** The name that AWS ran something under, if the recorder replaced it. */
function recordedName({ normalise }: RecordedCase, kind: string, replacement: string): string | undefined {
  const found = normalise.find(
    (step) => step.kind === kind && 'replacement' in step && step.replacement.startsWith(replacement),
  );
  if (found === undefined) return undefined;
  if (found.kind === 'regex') return found.pattern;
  return 'value' in found ? found.value : undefined;
}

async function ended(sfn: SFNClient, executionArn: string, givenUp: AbortSignal) {
  while (!givenUp.aborted) {
    const { $metadata, ...execution }: DescribeExecutionCommandOutput = await sfn.send(
      new DescribeExecutionCommand({ executionArn }),
    );
    if (execution.status !== 'RUNNING') return execution;
    await sleep(10);
  }
  throw new UnendedRunError(`did not end within ${LONGEST_RUN_MS / 1000} s`);
}
