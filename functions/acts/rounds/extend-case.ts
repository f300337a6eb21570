import { lastClosing, type Round, type RoundExtension, unsentStates } from '../../../domain/round.ts';
import { readCaseStanding } from '../../store/case-file.ts';
import { CaseMovedOnError, getCase, queueCase } from '../../store/case-row.ts';
import { decisionWork } from '../../store/decision-rows.ts';
import { SERVICE } from '../../store/event-row.ts';
import { SlotMovedOnError } from '../../store/slot-row.ts';
import { type Desk, decideAnew } from '../desk.ts';
import { extendEndorsement } from '../extend-endorsement.ts';
import { NotLaterError } from '../refusals.ts';
import { tellHolder } from './tell-holder.ts';

/**
 * Has a case follow the dates of its round that were put back: whoever has not sent is told; every endorser who can still
 * answer gets the new due date, with its chasers, links and waits; the decision is due later. Done again, it changes nothing.
 */
export async function extendCase(desk: Desk, round: Round, reference: string): Promise<void> {
  const { extended } = round;
  if (!extended) return;
  const row = await getCase(desk.records, reference);
  if (unsentStates(round).includes(row.state) && extended.closesMoved) {
    const { at } = extended.closesMoved;
    await tellHolder(desk, reference, {
      template: 'round-extended',
      subject: `closes-${lastClosing(round).instant.getTime()}-${at.getTime()}`,
      what: 'round-extended',
      states: unsentStates(round),
      begunBefore: at,
    });
  }
  if (row.state === 'awaiting-endorsements' && extended.moved.includes('endorsementsDue')) {
    await extendSlots(desk, round, extended, reference);
  }
  if (row.state === 'awaiting-decision' && extended.moved.includes('decisionsDue')) {
    await decideAnew([CaseMovedOnError], async () => {
      const { case: now, decision } = await readCaseStanding(desk.records, reference);
      if (now.state !== 'awaiting-decision') return;
      await desk.records.transact([queueCase(now, decisionWork(decision, round))]);
    });
  }
}

async function extendSlots(desk: Desk, round: Round, { reason }: RoundExtension, reference: string): Promise<void> {
  const dueAt = round.endorsementsDue.instant;
  const { slots } = await readCaseStanding(desk.records, reference);
  for (const { slot, state, dueAt: was } of slots) {
    if (state === 'given' || state === 'cancelled' || new Date(was) >= dueAt) continue;
    try {
      await extendEndorsement(desk, { reference, slot, dueAt, by: SERVICE, reason });
    } catch (error) {
      // answered, ended or put back further meanwhile
      const overtaken = [NotLaterError, SlotMovedOnError, CaseMovedOnError].some((kind) => error instanceof kind);
      if (!overtaken) throw error;
    }
  }
}
