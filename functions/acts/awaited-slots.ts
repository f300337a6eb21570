import { isOpenSlot, type SlotRow } from '../store/slot-row.ts';

/** A slot that the workflow is to wait at. */
export interface AwaitedSlot {
  readonly slot: string;
  /** Whole seconds, at least one: Step Functions refuses a time-out of none. */
  readonly secondsUntilDue: number;
}

export const awaitedSlots = (slots: readonly SlotRow[], now: Date): AwaitedSlot[] =>
  slots.filter(isOpenSlot).map(({ slot, dueAt }) => ({
    slot,
    secondsUntilDue: Math.max(1, Math.ceil((Date.parse(dueAt) - now.getTime()) / 1000)),
  }));
