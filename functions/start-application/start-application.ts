import { ExecutionAlreadyExists, type SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';
import { caseRow } from '../store/case-row.ts';
import { eachRecord } from '../store/stream-records.ts';

export interface StartApplicationDependencies {
  readonly workflows: SFNClient;
  readonly stateMachineArn: string;
}

/** Starts the workflow of each case that was submitted. The execution's name makes at-least-once once. */
export const createStartApplication = ({ workflows, stateMachineArn }: StartApplicationDependencies) =>
  eachRecord(caseRow, async ({ reference, run }) => {
    try {
      await workflows.send(
        new StartExecutionCommand({
          stateMachineArn,
          name: `${reference}-${run}`,
          input: JSON.stringify({ reference }),
        }),
      );
    } catch (error) {
      // it ran and has ended: the record was delivered late, once more
      if (!(error instanceof ExecutionAlreadyExists)) throw error;
    }
  });
