import type { DatabaseSync } from 'node:sqlite';
import { migrate } from '../../data/database.ts';
import { EventStore } from './events.ts';
import { ExecutionStore } from './executions.ts';
import { MachineStore } from './machines.ts';
import { StrandStore } from './strands.ts';
import { TABLE_STEPS } from './tables.ts';

/** All that the service keeps. */
export interface Store {
  readonly machines: MachineStore;
  readonly executions: ExecutionStore;
  readonly strands: StrandStore;
  readonly events: EventStore;
}

export function openStore(database: DatabaseSync): Store {
  migrate(database, 'states', TABLE_STEPS);
  return {
    machines: new MachineStore(database),
    executions: new ExecutionStore(database),
    strands: new StrandStore(database),
    events: new EventStore(database),
  };
}
