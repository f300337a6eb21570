import { caseRow } from '../store/case-row.ts';
import { eachRecord } from '../store/stream-records.ts';
import { type Starting, startRun } from './start-run.ts';

/** Starts the workflow of each case that was submitted. */
export const createStartApplication = (starting: Starting) =>
  eachRecord(caseRow, async (row) => {
    // when it ran and has ended, the record was delivered late, once more
    await startRun(starting, row);
  });
