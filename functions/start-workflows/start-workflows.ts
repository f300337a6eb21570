import * as z from 'zod';
import { caseRow } from '../store/case-row.ts';
import { directoryChangeRow } from '../store/directory-change-row.ts';
import { roundRow } from '../store/round-row.ts';
import { eachRecord } from '../store/stream-records.ts';
import { planRound, type RoundPlanning } from './plan-round.ts';
import { type StartingPublishing, startPublishing } from './start-publishing.ts';
import { type Starting, startRun } from './start-run.ts';

export interface StartWorkflowsDependencies extends Starting, StartingPublishing, RoundPlanning {
  readonly now: () => Date;
}

/** Starts what a row asks for. Only one function may hear of such rows: the stream has two listeners at most. */
export const createStartWorkflows = ({ now, ...starting }: StartWorkflowsDependencies) =>
  eachRecord(z.discriminatedUnion('kind', [caseRow, directoryChangeRow, roundRow]), async (row) => {
    if (row.kind === 'directory-change') await startPublishing(starting, now());
    else if (row.kind === 'round') await planRound(starting, row.round.id, now());
    // when it ran and has ended, the record was delivered late, once more
    else await startRun(starting, row);
  });
