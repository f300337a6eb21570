import { ExecutionAlreadyExists, type SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';

export interface Starting {
  readonly workflows: Pick<SFNClient, 'send'>;
  readonly stateMachineArn: string;
}

/** Starts a run of a case's workflow. The execution's name makes at-least-once once. */
export async function startRun(
  { workflows, stateMachineArn }: Starting,
  { reference, run }: { readonly reference: string; readonly run: number },
): Promise<'started' | 'ran-before'> {
  const input = JSON.stringify({ reference });
  try {
    await workflows.send(new StartExecutionCommand({ stateMachineArn, name: `${reference}-${run}`, input }));
    return 'started';
  } catch (error) {
    if (!(error instanceof ExecutionAlreadyExists)) throw error;
    return 'ran-before';
  }
}
