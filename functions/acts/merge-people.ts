import { PROGRAMME_IDS } from '../../programmes/programmes.ts';
import { CaseMovedOnError, changeCase, getCase } from '../store/case-row.ts';
import {
  changeDesignation,
  DesignationMovedOnError,
  designationOf,
  getDesignation,
} from '../store/designation-rows.ts';
import type { Actor } from '../store/event-row.ts';
import { rowKeys } from '../store/keys.ts';
import { addressesOf, casesOf, changePerson, getPerson } from '../store/person-row.ts';
import type { Records, Write } from '../store/records.ts';
import { putNew, updateRow } from '../store/row-update.ts';
import { type Desk, decideAnew } from './desk.ts';
import { NotMergeableError } from './refusals.ts';
import { recordFact } from './timeline.ts';

/**
 * Makes one of two people who are the same: addresses, cases and designations of one go over to the other, who stands for
 * both from then on.
 *
 * @throws NotMergeableError when both have a case in one round, or a designation of one programme
 */
export const mergePeople = (
  { records, at }: Pick<Desk, 'records' | 'at'>,
  { keep, drop, by }: { keep: string; drop: string; by: Actor },
): Promise<void> =>
  decideAnew([CaseMovedOnError, DesignationMovedOnError], async () => {
    const [kept, dropped] = await Promise.all([getPerson(records, keep), getPerson(records, drop)]);
    if (keep === drop || dropped.mergedInto === keep) return;
    if (kept.mergedInto || dropped.mergedInto) throw new NotMergeableError('one of them stands for nobody any more');
    await records.transact([
      changePerson(drop, { mergedInto: keep }),
      ...(await movedAddresses(records, keep, drop)),
      ...(await movedCases(records, keep, drop, by, at)),
      ...(await movedDesignations(records, keep, drop, at)),
    ]);
  });

async function movedAddresses(records: Records, keep: string, drop: string): Promise<Write[]> {
  const refusal = () => new NotMergeableError('an address has gone to somebody else');
  return (await addressesOf(records, drop)).flatMap(({ sk, email }): Write[] => {
    const hash = sk.replace('EMAIL#', '');
    return [
      updateRow(rowKeys.email(hash), { set: { person: keep }, when: { person: drop } }, refusal),
      { Put: { Item: { ...rowKeys['email-of-person'](keep, hash), kind: 'email-of-person', email } } },
      { Delete: { Key: rowKeys['email-of-person'](drop, hash) } },
    ];
  });
}

async function movedCases(records: Records, keep: string, drop: string, by: Actor, at: Date): Promise<Write[]> {
  const cases = await casesOf(records, drop);
  const rows = await Promise.all(cases.map(({ reference }) => getCase(records, reference)));
  const refusal = () => new NotMergeableError('both have a case in one round');
  return rows.flatMap((row): Write[] => {
    const { reference, round } = row;
    const place = { kind: 'case-of-person', reference, round };
    return [
      putNew({ ...rowKeys['case-of-person'](keep, round), ...place }, refusal),
      { Delete: { Key: rowKeys['case-of-person'](drop, round) } },
      changeCase(row, { person: keep }),
      ...recordFact(reference, at, { who: by, what: 'person-merged' }),
    ];
  });
}

async function movedDesignations(records: Records, keep: string, drop: string, at: Date): Promise<Write[]> {
  const refusal = () => new NotMergeableError('both are designated');
  const moved = PROGRAMME_IDS.map(async (programme): Promise<Write[]> => {
    const number = await designationOf(records, drop, programme);
    const designation = number === undefined ? undefined : await getDesignation(records, number);
    if (!designation) return [];
    const held = { kind: 'designation-of-person', number: designation.number };
    return [
      putNew({ ...rowKeys['designation-of-person'](keep, programme), ...held }, refusal),
      { Delete: { Key: rowKeys['designation-of-person'](drop, programme) } },
      changeDesignation(designation, { person: keep }, at),
    ];
  });
  return (await Promise.all(moved)).flat();
}
