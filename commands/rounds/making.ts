import { changeRoundBeforeOpening } from '../../functions/acts/rounds/change-round.ts';
import { createRound } from '../../functions/acts/rounds/create-round.ts';
import type { Call } from '../cases/call.ts';
import { UsageError } from '../command-line.ts';
import { capacityLines, dateLines, warningLines } from './print-round.ts';
import type { RoundSubcommand } from './subcommand.ts';

const DATES = ['opens', 'closes', 'endorsements-due', 'decisions-due'] as const;

/** The later dates of a round, as far as they were typed. */
export const typedDates = (call: Call) => ({
  closes: call.optional('closes'),
  endorsementsDue: call.optional('endorsements-due'),
  decisionsDue: call.optional('decisions-due'),
});

/** A new round as it was typed. */
export const typedRound = (call: Call) => ({
  programme: call.one('programme'),
  title: call.one('title'),
  opens: call.one('opens'),
  ...typedDates(call),
  body: call.optional('body'),
  capacity: typedCapacity(call),
  closedMessage: call.optional('closed-message'),
});

function typedCapacity(call: Call): number | undefined {
  const typed = call.optional('capacity');
  if (typed === undefined) return undefined;
  if (!/^\d{1,6}$/.test(typed)) throw new UsageError(`--capacity ${typed} is no number of applications`);
  return Number(typed);
}

const CHANGED = ['title', 'capacity', 'closed-message', ...DATES] as const;

/** @throws UsageError when nothing is to be changed, or the limit in two ways */
function requireOne(call: Call): void {
  const given = CHANGED.filter((option) => call.optional(option) !== undefined);
  if (given.includes('capacity') && call.has('no-capacity')) {
    throw new UsageError('give --capacity or --no-capacity, not both');
  }
  if (given.length === 0 && !call.has('no-capacity')) {
    throw new UsageError(`say what to change: ${CHANGED.map((option) => `--${option}`).join(', ')}`);
  }
}

const DATES_HELP = `  --opens, --closes, --endorsements-due, --decisions-due TIME   by London's clocks: 2027-01-04T09:00
  --capacity NUMBER          how many applications can be sent
  --closed-message TEXT      what the public page says while the round is closed`;

/** Before a round opens. */
export const MAKING: Readonly<Record<string, RoundSubcommand>> = {
  create: {
    parameters: [],
    options: ['programme', 'title', 'body', 'capacity', 'closed-message', ...DATES],
    takes: '--programme ID --title TEXT --opens TIME [--closes TIME] …',
    does: 'makes a round, which then runs by itself',
    help: `  --programme ID             lle, sle
  --title TEXT               as applicants see it: "Spring 2027"
  --body ID                  the teaching school that designates (else: national)
${DATES_HELP}

What is left out follows from the programme's usual times after the moment before. The last line is "round ID".`,
    acts: false,
    async run(desk, call) {
      const { round, warnings } = await createRound(desk, typedRound(call), call.by);
      const next = `It opens, reminds and closes by itself. What it does next: show ${round.id}`;
      return [
        round.title,
        ...dateLines(round),
        ...capacityLines(round),
        ...warningLines(warnings),
        next,
        `round ${round.id}`,
      ];
    },
  },
  change: {
    parameters: ['ROUND'],
    options: CHANGED,
    flags: ['no-capacity'],
    takes: '[--title TEXT] [--opens TIME] …',
    does: 'changes a round that has not opened yet',
    help: `  --title TEXT
${DATES_HELP}
  --no-capacity              takes the limit away`,
    acts: true,
    async run(desk, call) {
      requireOne(call);
      const changes = {
        title: call.optional('title'),
        opens: call.optional('opens'),
        ...typedDates(call),
        capacity: call.has('no-capacity') ? ('none' as const) : typedCapacity(call),
        closedMessage: call.optional('closed-message'),
      };
      const changed = { round: call.parameter('ROUND'), changes, by: call.by };
      const { round, warnings } = await changeRoundBeforeOpening(desk, changed);
      return [round.title, ...dateLines(round), ...capacityLines(round), ...warningLines(warnings), 'changed'];
    },
  },
};
