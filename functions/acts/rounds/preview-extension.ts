import * as z from 'zod';
import { WITH_ENDORSER } from '../../../domain/endorsement.ts';
import { type ExtendableMoment, type Moment, type Round, unsentStates } from '../../../domain/round.ts';
import { dayWarnings, endorsementsWarnings, type RoundWarning } from '../../../domain/round-validation.ts';
import { casesOfRound, type ListedCase } from '../../store/cards.ts';
import { endorsementRequestRow, requestKey } from '../../store/endorsement-rows.ts';
import { rowKeys } from '../../store/keys.ts';
import type { Records } from '../../store/records.ts';
import { getRound } from '../../store/round-row.ts';
import { type SlotRow, slotRow } from '../../store/slot-row.ts';
import type { Desk } from '../desk.ts';
import { EXTENDABLE, type ExtensionOfRound, extendableDates, extended } from './extend-round.ts';
import { checkRound } from './typed-round.ts';

export interface Told {
  readonly count: number;
  /** Names of the first few. */
  readonly sample: readonly string[];
}

export interface MovedDate {
  readonly moment: ExtendableMoment;
  readonly from: Moment;
  readonly to: Moment;
}

export interface ExtensionPreview {
  readonly round: Round;
  readonly moved: readonly MovedDate[];
  readonly warnings: readonly RoundWarning[];
  /** Who has begun an application and not sent it. */
  readonly drafts: Told;
  /** Who is asked to endorse somebody and has not answered. */
  readonly endorsers: Told;
}

const SAMPLE = 5;
const AT_A_TIME = 20;

/**
 * Who would be told if a round were extended so. Writes nothing.
 *
 * @throws the refusals of `extendRound`
 */
export async function previewExtension(
  { records, at }: Pick<Desk, 'records' | 'at'>,
  { round: id, dates, reason }: ExtensionOfRound,
): Promise<ExtensionPreview> {
  const was = (await getRound(records, id)).round;
  const round = extended(was, dates, reason, at);
  await checkRound(records, round, at);
  const [before, after] = [extendableDates(was), extendableDates(round)];
  const moved = EXTENDABLE.map((moment) => ({ moment, from: before[moment], to: after[moment] })).filter(
    ({ from, to }) => from.wallClock !== to.wallClock,
  );
  const drafts =
    dates.closes !== undefined ? await Array.fromAsync(casesOfRound(records, id, unsentStates(round))) : [];
  const waiting = round.extended?.moved.includes('endorsementsDue')
    ? await Array.fromAsync(casesOfRound(records, id, ['awaiting-endorsements']))
    : [];
  const slots = await openSlots(records, waiting, round.endorsementsDue.instant);
  const names = await Promise.all(slots.slice(0, SAMPLE).map((slot) => endorserName(records, slot)));
  return {
    round,
    moved,
    warnings: [
      ...dayWarnings(Object.fromEntries(moved.map(({ moment, to }) => [moment, to]))),
      ...endorsementsWarnings(round, 'closes'),
    ],
    drafts: toldOf(drafts),
    endorsers: { count: slots.length, sample: names },
  };
}

export const toldOf = (cases: readonly ListedCase[]): Told => ({
  count: cases.length,
  sample: cases.slice(0, SAMPLE).map(({ name }) => name),
});

async function openSlots(records: Records, cases: readonly ListedCase[], dueAt: Date): Promise<SlotRow[]> {
  const found: SlotRow[] = [];
  for (let begin = 0; begin < cases.length; begin += AT_A_TIME) {
    const some = cases.slice(begin, begin + AT_A_TIME);
    found.push(...(await Promise.all(some.map(({ reference }) => slotsOf(records, reference)))).flat());
  }
  return found.filter(({ state, dueAt: was }) => isWithEndorser(state) && new Date(was) < dueAt);
}

const isWithEndorser = (state: SlotRow['state']) => WITH_ENDORSER.some((waiting) => waiting === state);

function slotsOf(records: Records, reference: string): Promise<SlotRow[]> {
  const { pk, sk } = rowKeys.slot(reference, '');
  const query = {
    KeyConditionExpression: 'pk = :pk AND begins_with(sk, :sk)',
    ExpressionAttributeValues: { ':pk': pk, ':sk': sk },
  };
  return Array.fromAsync(records.query(query, slotRow));
}

const named = z.object({ name: endorsementRequestRow.shape.name });

async function endorserName(records: Records, { reference, slot, request }: SlotRow): Promise<string> {
  return (await records.get(requestKey(reference, slot, request), named))?.name ?? '';
}
