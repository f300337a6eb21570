import { plusDays } from '../../domain/london-time.ts';
import { createRound } from '../../functions/acts/rounds/create-round.ts';
import type { Programme } from '../../programmes/programme.ts';
import { Agenda } from './agenda.ts';
import { planApplication } from './applicant.ts';
import type { SimulationFolder } from './folder.ts';
import { planHelpdesk } from './helpdesk.ts';
import { planRound } from './plan.ts';
import { schoolsOf } from './schools.ts';
import type { SimulatedHome } from './simulated-home.ts';
import type { Stage } from './stage.ts';

export interface Production {
  readonly programme: Programme;
  readonly title: string;
  /** The day on which it opens: a Monday. */
  readonly opens: string;
  readonly applications: number;
  readonly seed: number;
}

/** Days between the moments of a round: the shortest that leave everybody the time that programmes ask for. */
export const DAYS = { open: 21, endorsements: 35, decisions: 7 } as const;

/** A body for programmes whose rounds are run by a teaching school. */
const TEACHING_SCHOOL = 'simulated-teaching-school';

/** Makes a round, and has everybody plan what they will do in it. */
export async function setStage(
  home: SimulatedHome,
  folder: SimulationFolder,
  { programme, title, opens, applications, seed }: Production,
): Promise<Stage> {
  const body = programme.designatedBy === 'national' ? 'national' : TEACHING_SCHOOL;
  const schools = await schoolsOf(home.target, seed);
  const by = { kind: 'staff', id: 'simulated-programme-manager' } as const;
  const { opensAt, closesAt } = programme.timing;
  const after = (days: number) => `${plusDays(opens, days)}T${closesAt}`;
  const typed = {
    programme: programme.id,
    title,
    body,
    opens: `${opens}T${opensAt}`,
    closes: after(DAYS.open),
    endorsementsDue: after(DAYS.open + DAYS.endorsements),
    decisionsDue: after(DAYS.open + DAYS.endorsements + DAYS.decisions),
  };
  const { round } = await createRound(home.desk, typed, by);
  await folder.note(round.id);
  const planned = planRound(programme, round, schools, { applications, seed });
  const endorsers = planned.flatMap((applicant) => [...applicant.endorsers.values()].flat());
  const stage = {
    home,
    agenda: new Agenda(),
    programme,
    round,
    applicants: new Map(),
    endorsers: new Map(endorsers.map((endorser) => [endorser.email, endorser])),
  };
  for (const applicant of planned) planApplication(stage, applicant);
  planHelpdesk(stage);
  return stage;
}
