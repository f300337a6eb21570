import { ENDED_STATES } from '../../domain/application.ts';
import type { Counts, TalliedCase } from './tally.ts';

/** States of messages on which nothing is to be done any more. */
const SETTLED = ['sent', 'delivered', 'bounced', 'complained', 'failed'];

/**
 * What must hold at the end of a round and does not, one sentence each; empty when all is well.
 *
 * @param openExecutions workflows of cases that have not ended
 */
export function violations(cases: readonly TalliedCase[], counts: Counts, openExecutions: number): string[] {
  const open = cases.filter(({ state }) => !ENDED_STATES.some((ended) => ended === state));
  const unsettled = cases.flatMap(({ messages }) => messages.filter(({ state }) => !SETTLED.includes(state)));
  const { submitted, ineligible, notEndorsed, declined, designated, withdrawn } = counts;
  const ended = ineligible + notEndorsed + declined + designated + withdrawn;
  return [
    ...open.map(({ reference, state }) => `${reference} has not ended: ${state}`),
    ...unsettled.map(({ pk, sk, state }) => `${pk} ${sk} is ${state}`),
    ...(openExecutions > 0 ? [`${openExecutions} executions have not ended`] : []),
    ...(counts.applications === submitted + counts.notSubmitted ? [] : ['applications ≠ submitted + notSubmitted']),
    ...(submitted === ended ? [] : [`submitted ${submitted} ≠ ${ended} ended`]),
    ...(counts.published <= designated ? [] : [`published ${counts.published} > designated ${designated}`]),
  ];
}
