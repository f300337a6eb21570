import * as z from 'zod';
import { DESIGNATION_STATES, END_REASONS, type EndReason } from '../../domain/designation.ts';
import { designationDue } from '../../domain/designation-schedule.ts';
import { PROGRAMME_IDS } from '../../programmes/programmes.ts';
import { directoryChanged } from './directory-change-row.ts';
import { type DirectoryEntryRow, putEntry } from './directory-entry-row.ts';
import { indexes, listed, rowKeys } from './keys.ts';
import type { Records, Write } from './records.ts';
import { checkRow, putNew, updateRow } from './row-update.ts';

/** The standing that a person holds. Dates are calendar dates. */
export const designationRow = z.object({
  kind: z.literal('designation'),
  number: z.string(),
  programme: z.string(),
  generation: z.string(),
  body: z.string(),
  person: z.string(),
  reference: z.string(),
  school: z.string().exactOptional(),
  state: z.enum(DESIGNATION_STATES),
  startsOn: z.iso.date(),
  endsOn: z.iso.date(),
  reviewOn: z.iso.date(),
  /** The `reviewOn` of which staff and the person were told. */
  reviewAnnounced: z.iso.date().exactOptional(),
  conditions: z.array(z.string()),
  /** While it is under review. */
  review: z
    .object({
      /** Of the programme's `reviewGrounds`. */
      ground: z.string(),
      since: z.iso.datetime(),
      returnsTo: z.enum(['active', 'paused']),
      /** Id of the text that staff wrote to the person, among those of the case. */
      text: z.string(),
    })
    .exactOptional(),
  ended: z
    .object({ reason: z.enum(END_REASONS), at: z.iso.datetime(), text: z.string().exactOptional() })
    .exactOptional(),
  /** Grows by one with each change: a write is refused when somebody else's came first. */
  version: z.int().positive(),
});
export type DesignationRow = z.infer<typeof designationRow>;

const designationOfPersonRow = z.object({ kind: z.literal('designation-of-person'), number: z.string() });

/** A person holds at most one designation of a programme at a time. */
export class AlreadyDesignatedError extends Error {
  override readonly name = 'AlreadyDesignatedError';
}

export class DesignationMovedOnError extends Error {
  override readonly name = 'DesignationMovedOnError';
}

export function getDesignation(records: Records, number: string): Promise<DesignationRow | undefined> {
  return records.get(rowKeys.designation(number), designationRow);
}

/** The number of the designation that a person holds. */
export async function designationOf(records: Records, person: string, programme: string): Promise<string | undefined> {
  return (await records.get(rowKeys['designation-of-person'](person, programme), designationOfPersonRow))?.number;
}

/** The numbers of all designations that a person holds. */
export async function designationsOf(records: Records, person: string): Promise<string[]> {
  const held = records.beginning(rowKeys['designation-of-person'](person, ''), designationOfPersonRow);
  return (await Array.fromAsync(held)).map(({ number }) => number);
}

const listedDesignation = z.object({ listSk: z.string(), card: z.object({ state: z.enum(DESIGNATION_STATES) }) });

/** The numbers of all designations that have not ended, of every programme. The index may be late by an instant. */
export async function standingNumbers(records: Records): Promise<string[]> {
  const numbers: string[] = [];
  for (const programme of PROGRAMME_IDS) {
    const query = {
      IndexName: 'byList',
      KeyConditionExpression: `${indexes.byList.partitionKey} = :list`,
      ExpressionAttributeValues: { ':list': listed.designation(programme, '').listPk },
    };
    for await (const { listSk, card } of records.query(query, listedDesignation)) {
      if (card.state !== 'ended') numbers.push(listSk);
    }
  }
  return numbers;
}

/** Designates: the designation, that the person holds it, and the entry if they agreed to one. */
export function putDesignation(
  designation: Omit<DesignationRow, 'version'>,
  entry: DirectoryEntryRow | undefined,
  at: Date,
): Write[] {
  const row: DesignationRow = { ...designation, version: 1 };
  const { number, programme, person } = row;
  const holds = { ...rowKeys['designation-of-person'](person, programme), kind: 'designation-of-person', number };
  const lists = { ...listed.designation(programme, number), ...nextDue(row, at) };
  const refusal = () => new AlreadyDesignatedError(`${person} ${programme}`);
  return [
    putNew(holds, refusal),
    putNew({ ...rowKeys.designation(number), ...lists, card: { state: row.state, body: row.body }, ...row }, refusal),
    ...(entry ? [putEntry(entry, at), directoryChanged(number, at)] : []),
  ];
}

/** Changes a designation, if it is as it was read. */
export function changeDesignation(
  row: DesignationRow,
  set: Partial<DesignationRow>,
  at: Date,
  remove: readonly (keyof DesignationRow)[] = [],
): Write {
  const due = nextDue({ ...row, ...set }, at);
  return updateRow(
    rowKeys.designation(row.number),
    {
      set: { ...set, ...(set.state && { 'card.state': set.state }), ...due, version: row.version + 1 },
      remove: [...remove, ...(due ? [] : ['duePk', 'dueSk'])],
      when: { version: row.version },
    },
    () => new DesignationMovedOnError(row.number),
  );
}

/** Lets a transaction pass only if the designation is as it was read. */
export const checkDesignation = ({ number, version }: DesignationRow): Write =>
  checkRow(rowKeys.designation(number), { version }, () => new DesignationMovedOnError(number));

/**
 * Ends a designation that stands, and takes it from the person and the directory.
 *
 * @param text id of the text that staff wrote to the person
 */
export function endDesignation(row: DesignationRow, reason: EndReason, at: Date, text?: string): Write[] {
  const { number, person, programme } = row;
  const ended = { reason, at: at.toISOString(), ...(text !== undefined && { text }) };
  return [
    changeDesignation(row, { state: 'ended', ended }, at, ['review']),
    { Delete: { Key: rowKeys['designation-of-person'](person, programme) } },
    { Delete: { Key: rowKeys['directory-entry'](number) } },
    directoryChanged(number, at),
  ];
}

function nextDue(row: DesignationRow, at: Date) {
  const { next } = designationDue(row, at);
  return next && listed.due(row.number, next);
}
