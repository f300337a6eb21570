import { END_REASONS } from '../../domain/designation.ts';
import { NUMBER_SIGNS, readReference } from '../../domain/reference.ts';
import { endHeldDesignation } from '../../functions/acts/designations/end-designation.ts';
import { readHeld } from '../../functions/acts/designations/held-designation.ts';
import { leaveDirectory } from '../../functions/acts/designations/listing.ts';
import { moveSchool } from '../../functions/acts/designations/move-school.ts';
import { pauseDesignation, resumeDesignation } from '../../functions/acts/designations/pause-designation.ts';
import { concludeReview, startReview } from '../../functions/acts/designations/review-designation.ts';
import { designationHistory } from '../../functions/store/designation-event-row.ts';
import { standingNumbers } from '../../functions/store/designation-rows.ts';
import { type Call, oneOf } from '../cases/call.ts';
import { UsageError } from '../command-line.ts';
import type { RecordsSubcommand } from './run.ts';

const NUMBER = 'NUMBER';

function numberOf(call: Call): string {
  const typed = call.parameter(NUMBER);
  const read = readReference(typed, NUMBER_SIGNS);
  if (read.word === 'reference') return read.reference;
  throw new UsageError(`${typed} is no number of a designation (${read.word}): one is like LLE-7K3M-4QXR-9WPD`);
}

const act = (subcommand: Partial<RecordsSubcommand> & Pick<RecordsSubcommand, 'does' | 'run'>): RecordsSubcommand => ({
  parameters: [NUMBER],
  options: [],
  takes: '',
  acts: true,
  ...subcommand,
});

/** All that `npm run designations` can do, by name. */
export const DESIGNATION_SUBCOMMANDS: Readonly<Record<string, RecordsSubcommand>> = {
  list: act({
    does: 'every designation that stands',
    parameters: [],
    acts: false,
    async run({ records }) {
      const numbers = await standingNumbers(records);
      const held = await Promise.all(numbers.map((number) => readHeld(records, number)));
      const lines = held.map(({ designation: { number, state, endsOn, reviewOn }, entry }) =>
        [number, state, `until ${endsOn}`, `review ${reviewOn}`, entry ? 'listed' : 'not listed'].join(', '),
      );
      return [...lines, `designations ${lines.length}`];
    },
  }),
  show: act({
    does: 'one designation, and what has happened to it',
    acts: false,
    async run({ records }, call) {
      const number = numberOf(call);
      const { designation, entry } = await readHeld(records, number);
      const history = await designationHistory(records, number);
      return [
        `number ${number}`,
        `application ${designation.reference}`,
        `school ${designation.school ?? 'not known'}`,
        `from ${designation.startsOn} until ${designation.endsOn}, review ${designation.reviewOn}`,
        entry ? `listed, confirmed on ${entry.confirmedOn}` : 'not listed',
        ...history.map(
          ({ at, what, who, reasons = [] }) => `${at} ${[what, ...reasons].join(' ')} (${who.id ?? who.kind})`,
        ),
        `state ${designation.state}`,
      ];
    },
  }),
  review: act({
    does: 'put it under review on one of the programme’s grounds',
    options: ['ground', 'words'],
    takes: '--ground ID --words TEXT',
    async run(desk, call) {
      const words = call.one('words');
      await startReview(desk, { number: numberOf(call), by: call.by, ground: call.one('ground'), words });
      return ['under-review'];
    },
  }),
  conclude: act({
    does: 'it was reviewed, and stands',
    async run(desk, call) {
      await concludeReview(desk, { number: numberOf(call), by: call.by });
      return ['reviewed'];
    },
  }),
  pause: act({
    does: 'not available at present, as its person asked',
    run: async (desk, call) => [await pauseDesignation(desk, { number: numberOf(call), by: call.by })],
  }),
  resume: act({
    does: 'available again',
    run: async (desk, call) => [await resumeDesignation(desk, { number: numberOf(call), by: call.by })],
  }),
  unlist: act({
    does: 'take it out of the directory, as its person asked',
    run: async (desk, call) => [await leaveDirectory(desk, { number: numberOf(call), by: call.by })],
  }),
  move: act({
    does: 'its person, or the school’s number, has moved',
    parameters: [NUMBER, 'URN'],
    run: async (desk, call) => [
      await moveSchool(desk, { number: numberOf(call), by: call.by, urn: call.parameter('URN') }),
    ],
  }),
  end: act({
    does: 'end it: resigned, removed, moved or died',
    parameters: [NUMBER, 'REASON'],
    options: ['words'],
    takes: '[--words TEXT]',
    async run(desk, call) {
      const reason = oneOf(END_REASONS, call.parameter('REASON'));
      const words = call.optional('words') ?? '';
      return [await endHeldDesignation(desk, { number: numberOf(call), by: call.by, reason, words })];
    },
  }),
};
