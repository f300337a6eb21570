import { plusDays } from '../../domain/london-time.ts';
import { CLOSED_MESSAGE, type Moment, type Round, readMoment } from '../../domain/round.ts';
import { roundProblems, roundWarnings } from '../../domain/round-validation.ts';
import type { Records } from '../../functions/store/records.ts';
import { listRounds, putRound, RoundChangedError } from '../../functions/store/round-row.ts';
import { findProgramme } from '../../programmes/programmes.ts';

/** A round as its manager typed it; wall-clock times of London, `2027-01-04T09:00`. */
export interface TypedRound {
  readonly programme: string;
  readonly title: string;
  readonly opens: string;
  /** What is absent follows from the programme's usual times. */
  readonly closes?: string | undefined;
  readonly endorsementsDue?: string | undefined;
  readonly decisionsDue?: string | undefined;
  /** `national`, or the id of the teaching school that designates. */
  readonly body?: string | undefined;
}

/** What was typed cannot be a round. The message says why. */
export class RoundRefusedError extends Error {
  override readonly name = 'RoundRefusedError';
}

/**
 * Makes a round.
 *
 * @returns the round, and what its manager should look at again
 * @throws RoundRefusedError
 */
export async function makeRound(
  records: Records,
  typed: TypedRound,
  now: Date,
): Promise<{ round: Round; warnings: string[] }> {
  const programme = findProgramme(typed.programme);
  if (!programme) throw new RoundRefusedError(`there is no programme "${typed.programme}"`);
  const { timing, designatedBy } = programme;
  const body = typed.body ?? 'national';
  if ((body === 'national') !== (designatedBy === 'national')) {
    throw new RoundRefusedError(`rounds of ${programme.id} are run by a ${designatedBy} body: --body ${body} is none`);
  }
  if (!/^[a-z0-9-]+$/.test(body)) throw new RoundRefusedError(`--body ${body}: use small letters, digits and hyphens`);

  const opens = read('opens', typed.opens);
  const closes = read('closes', typed.closes ?? later(opens, timing.open.offeredDays, timing.closesAt));
  const { endorsementsAfterClosing, decisionsAfterEndorsements } = timing;
  const endorsementsDue = read(
    'endorsements-due',
    typed.endorsementsDue ?? later(closes, endorsementsAfterClosing.offeredDays, timing.closesAt),
  );
  const decisionsDue = read(
    'decisions-due',
    typed.decisionsDue ?? later(endorsementsDue, decisionsAfterEndorsements.offeredDays, timing.closesAt),
  );
  const id = [programme.id, ...(body === 'national' ? [] : [body]), opens.wallClock.slice(0, 10)].join('-');
  const round: Round = {
    id,
    title: typed.title,
    programme: programme.id,
    generation: programme.generation,
    body,
    state: 'scheduled',
    opens,
    closes,
    endorsementsDue,
    decisionsDue,
    closedMessage: CLOSED_MESSAGE,
  };
  const others = (await listRounds(records, programme.id)).filter((other) => other.body === body);
  const problems = roundProblems(round, timing, others, now);
  if (problems.length > 0) throw new RoundRefusedError(problems.map((problem) => print(problem)).join('\n'));
  try {
    await records.transact(putRound(round));
  } catch (error) {
    if (!(error instanceof RoundChangedError)) throw error;
    throw new RoundRefusedError(`there is a round ${id} already`);
  }
  return { round, warnings: roundWarnings(round).map((warning) => print(warning)) };
}

function read(option: string, text: string): Moment {
  const moment = readMoment(text);
  if (moment.word === 'moment') return moment.moment;
  throw new RoundRefusedError(`--${option} ${text}: ${moment.word} (write it as 2027-01-04T09:00, by London's clocks)`);
}

const later = ({ wallClock }: Moment, days: number, time: string) =>
  `${plusDays(wallClock.slice(0, 10), days)}T${time}`;

/** `too-soon: moment closes, after opens, leastDays 7` */
function print({ word, ...rest }: { readonly word: string }): string {
  const details = Object.entries(rest).map(([name, value]) => `${name} ${value}`);
  return details.length > 0 ? `${word}: ${details.join(', ')}` : word;
}
