import { IN_PROGRESS_STATES, OPEN_STATES } from '../../domain/application.ts';
import { lastClosing, type Round, unsentStates } from '../../domain/round.ts';
import { gate } from '../../domain/round-gate.ts';
import { type RoundEvent, reminderHelps } from '../../domain/round-moments.ts';
import type { Desk } from '../acts/desk.ts';
import { tellInterested } from '../acts/interest/tell-interested.ts';
import { completeRound } from '../acts/rounds/advance-round.ts';
import { cancelCase } from '../acts/rounds/cancel-case.ts';
import { closeDraft } from '../acts/rounds/close-draft.ts';
import { extendCase } from '../acts/rounds/extend-case.ts';
import { noteUndecided } from '../acts/rounds/note-undecided.ts';
import { type Telling, tellHolder } from '../acts/rounds/tell-holder.ts';
import { eachCase } from './case-pages.ts';

/** A page of what an event brings with it, besides the round's own state; says where the next page begins, if there is one. */
type Work = (desk: Desk, round: Round, event: RoundEvent, from: string | undefined) => Promise<string | undefined>;

const nothing: Work = async () => undefined;

/** What is right at this instant: whatever was missed, moved or done before, doing it again changes nothing. */
export const ROUND_WORK: Readonly<Record<RoundEvent['does'], Work>> = {
  async open(desk, round, _, from) {
    if (gate(round, {}, desk.at) !== 'open') return undefined;
    return (await tellInterested(desk, round, { template: 'round-opened', subject: round.id }, from)).next;
  },

  async remind(desk, round, event, from) {
    if (!reminderHelps(event, round, desk.at)) return undefined;
    return tellHolders(desk, round, from, {
      template: 'draft-reminder',
      subject: `${event.id}-${lastClosing(round).instant.getTime()}`,
      what: 'reminded',
      states: ['draft'],
    });
  },

  close: nothing,

  'close-drafts': (desk, { id: round }, _, from) =>
    eachCase(desk.records, { round, states: ['draft'], from }, (reference) => closeDraft(desk, reference)),

  // every slot ends by itself: who was let in late has more time
  'endorsements-due': nothing,

  async 'decisions-due'(desk, { id: round }, event, from) {
    if (from === undefined && (await completeRound(desk, round)) === 'completed') return undefined;
    return eachCase(desk.records, { round, states: IN_PROGRESS_STATES, from }, (reference) =>
      noteUndecided(desk, reference, event.at),
    );
  },

  // all open states, because the list may show a case in the one before; its row says what there is to do
  extend(desk, round, _, from) {
    const states = [...new Set([...OPEN_STATES, ...unsentStates(round)])];
    return eachCase(desk.records, { round: round.id, states, from }, (reference) => extendCase(desk, round, reference));
  },

  'close-early': (desk, round, event, from) =>
    tellHolders(desk, round, from, {
      template: 'round-closes-early',
      subject: `early-${event.at.getTime()}`,
      what: 'round-closes-early',
      states: unsentStates(round),
      begunBefore: event.at,
    }),

  async 'close-early-list'(desk, round, event, from) {
    const subject = `${round.id}-${event.at.getTime()}`;
    return (await tellInterested(desk, round, { template: 'round-closes-early-list', subject }, from)).next;
  },

  async reopen(desk, round, event, from) {
    if (gate(round, {}, desk.at) !== 'open') return undefined;
    return tellHolders(desk, round, from, {
      template: 'round-reopened',
      subject: `reopened-${event.at.getTime()}`,
      what: 'round-reopened',
      // drafts too: within a quarter of an hour after closing none is closed yet
      states: unsentStates(round),
      begunBefore: event.at,
    });
  },

  async 'reopen-list'(desk, round, event, from) {
    if (gate(round, {}, desk.at) !== 'open') return undefined;
    const subject = `${round.id}-again-${event.at.getTime()}`;
    return (await tellInterested(desk, round, { template: 'round-opened', subject }, from)).next;
  },

  cancel: (desk, { id: round }, _, from) =>
    eachCase(desk.records, { round, states: OPEN_STATES, from }, (reference) => cancelCase(desk, reference)),
};

/** Owes the holders of applications in some states a mail, a page of them at a time. */
function tellHolders(desk: Desk, { id: round }: Round, from: string | undefined, telling: Telling) {
  const { states } = telling;
  return eachCase(desk.records, { round, states, from }, (reference) => tellHolder(desk, reference, telling));
}
