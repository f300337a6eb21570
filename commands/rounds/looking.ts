import { writeFile } from 'node:fs/promises';
import { printInstant } from '../../domain/london-time.ts';
import type { Round } from '../../domain/round.ts';
import type { RoundReport } from '../../domain/round-figures.ts';
import { gate } from '../../domain/round-gate.ts';
import { roundEvents, stillToDo } from '../../domain/round-moments.ts';
import { readReport } from '../../functions/figures/make-report.ts';
import { type FigureLine, reportCsv, viewReport, viewStates } from '../../functions/figures/report-view.ts';
import { statesOf } from '../../functions/figures/states-of-cases.ts';
import { programmeOf } from '../../functions/store/case-file.ts';
import { getReport } from '../../functions/store/round-report-row.ts';
import { everyRound, getRound, listRounds } from '../../functions/store/round-row.ts';
import { findProgramme, PROGRAMME_IDS } from '../../programmes/programmes.ts';
import type { Call } from '../cases/call.ts';
import { UsageError } from '../command-line.ts';
import { capacityLines, dateLines, roundLine } from './print-round.ts';
import type { RoundSubcommand } from './subcommand.ts';

/** Lines of figures, under each other. */
export function figures(lines: readonly FigureLine[]): string[] {
  const width = Math.max(34, ...lines.map(({ label }) => label.length + 2));
  return lines.map(({ label, value }) => `  ${label.padEnd(width)}${value}`);
}

/** Whether one can apply now; of a round that is over, that it is. */
const standing = (round: Round, at: Date): string => (round.state === 'completed' ? round.state : gate(round, {}, at));

/** Looking at rounds changes nothing. */
export const LOOKING: Readonly<Record<string, RoundSubcommand>> = {
  list: {
    parameters: [],
    options: ['programme'],
    takes: '[--programme ID]',
    does: 'all rounds: when they open and close',
    help: '  --programme ID             lle, sle (else: all)',
    acts: false,
    async run({ records, at }, call) {
      const only = call.optional('programme');
      if (only !== undefined && !findProgramme(only)) {
        throw new UsageError(`there is no programme "${only}": ${PROGRAMME_IDS.join(', ')}`);
      }
      const rounds = await (only === undefined ? everyRound(records) : listRounds(records, only));
      return [...rounds.map((round) => roundLine(round, standing(round, at))), `rounds ${rounds.length}`];
    },
  },
  show: {
    parameters: ['ROUND'],
    options: [],
    takes: '',
    does: 'one round: dates, what it does next, how many applications are where',
    help: 'The last line is the state of the round.',
    acts: false,
    async run({ records, at }, call) {
      const { round, done } = await getRound(records, call.parameter('ROUND'));
      const { ahead } = stillToDo(roundEvents(round, programmeOf(round.generation).timing), done, at);
      return [
        `${round.title} (${round.generation}, ${round.body})`,
        ...dateLines(round),
        ...capacityLines(round),
        '',
        'What it does by itself',
        ...ahead.map((event) => `  ${event.id.padEnd(22)}${printInstant(event.at)}`),
        '',
        'Applications',
        ...figures(viewStates(await statesOf(records, round.id), at)),
        '',
        `state ${round.state}`,
      ];
    },
  },
  report: {
    parameters: ['ROUND'],
    options: ['csv'],
    takes: '[--csv FILE]',
    does: 'how far applications came, how long it took, why they ended',
    help: `  --csv FILE                 also as a table: part, name, reason, cases, median_days, p90_days

Of a completed round, as it was when it ended; of another, as it is now. The last line is "completed" or "so-far".`,
    acts: false,
    async run({ records }, call) {
      const { round } = await getRound(records, call.parameter('ROUND'));
      const kept = await getReport(records, round.id);
      const report = kept?.report ?? (await readReport(records, round.id));
      return [...(await reportLines(round, report, call)), '', kept ? 'completed' : 'so-far'];
    },
  },
};

/** @throws UsageError when nothing can be written there */
async function writeTable(file: string, csv: string): Promise<void> {
  try {
    await writeFile(file, csv);
  } catch (cause) {
    throw new UsageError(`${file} cannot be written: ${(cause as Error).message}`, { cause });
  }
}

const part = (title: string, lines: readonly FigureLine[]) =>
  lines.length === 0 ? [] : ['', title, ...figures(lines)];

/** A report for the reader; also as a table, when `--csv` says so. */
export async function reportLines(
  { title, generation }: Pick<Round, 'title' | 'generation'>,
  report: RoundReport,
  call: Call,
): Promise<string[]> {
  const file = call.optional('csv');
  if (file !== undefined) await writeTable(file, reportCsv(report));
  const { funnel, ends, times, reasons } = viewReport(report, programmeOf(generation));
  return [
    title,
    ...part('How far applications came', funnel),
    ...part('How they ended', ends),
    ...part('How long it took', times),
    ...part('Why applications ended', reasons),
  ];
}
