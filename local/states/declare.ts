import { StatesApiError } from './errors.ts';
import type { StatesService } from './service.ts';

export interface DeclaredMachine {
  readonly name: string;
  /** The definition as JSON text, its substitutions made. */
  readonly definition: string;
  readonly roleArn: string;
}

/** Makes the template's state machines so. Executions that run keep the definition that they started with. */
export async function declareStateMachines(
  states: StatesService,
  machines: readonly DeclaredMachine[],
  { region, account }: { readonly region: string; readonly account: string },
): Promise<void> {
  for (const { name, definition, roleArn } of machines) {
    const stateMachineArn = `arn:aws:states:${region}:${account}:stateMachine:${name}`;
    try {
      const found = await states.describeStateMachine({ stateMachineArn });
      if (found.definition !== definition) await states.updateStateMachine({ stateMachineArn, definition });
    } catch (error) {
      if (!(error instanceof StatesApiError && error.code === 'StateMachineDoesNotExist')) throw error;
      await states.createStateMachine({ name, definition, roleArn });
    }
  }
}
