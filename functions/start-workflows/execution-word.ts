import { DescribeExecutionCommand, ExecutionDoesNotExist } from '@aws-sdk/client-sfn';
import type { Starting } from './start-run.ts';

/**
 * What became of a run of a case's workflow. Its history is kept for 90 days: `none` is also said of one that ended before
 * (https://docs.aws.amazon.com/step-functions/latest/dg/service-quotas.html).
 */
export async function executionWord(
  { workflows, stateMachineArn }: Starting,
  { reference, run }: { readonly reference: string; readonly run: number },
): Promise<'runs' | 'over' | 'none'> {
  const executionArn = `${stateMachineArn.replace(':stateMachine:', ':execution:')}:${reference}-${run}`;
  try {
    const { status } = await workflows.send(new DescribeExecutionCommand({ executionArn }));
    return status === 'RUNNING' ? 'runs' : 'over';
  } catch (error) {
    if (!(error instanceof ExecutionDoesNotExist)) throw error;
    return 'none';
  }
}
