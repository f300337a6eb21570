import { plusDays } from '../../domain/london-time.ts';
import { createRound } from '../../functions/acts/rounds/create-round.ts';
import type { Programme } from '../../programmes/programme.ts';
import type { Agenda } from './agenda.ts';
import { planApplication } from './applicant.ts';
import type { SimulationFolder } from './folder.ts';
import { planHelpdesk } from './helpdesk.ts';
import { planRound, SHARES, type Shares } from './plan.ts';
import { schoolsOf } from './schools.ts';
import type { SimulatedHome } from './simulated-home.ts';
import type { Stage } from './stage.ts';

export interface Production {
  readonly programme: Programme;
  readonly title: string;
  /** The day on which it opens. */
  readonly opens: string;
  readonly days: RoundDays;
  readonly applications: number;
  readonly seed: number;
  readonly shares?: Shares;
  readonly leftFrom?: Date;
}

/** Days between the moments of a round. */
export interface RoundDays {
  readonly open: number;
  readonly endorsements: number;
  readonly decisions: number;
}

/** Weeks to apply in, then little more than the least that programmes ask for: each day is 96 sweeps. */
export const DAYS: RoundDays = { open: 21, endorsements: 35, decisions: 7 };

/** A body for programmes whose rounds are run by a teaching school. */
const TEACHING_SCHOOL = 'simulated-teaching-school';

/** Makes a round, and has everybody plan what they will do in it. */
export async function setStage(
  home: SimulatedHome,
  folder: SimulationFolder,
  agenda: Agenda,
  { programme, title, opens, days, applications, seed, shares = SHARES, leftFrom }: Production,
): Promise<Stage> {
  const body = programme.designatedBy === 'national' ? 'national' : TEACHING_SCHOOL;
  const schools = await schoolsOf(home.target, seed);
  const by = { kind: 'staff', id: 'simulated-programme-manager' } as const;
  const { opensAt, closesAt } = programme.timing;
  const after = (count: number) => `${plusDays(opens, count)}T${closesAt}`;
  const typed = {
    programme: programme.id,
    title,
    body,
    opens: `${opens}T${opensAt}`,
    closes: after(days.open),
    endorsementsDue: after(days.open + days.endorsements),
    decisionsDue: after(days.open + days.endorsements + days.decisions),
  };
  const { round } = await createRound(home.desk, typed, by);
  await folder.note(round.id);
  const planned = planRound(programme, round, schools, { applications, seed, shares });
  const endorsers = planned.flatMap((applicant) => [...applicant.endorsers.values()].flat());
  const stage = {
    home,
    agenda,
    programme,
    round,
    applicants: new Map(),
    endorsers: new Map(endorsers.map((endorser) => [endorser.email, endorser])),
    leftFrom,
  };
  for (const applicant of planned) planApplication(stage, applicant);
  planHelpdesk(stage);
  return stage;
}
