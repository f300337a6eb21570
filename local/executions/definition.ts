import * as z from 'zod';

/** What a drawing needs to know of a state; the rest of the definition passes unread. */
const stateSchema = z.object({
  Type: z.string(),
  Next: z.string().optional(),
  End: z.boolean().optional(),
  Default: z.string().optional(),
  Choices: z
    .array(z.object({ Next: z.string(), Condition: z.unknown().optional(), Comment: z.string().optional() }))
    .default([]),
  Catch: z.array(z.object({ Next: z.string(), ErrorEquals: z.array(z.string()) })).default([]),
  get Branches() {
    return z.array(machineSchema).default([]);
  },
  get ItemProcessor() {
    return machineSchema.optional();
  },
});

const machineSchema = z.object({ StartAt: z.string(), States: z.record(z.string(), stateSchema) });

export type MachineDefinition = z.infer<typeof machineSchema>;
export type StateDefinition = z.infer<typeof stateSchema>;

/**
 * Reads the definition of a state machine, as Amazon States Language text.
 *
 * @throws z.ZodError when it is none
 */
export function readDefinition(text: string): MachineDefinition {
  return machineSchema.parse(JSON.parse(text));
}

/** The machines within a state: a Parallel's branches or what a Map does with each item. */
export function innerMachines(state: StateDefinition): MachineDefinition[] {
  return state.ItemProcessor ? [state.ItemProcessor] : state.Branches;
}

/** A way from one state to another, with the reasons for which it is taken. */
export interface Way {
  readonly from: string;
  readonly to: string;
  readonly reasons: string[];
  /** Whether only errors lead this way. */
  readonly caught: boolean;
}

/** Every way out of a state; those to the same state are one. */
export function waysOut(from: string, state: StateDefinition): Way[] {
  const ways = new Map<string, Way>();
  const add = (to: string | undefined, reason: string | undefined, caught = false) => {
    if (to === undefined) return;
    const known = ways.get(to);
    const reasons = [...(known?.reasons ?? []), ...(reason === undefined ? [] : [reason])];
    ways.set(to, { from, to, reasons, caught: caught && (known?.caught ?? true) });
  };
  add(state.Next, undefined);
  for (const { Next, Condition, Comment } of state.Choices) add(Next, Comment ?? shortened(Condition));
  add(state.Default, 'otherwise');
  for (const { Next, ErrorEquals } of state.Catch) add(Next, errorNames(ErrorEquals), true);
  return [...ways.values()];
}

function errorNames(errors: readonly string[]): string {
  return errors.includes('States.ALL') ? 'on any error' : `on ${errors.join(', ')}`;
}

/** A condition without the signs around it and without the roots of its paths. */
function shortened(condition: unknown): string {
  return String(condition)
    .replace(/^\{%\s*|\s*%\}$/g, '')
    .replaceAll('$states.input.', '');
}
