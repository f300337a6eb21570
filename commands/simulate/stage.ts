import type { Round } from '../../domain/round.ts';
import type { Programme } from '../../programmes/programme.ts';
import type { Agenda } from './agenda.ts';
import type { PlannedApplicant, PlannedEndorser } from './plan.ts';
import type { SimulatedHome } from './simulated-home.ts';

/** Where everybody acts: the home, what they plan to do there, and who is who. */
export interface Stage {
  readonly home: SimulatedHome;
  readonly agenda: Agenda;
  readonly programme: Programme;
  readonly round: Round;
  /** By the reference of their application. */
  readonly applicants: Map<string, PlannedApplicant>;
  /** By their address: mail is all that they know of the service. */
  readonly endorsers: ReadonlyMap<string, PlannedEndorser>;
  /** What the helpdesk and applicants would take up from here on waits for whoever looks around in the home. */
  readonly leftFrom: Date | undefined;
}
