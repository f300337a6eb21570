import * as z from 'zod';
import { APPLICATION_STATES } from '../../../domain/application.ts';
import { ROUND_STATES, type Round } from '../../../domain/round.ts';

/** A round as programs see it; instants in UTC. */
export const roundShape = z.object({
  id: z.string(),
  title: z.string(),
  programme: z.string(),
  generation: z.string(),
  body: z.string(),
  state: z.enum(ROUND_STATES),
  opens: z.iso.datetime(),
  closes: z.iso.datetime(),
  openAgainUntil: z.iso.datetime().optional(),
  endorsementsDue: z.iso.datetime(),
  decisionsDue: z.iso.datetime(),
});
export type RoundShape = z.infer<typeof roundShape>;

export const asRound = ({ opens, closes, reopened, endorsementsDue, decisionsDue, ...one }: Round): RoundShape => ({
  id: one.id,
  title: one.title,
  programme: one.programme,
  generation: one.generation,
  body: one.body,
  state: one.state,
  opens: opens.instant.toISOString(),
  closes: closes.instant.toISOString(),
  ...(reopened && { openAgainUntil: reopened.until.instant.toISOString() }),
  endorsementsDue: endorsementsDue.instant.toISOString(),
  decisionsDue: decisionsDue.instant.toISOString(),
});

export const roundsShape = z.object({ rounds: z.array(roundShape) });

/** How many applications are where. */
export const figuresShape = z.object({
  round: z.string(),
  states: z.array(z.object({ state: z.enum(APPLICATION_STATES), cases: z.int(), oldest: z.iso.datetime().optional() })),
});

const wallClock = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d$/)
  .describe('By London’s clocks: `2027-03-01T17:00`');
const preview = z.boolean().default(false).describe('Only say who would be told');
const laterDates = {
  closes: wallClock.optional(),
  endorsementsDue: wallClock.optional(),
  decisionsDue: wallClock.optional(),
};

export const newRoundShape = z
  .object({
    programme: z.string(),
    title: z.string().min(1),
    body: z.string().optional(),
    opens: wallClock,
    ...laterDates,
    capacity: z.int().positive().optional(),
    closedMessage: z.string().min(1).optional().describe('What the public page says while the round is closed'),
  })
  .strict();

export const extensionShape = z
  .object({ ...laterDates, reason: z.string().min(1).describe('Whoever has a draft reads it'), preview })
  .strict();

export const closingShape = z
  .object({
    closes: wallClock.optional().describe('By London’s clocks; now, when absent'),
    reason: z.string().min(1).describe('Whoever is told reads it'),
    preview,
  })
  .strict();

export const cancellationShape = z
  .object({ reason: z.string().min(1).describe('For staff: it stands in the history of the round') })
  .strict();

const told = z.object({ count: z.int() });
/** What a change of dates has come to, or would. */
export const extendedShape = z.object({
  done: z.boolean(),
  round: roundShape,
  drafts: told.optional(),
  endorsers: told.optional(),
});
export const closedShape = z.object({
  done: z.boolean(),
  round: roundShape,
  drafts: told.optional(),
  interested: told.optional(),
});
