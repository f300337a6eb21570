import { OPEN_STATES } from '../../domain/application.ts';
import { printInstant } from '../../domain/london-time.ts';
import { gate } from '../../domain/round-gate.ts';
import { advanceRound } from '../../functions/acts/rounds/advance-round.ts';
import { cancelRound, checkCancelling } from '../../functions/acts/rounds/cancel-round.ts';
import { closeEarly, previewEarlyClosing } from '../../functions/acts/rounds/close-early.ts';
import { extendRound } from '../../functions/acts/rounds/extend-round.ts';
import { giveLatePass } from '../../functions/acts/rounds/give-late-pass.ts';
import { previewExtension } from '../../functions/acts/rounds/preview-extension.ts';
import { previewReopening, reopenRound } from '../../functions/acts/rounds/reopen-round.ts';
import { casesOfRound } from '../../functions/store/cards.ts';
import { findPerson } from '../../functions/store/person-row.ts';
import { getRound } from '../../functions/store/round-row.ts';
import type { Call } from '../cases/call.ts';
import { UsageError } from '../command-line.ts';
import { typedDates } from './making.ts';
import {
  askCancelling,
  askClosing,
  askExtension,
  askReopening,
  dateLines,
  movedLines,
  warningLines,
} from './print-round.ts';
import { ASKS_FIRST, type RoundDesk, type RoundSubcommand } from './subcommand.ts';

const extension = (call: Call) => ({
  round: call.parameter('ROUND'),
  dates: typedDates(call),
  by: call.by,
  reason: call.one('reason'),
});

const closing = (call: Call) => ({
  round: call.parameter('ROUND'),
  closes: call.optional('closes'),
  reason: call.optional('reason') ?? '',
});

const reopening = (call: Call) => ({
  round: call.parameter('ROUND'),
  until: call.one('until'),
  reason: call.one('reason'),
});

/** Is its time over, whatever it says of itself? */
async function isOver({ records, at }: RoundDesk, call: Call): Promise<boolean> {
  const { round } = await getRound(records, call.parameter('ROUND'));
  return gate(round, {}, at) === 'closed';
}

/** Once a round runs. */
export const RUNNING: Readonly<Record<string, RoundSubcommand>> = {
  extend: {
    parameters: ['ROUND'],
    options: ['closes', 'endorsements-due', 'decisions-due', 'reason'],
    flags: ASKS_FIRST,
    takes: '--closes TIME … --reason TEXT [--yes]',
    does: 'puts dates back; says first who is told of it',
    help: `  --closes, --endorsements-due, --decisions-due TIME   those that are put back
  --reason TEXT              whoever has a draft reads it
  --yes                      does it without asking`,
    acts: true,
    async preview(desk, call) {
      const { moved, warnings, drafts, endorsers } = await previewExtension(desk, extension(call));
      return askExtension([...movedLines(moved), ...warningLines(warnings)], drafts.count, endorsers.count);
    },
    async run(desk, call) {
      return [...dateLines(await extendRound(desk, extension(call))), 'extended'];
    },
  },
  close: {
    parameters: ['ROUND'],
    options: ['closes', 'reason'],
    flags: ASKS_FIRST,
    takes: '[--closes TIME] --reason TEXT [--yes]',
    does: 'closes a round before its time; says first who is told of it',
    help: `  --closes TIME              when (else: now)
  --reason TEXT              whoever is told reads it
  --yes                      does it without asking

A round closes by itself, at its minute. Of one whose time is over, this only brings what it says of itself up to date:
without a reason, and nobody is told.`,
    acts: true,
    async preview(desk, call) {
      if (await isOver(desk, call)) return [];
      const { round, drafts, interested } = await previewEarlyClosing(desk, closing(call));
      return askClosing(round, drafts.count, interested);
    },
    async run(desk, call) {
      if (await isOver(desk, call)) return [(await advanceRound(desk, call.parameter('ROUND'))).round.state];
      return [...dateLines(await closeEarly(desk, { ...closing(call), by: call.by })), 'closed-early'];
    },
  },
  reopen: {
    parameters: ['ROUND'],
    options: ['until', 'reason'],
    flags: ASKS_FIRST,
    takes: '--until TIME --reason TEXT [--yes]',
    does: 'opens a closed round again from now on; says first who is told of it',
    help: `  --until TIME               when it closes again; the other dates stay
  --reason TEXT              for the round's timeline
  --yes                      does it without asking`,
    acts: true,
    async preview(desk, call) {
      const { round, warnings, unsent, interested } = await previewReopening(desk, reopening(call));
      return askReopening([...dateLines(round), ...warningLines(warnings)], unsent.count, interested);
    },
    async run(desk, call) {
      return [...dateLines(await reopenRound(desk, { ...reopening(call), by: call.by })), 'reopened'];
    },
  },
  cancel: {
    parameters: ['ROUND'],
    options: ['reason'],
    flags: ASKS_FIRST,
    takes: '--reason TEXT [--yes]',
    does: 'cancels a round in which nobody is designated; says first who is told',
    help: `  --reason TEXT              for the round's timeline
  --yes                      does it without asking`,
    acts: true,
    async preview({ records }, call) {
      const { round } = await getRound(records, call.parameter('ROUND'));
      await checkCancelling(records, round, call.one('reason'));
      const open = await Array.fromAsync(casesOfRound(records, round.id, OPEN_STATES));
      return askCancelling(round.title, open.length);
    },
    async run(desk, call) {
      const cancelling = { round: call.parameter('ROUND'), by: call.by, reason: call.one('reason') };
      return [await cancelRound(desk, cancelling)];
    },
  },
  'late-pass': {
    parameters: ['ROUND'],
    options: ['email', 'until', 'reason'],
    takes: '--email ADDRESS --until TIME --reason TEXT',
    does: 'lets one person send one application late, and tells them',
    help: `  --email ADDRESS            of somebody who has signed in here before
  --until TIME
  --reason TEXT`,
    acts: true,
    async run(desk, call) {
      const person = await findPerson(desk.records, call.one('email'));
      if (person === undefined)
        throw new UsageError('nobody has signed in with this address yet: have them sign in first');
      const pass = {
        round: call.parameter('ROUND'),
        person,
        until: call.one('until'),
        by: call.by,
        reason: call.one('reason'),
      };
      return [`until ${printInstant(await giveLatePass(desk, pass))}`, 'given'];
    },
  },
};
