import { ExecutionAlreadyExists, type SFNClient, StartExecutionCommand } from '@aws-sdk/client-sfn';

export interface StartingPublishing {
  readonly workflows: Pick<SFNClient, 'send'>;
  /** ARN of the workflow that publishes the directory. */
  readonly directoryArn: string;
}

/** Changes of one window are published together. */
const WINDOW_MS = 2 * 60_000;

/**
 * Publishing begins this long after the end of its window. Whoever starts it does so within the 10 seconds that a function
 * has, so that what was committed before is in it. Window, margin and publishing take less than 5 minutes.
 */
const MARGIN_MS = 20_000;

/**
 * Has the directory published after the window of this instant, once for all who ask: the same name with the same input
 * starts nothing twice while it runs.
 */
export async function startPublishing({ workflows, directoryArn }: StartingPublishing, now: Date): Promise<void> {
  const window = now.getTime() - (now.getTime() % WINDOW_MS);
  const publishAt = new Date(window + WINDOW_MS + MARGIN_MS).toISOString();
  const name = `directory-${new Date(window).toISOString().replaceAll(/[:.]/g, '-')}`;
  const input = JSON.stringify({ publishAt });
  try {
    await workflows.send(new StartExecutionCommand({ stateMachineArn: directoryArn, name, input }));
  } catch (error) {
    // it can only be over before its window is when somebody stopped it, or clocks differ: the sweep starts a later one
    if (!(error instanceof ExecutionAlreadyExists)) throw error;
  }
}
