import * as z from 'zod';

/** What goes wrong in a home, and how it would have to go wrong for its checks to notice. */
export const faultPlan = z.object({
  seed: z.int().default(1),
  /** Every piece of work of every function fails once, twice, or one invocation in five does. */
  functions: z.enum(['work', 'fail-once', 'fail-twice', 'fail-at-random']).default('work'),
  /** The stream delivers each batch twice, rows out of order, and some batches again later. */
  stream: z.enum(['in-order', 'unruly']).default('in-order'),
  /** The first calls that start or wake a workflow are lost; some reach it, and only their answer is lost. */
  wakes: z.enum(['arrive', 'are-lost']).default('arrive'),
  /** One mail in four is refused for now, or sent without anybody hearing that it was. */
  mail: z.enum(['goes', 'falters']).default('goes'),
  /** What no part of the service does: a broken home, which shows that the checks would see it. */
  broken: z.enum(['none', 'mails-twice', 'swallows-mail', 'never-wakes', 'never-sweeps']).default('none'),
});
export type FaultPlan = z.infer<typeof faultPlan>;

export const aPlan = (changes: z.input<typeof faultPlan> = {}): FaultPlan => faultPlan.parse(changes);
