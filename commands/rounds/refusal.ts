import { NotNowError } from '../../functions/acts/refusals.ts';
import { RoundExistsError, type RoundInputProblem, RoundInvalidError } from '../../functions/acts/rounds/refusals.ts';
import { RoundNotFoundError } from '../../functions/store/round-row.ts';
import { UsageError } from '../command-line.ts';
import { TargetError } from '../target.ts';
import { MOMENTS } from './print-round.ts';
import { ServiceRefusedError } from './staff-client.ts';

const NOT_NOW: Readonly<Record<string, string>> = {
  open: 'it has opened: its dates can only be put back now (extend)',
  over: 'it is over',
  closed: 'it has closed: open it again (reopen)',
  'not-open': 'it is not open',
  'not-closed': 'it has not closed',
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
      return `round ${problem.round} of the same programme and body is open at the same time`;
    case 'capacity-too-small':
      return '--capacity must be 1 or more';
    case 'already-past':
      return '--closes lies in the past';
    case 'unknown-programme':
      return '--programme is none that there is';
    case 'wrong-body':
      return '--body does not run rounds of this programme: a teaching school has an id of small letters, digits and hyphens';
    case 'no-title':
      return '--title is missing';
    case 'no-reason':
      return '--reason is missing';
    case 'not-later':
      return `${MOMENTS[problem.moment]} must be later than it is, and lie ahead`;
    case 'not-earlier':
      return `${MOMENTS[problem.moment]} must be earlier than it is, and lie ahead`;
    case 'midnight':
      return `${MOMENTS[problem.moment]} ${problem.text}: people disagree about which day midnight ends; take 17:00 or 23:59`;
    case 'does-not-exist':
      return `${MOMENTS[problem.moment]} ${problem.text}: the clocks skip this hour`;
    case 'exists-twice':
      return `${MOMENTS[problem.moment]} ${problem.text}: the clocks show this hour twice`;
    case 'not-a-time':
      return `${MOMENTS[problem.moment]} ${problem.text}: write it as 2027-01-04T09:00, by London’s clocks`;
  }
}

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
