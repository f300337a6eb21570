/**
 * `npm start` calls this for a new data folder: it makes the demonstration data in a home that runs, whose clock stands
 * in the past and is set to real time at the end. One round is over, another is open.
 */
import { argv, stderr } from 'node:process';
import { parseArgs } from 'node:util';
import { calendarDate } from '../domain/london-time.ts';
import { LLE_2014 } from '../programmes/lle.ts';
import { Agenda } from './simulate/agenda.ts';
import { SimulationFolder } from './simulate/folder.ts';
import { SHARES } from './simulate/plan.ts';
import { play } from './simulate/play.ts';
import { DAYS, setStage } from './simulate/set-stage.ts';
import { SimulatedHome } from './simulate/simulated-home.ts';

const DAY = 86_400_000;
/** The round that is over takes the least that programmes allow, because every day of it is waited for. */
const SHORTEST = { open: 7, endorsements: 35, decisions: 5 };
const OVER = { title: 'Earlier demonstration round', applications: 20, seed: 1, openedDaysAgo: 49 };
/**
 * Of the round that is open, what came up in the last days waits for whoever looks around as a member of staff: by this seed
 * reviews, decisions and mails that came back.
 */
const OPEN = { title: 'Demonstration round', applications: 30, seed: 11, openedDaysAgo: 10 };
const LEFT_DAYS = 7;
const EAGER = {
  ...SHARES,
  sentOnLastDay: 0.1,
  answersAfterChaser: 0.1,
  firstEndorser: { endorses: 0.75, declines: 0.05, bounces: 0.12, 'stays-silent': 0.08 },
};

const { values } = parseArgs({
  args: argv.slice(2),
  options: { home: { type: 'string', default: '' }, folder: { type: 'string', default: '' } },
});
const until = new Date();
const home = await SimulatedHome.connect(values.home);
try {
  const folder = await SimulationFolder.open(values.folder);
  const agenda = new Agenda();
  const openedOn = (daysAgo: number) => calendarDate(new Date(until.getTime() - daysAgo * DAY));
  const production = { programme: LLE_2014, ...OVER, opens: openedOn(OVER.openedDaysAgo), days: SHORTEST };
  const over = await setStage(home, folder, agenda, production);
  const open = await setStage(home, folder, agenda, {
    programme: LLE_2014,
    ...OPEN,
    opens: openedOn(OPEN.openedDaysAgo),
    days: DAYS,
    shares: EAGER,
    leftFrom: new Date(until.getTime() - LEFT_DAYS * DAY),
  });
  await play([over, open], until, () => {});
  await home.setMode('real');
} catch (error) {
  stderr.write(`demonstration data: ${error instanceof Error ? error.message : error}\n`);
  process.exitCode = 1;
} finally {
  await home.close();
}
