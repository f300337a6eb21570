import { printInstant } from '../../domain/london-time.ts';
import type { MomentProblem } from '../../domain/round.ts';
import { NotNowError } from '../../functions/acts/refusals.ts';
import { RoundExistsError, type RoundInputProblem, RoundInvalidError } from '../../functions/acts/rounds/refusals.ts';
import { RoundNotFoundError } from '../../functions/store/round-row.ts';
import { PROGRAMME_IDS } from '../../programmes/programmes.ts';
import { UsageError } from '../command-line.ts';
import { TargetError } from '../target.ts';
import { MOMENTS } from './print-round.ts';
import { ServiceRefusedError } from './staff-client.ts';

const NOT_NOW: Readonly<Record<string, string>> = {
  open: 'it has opened: its dates can only be put back now (extend)',
  over: 'it is over',
  closed: 'it has closed: open it again (reopen)',
  'not-open': 'it is not open',
  'not-closed': 'it has not closed: everybody can apply',
  sent: 'they have sent their application',
  designated: 'somebody was designated in it',
};

function problemSentence(problem: RoundInputProblem): string {
  switch (problem.word) {
    case 'too-soon':
      return `${MOMENTS[problem.moment]} must be ${problem.leastDays} days or more after ${MOMENTS[problem.after]}`;
    case 'too-long':
      return `from opening to decisions it may take ${problem.mostDays} days at most`;
    case 'overlaps':
      return `round ${problem.round} of the same programme and body is open at the same time, from ${printInstant(problem.opens)} to ${printInstant(problem.closes)}`;
    case 'capacity-too-small':
      return '--capacity must be 1 or more';
    case 'already-past':
      return 'it would close in the past: give a later --closes';
    case 'unknown-programme':
      return `--programme must be one of: ${PROGRAMME_IDS.join(', ')}`;
    case 'body-not-wanted':
      return 'leave --body out: rounds of this programme are national';
    case 'no-body':
      return '--body is missing: the id of the teaching school that designates';
    case 'body-unreadable':
      return '--body must be small letters, digits and hyphens, 28 at most';
    case 'no-title':
      return '--title is missing';
    case 'title-too-long':
      return '--title must have 80 signs or fewer';
    case 'no-reason':
      return '--reason is missing';
    case 'no-date':
      return 'give at least one date: --closes, --endorsements-due or --decisions-due';
    case 'not-later':
      return problem.than
        ? `${MOMENTS[problem.moment]} must lie ahead, and be later than ${printInstant(problem.than.instant)}`
        : `${MOMENTS[problem.moment]} must lie ahead`;
    case 'not-earlier':
      return `${MOMENTS[problem.moment]} must lie ahead, and be earlier than ${printInstant(problem.than.instant)}`;
    case 'not-before':
      return `${MOMENTS[problem.moment]} must be before ${printInstant(problem.than.instant)}: ${MOMENTS[problem.before]}, which can be put back (extend)`;
    default:
      return `${MOMENTS[problem.moment]} ${problem.text}: ${UNREADABLE[problem.word]}`;
  }
}

const UNREADABLE: Readonly<Record<MomentProblem, string>> = {
  midnight: 'people disagree about which day midnight ends; take 17:00 or 23:59',
  'does-not-exist': 'the clocks skip this hour; take another hour',
  'exists-twice': 'the clocks show this hour twice; take another hour',
  'not-a-time': 'there is no such day or time; write it as 2027-01-04T09:00, by London’s clocks',
};

/** Why it was not done, in words; none when it is no refusal but a fault. */
export function roundRefusal(error: unknown): string | undefined {
  if (error instanceof UsageError || error instanceof TargetError || error instanceof ServiceRefusedError)
    return error.message;
  if (error instanceof RoundInvalidError) return error.problems.map(problemSentence).join('\n');
  if (error instanceof RoundExistsError) return `there is a round ${error.message} already`;
  if (error instanceof RoundNotFoundError) return `there is no round ${error.message}`;
  if (error instanceof NotNowError) return `refused (${error.word}): ${NOT_NOW[error.word] ?? error.word}`;
  return undefined;
}
