import { criteriaToMark, type Decision, type Mark } from '../../domain/decision.ts';
import { decide } from '../../functions/acts/decide.ts';
import type { Desk } from '../../functions/acts/desk.ts';
import { checkCase } from '../../functions/acts/eligibility-facts.ts';
import { markCriteria } from '../../functions/acts/mark-criteria.ts';
import { releaseDecision } from '../../functions/acts/release-decision.ts';
import { askReversal, confirmReversal } from '../../functions/acts/reverse-decision.ts';
import { readCaseFile } from '../../functions/store/case-file.ts';
import { schoolOf } from '../../functions/store/school-row.ts';
import { oneOf } from './call.ts';
import { caseAct } from './subcommand.ts';

const MARKS: readonly Mark['mark'][] = ['met', 'not-met', 'exception'];
const OUTCOMES: readonly Decision['outcome'][] = ['designate', 'decline'];

const mark = caseAct({
  parameters: ['CRITERION', 'MARK'],
  options: ['reason'],
  takes: '--reason TEXT',
  does: 'mark one criterion: met, not-met or exception',
  async run(desk, call, { reference, by }) {
    const word = oneOf(MARKS, call.parameter('MARK'));
    const criterion = call.parameter('CRITERION');
    await markCriteria(desk, { reference, by, marks: [{ criterion, mark: word, reason: call.one('reason') }] });
    return ['marked'];
  },
});

const markAll = caseAct({
  options: ['reason'],
  takes: '--reason TEXT',
  does: 'mark as met every criterion that still needs a mark',
  async run(desk, call, { reference, by }) {
    const reason = call.one('reason');
    const criteria = await unmarked(desk, reference);
    await markCriteria(desk, {
      reference,
      by,
      marks: criteria.map((criterion) => ({ criterion, mark: 'met', reason })),
    });
    return [...criteria.map((criterion) => `${criterion}: met`), 'marked'];
  },
});

async function unmarked({ records, at }: Desk, reference: string): Promise<string[]> {
  const file = await readCaseFile(records, reference);
  const school = await schoolOf(records, file.case.school);
  const marked = new Set(file.marks.map(({ criterion }) => criterion));
  return criteriaToMark(checkCase(file, school, at).findings).filter((criterion) => !marked.has(criterion));
}

const decideCase = caseAct({
  parameters: ['OUTCOME'],
  options: ['decline-reason', 'words'],
  takes: '[--decline-reason ID…] [--words TEXT]',
  does: 'decide, provisionally: designate or decline',
  async run(desk, call, { reference, by }) {
    const outcome = oneOf(OUTCOMES, call.parameter('OUTCOME'));
    const declineReasons = call.all('decline-reason');
    await decide(desk, { reference, by, outcome, declineReasons, words: call.optional('words') ?? '' });
    return [`provisionally-${outcome}`];
  },
});

const release = caseAct({
  does: 'release the decision: it stands, and the applicant is told',
  async run(desk, _, { reference, by }) {
    return [await releaseDecision(desk, { reference, by })];
  },
});

const reverse = caseAct({
  options: ['reason'],
  takes: '--reason TEXT',
  does: 'ask for the reversal of a decision that was carried out',
  async run(desk, call, { reference, by }) {
    await askReversal(desk, { reference, by, reason: call.one('reason') });
    return ['reversal-asked'];
  },
});

const confirm = caseAct({
  does: 'confirm the reversal that somebody else has asked for',
  async run(desk, _, { reference, by }) {
    await confirmReversal(desk, { reference, by });
    return ['reversed'];
  },
});

/** What deciders do. */
export const DECIDING = {
  mark,
  'mark-all': markAll,
  decide: decideCase,
  release,
  reverse,
  'confirm-reversal': confirm,
};
