import { caseRow } from '../store/case-row.ts';
import { eachRecord } from '../store/stream-records.ts';
import { type Starting, startRun } from './start-run.ts';

/** Starts the workflow that a row asks for. Only one function may hear of such rows: the stream has two listeners at most. */
export const createStartWorkflows = (starting: Starting) =>
  eachRecord(caseRow, async (row) => {
    // when it ran and has ended, the record was delivered late, once more
    await startRun(starting, row);
  });
