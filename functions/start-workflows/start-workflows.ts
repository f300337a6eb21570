import * as z from 'zod';
import { caseRow } from '../store/case-row.ts';
import { directoryChangeRow } from '../store/directory-change-row.ts';
import { eachRecord } from '../store/stream-records.ts';
import { type StartingPublishing, startPublishing } from './start-publishing.ts';
import { type Starting, startRun } from './start-run.ts';

export interface StartWorkflowsDependencies extends Starting, StartingPublishing {
  readonly now: () => Date;
}

/** Starts the workflow that a row asks for. Only one function may hear of such rows: the stream has two listeners at most. */
export const createStartWorkflows = ({ now, ...starting }: StartWorkflowsDependencies) =>
  eachRecord(z.discriminatedUnion('kind', [caseRow, directoryChangeRow]), async (row) => {
    if (row.kind === 'directory-change') await startPublishing(starting, now());
    // when it ran and has ended, the record was delivered late, once more
    else await startRun(starting, row);
  });
