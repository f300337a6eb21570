import { getReleaseRequest } from '../../store/release-request-row.ts';
import { type FieldError, type PageAnswer, show } from '../../web/answer.ts';
import type { HelpdeskDesk } from '../helpdesk-desk.ts';
import { mayDo } from '../permissions.ts';
import type { RoundRequest } from '../round-route.ts';
import { casesToDecide, marksOf, readDecisionLines } from './decision-lines.ts';
import { DECISION_WORDS } from './decision-words.ts';

const LINES_A_PAGE = 50;

/** The table of the cases of a round that wait for their decision, with what was wrong with a form sent from it. */
export async function decisionTable(
  { records }: HelpdeskDesk,
  { round, staff, query }: RoundRequest,
  errors: readonly FieldError[] = [],
  status = 200,
): Promise<PageAnswer> {
  const all = await casesToDecide(records, round.id);
  const pages = Math.max(1, Math.ceil(all.length / LINES_A_PAGE));
  const page = Math.min(pages, Math.max(1, Number.parseInt(query.one('page'), 10) || 1));
  const lines = await readDecisionLines(records, all.slice((page - 1) * LINES_A_PAGE, page * LINES_A_PAGE), staff.id);
  const seen = lines.filter(({ declared }) => declared === 'none').map(({ reference }) => reference);
  const [marks, asked] = await Promise.all([marksOf(records, seen), getReleaseRequest(records, round.id)]);
  const done = query.one('done');
  const count = Number.parseInt(query.one('count'), 10) || 0;
  const context = {
    round,
    lines,
    marks,
    count: all.length,
    page,
    pages,
    asked,
    done: Object.hasOwn(DECISION_WORDS.done, done) ? DECISION_WORDS.done[done]?.(count) : undefined,
    may: { decide: mayDo(staff, 'decide-case'), release: mayDo(staff, 'release-decision') },
  };
  return { ...show('helpdesk/decisions/table.njk', context), errors, status };
}
