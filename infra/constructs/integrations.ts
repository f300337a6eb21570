import * as z from 'zod';

export interface Integration {
  /** `lambda`, `dynamodb`… */
  readonly service: string;
  /** `invoke`, `updateItem`… */
  readonly action: string;
  /** The `${Name}` that the call works on. */
  readonly on: string;
}

interface State {
  Resource?: string | undefined;
  Arguments?: Record<string, unknown> | undefined;
  ItemProcessor?: { States: Record<string, State> } | undefined;
  Branches?: { States: Record<string, State> }[] | undefined;
}

const machine = z.object({
  get States(): z.ZodType<Record<string, State>> {
    return z.record(
      z.string(),
      z.object({
        Resource: z.string().optional(),
        Arguments: z.record(z.string(), z.unknown()).optional(),
        ItemProcessor: machine.optional(),
        Branches: z.array(machine).optional(),
      }),
    );
  },
});

/** Which argument names what a service's call works on. */
const TARGET_ARGUMENT: Readonly<Record<string, string>> = { lambda: 'FunctionName', dynamodb: 'TableName' };

/**
 * Every call that a definition makes, from its task states at any depth: `lambda:invoke`, `aws-sdk:<service>:<action>`,
 * with or without `.waitForTaskToken`
 * (https://docs.aws.amazon.com/step-functions/latest/dg/integrate-services.html).
 *
 * @param workflow its name, for errors
 * @throws Error when it is no definition, or a task's resource or target cannot be read
 */
export function integrationsOf(workflow: string, definition: string): Integration[] {
  return [...taskStates(readMachine(workflow, definition))].map((state) => {
    const call = /^arn:aws:states:::(?:aws-sdk:)?(\w+):(\w+)(?:\.waitForTaskToken)?$/.exec(state.Resource ?? '');
    const [, service = '', action = ''] = call ?? [];
    const argument = state.Arguments?.[TARGET_ARGUMENT[service] ?? ''];
    const on = /^\$\{(\w+)\}$/.exec(String(argument))?.[1];
    if (!on) throw new Error(`workflow ${workflow}: cannot tell what "${state.Resource}" works on`);
    return { service, action, on };
  });
}

function readMachine(workflow: string, definition: string): z.infer<typeof machine> {
  try {
    return machine.parse(JSON.parse(definition));
  } catch (error) {
    const why = error instanceof z.ZodError ? z.prettifyError(error) : (error as Error).message;
    throw new Error(`workflow ${workflow} is no definition: ${why}`);
  }
}

function* taskStates({ States }: { States: Record<string, State> }): Generator<State> {
  for (const state of Object.values(States)) {
    if (state.Resource) yield state;
    if (state.ItemProcessor) yield* taskStates(state.ItemProcessor);
    for (const branch of state.Branches ?? []) yield* taskStates(branch);
  }
}
