import type { HistoryEvent, HistoryEventType } from '@aws-sdk/client-sfn';

/** A history that is told event by event, each following the one named as the one before it. */
export class ToldHistory {
  readonly events: HistoryEvent[] = [];

  /** Adds an event after another (0: after nothing); gives its id. */
  add(type: HistoryEventType, previousEventId: number, details: Partial<HistoryEvent> = {}): number {
    const id = this.events.length + 1;
    this.events.push({ id, previousEventId, type, timestamp: new Date(id * 1000), ...details });
    return id;
  }

  enter(kind: string, name: string, previous: number): number {
    return this.add(`${kind}StateEntered` as HistoryEventType, previous, { stateEnteredEventDetails: { name } });
  }

  leave(kind: string, name: string, previous: number): number {
    return this.add(`${kind}StateExited` as HistoryEventType, previous, { stateExitedEventDetails: { name } });
  }

  pass(name: string, previous: number): number {
    return this.leave('Pass', name, this.enter('Pass', name, previous));
  }
}
