import { StatesApiError } from './errors.ts';
import type { StatesService } from './service.ts';

export interface DeclaredMachine {
  readonly name: string;
  /** The definition as JSON text, its substitutions made. */
  readonly definition: string;
  readonly roleArn: string;
}

/** A workflow of the template that cannot be run here. */
export class UndeclarableMachineError extends Error {
  override readonly name = 'UndeclarableMachineError';
}

/**
 * Makes the template's state machines so. Executions that run keep the definition that they started with.
 *
 * @throws UndeclarableMachineError naming the workflow and what is wrong with it
 */
export async function declareStateMachines(
  states: StatesService,
  machines: readonly DeclaredMachine[],
  { region, account }: { readonly region: string; readonly account: string },
): Promise<void> {
  for (const machine of machines) {
    const stateMachineArn = `arn:aws:states:${region}:${account}:stateMachine:${machine.name}`;
    try {
      await declare(states, machine, stateMachineArn);
    } catch (error) {
      if (!(error instanceof StatesApiError)) throw error;
      const message = `the workflow "${machine.name}" cannot be run here: ${error.message}`;
      throw new UndeclarableMachineError(message, { cause: error });
    }
  }
}

async function declare(states: StatesService, machine: DeclaredMachine, stateMachineArn: string): Promise<void> {
  const { name, definition, roleArn } = machine;
  try {
    const found = await states.describeStateMachine({ stateMachineArn });
    if (found.definition !== definition) await states.updateStateMachine({ stateMachineArn, definition });
  } catch (error) {
    if (!(error instanceof StatesApiError && error.code === 'StateMachineDoesNotExist')) throw error;
    await states.createStateMachine({ name, definition, roleArn });
  }
}
