import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll } from 'vitest';
import { createRunRound } from '../../../../functions/run-round/run-round.ts';
import { getCase } from '../../../../functions/store/case-row.ts';
import { aDesk } from '../../an-application.ts';
import { runTable, type TestTable } from '../../records-harness.ts';

/** When the rounds of `aFullDraft` close. */
export const CLOSES = new Date('2027-02-26T17:00:00Z');
export const closing = (ms: number, from = CLOSES) => new Date(from.getTime() + ms);
export const MINUTE = 60_000;

/** No other round of the same body keeps it from being extended. */
export const alone = () => ({ round: { body: randomUUID() } });

/** The rounds of a test file, on a table of their own. */
export function useRounds() {
  let running: TestTable;
  beforeAll(async () => {
    running = await runTable();
  });
  afterAll(() => running.end());
  const table = {
    get records() {
      return running.records;
    },
  };
  const deskAt = (at: Date | string) => aDesk(table.records, new Date(at));
  return {
    table,
    deskAt,
    stateOf: async (reference: string) => (await getCase(table.records, reference)).state,
    /** Does a moment of a round to its last page, as its workflow does. */
    async happen(round: string, moment: string, at: Date | string) {
      const { workflows } = deskAt(at);
      const run = createRunRound({ records: table.records, workflows, now: () => new Date(at) });
      let step: { round: string; moment: string; cursor?: string } = { round, moment };
      for (;;) {
        const said = await run(step);
        if (said.outcome !== 'more') return said.outcome;
        step = { round, moment, cursor: said.cursor };
      }
    },
  };
}
