import { type CaseFile, readCaseFile } from '../store/case-file.ts';
import { CaseNotFoundError } from '../store/case-row.ts';
import type { Records } from '../store/records.ts';
import { PageNotFoundError } from '../web/problems.ts';
import { type PageRequest, personOf } from '../web/request.ts';

/** The case that a page is about. Somebody else's is no more there than one that nobody has. */
export async function ownCase(records: Records, request: PageRequest): Promise<CaseFile> {
  const person = personOf(request);
  try {
    const file = await readCaseFile(records, request.parameters.reference ?? '');
    if (file.case.person === person) return file;
  } catch (error) {
    if (!(error instanceof CaseNotFoundError)) throw error;
  }
  throw new PageNotFoundError();
}
