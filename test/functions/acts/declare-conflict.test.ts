import { afterAll, beforeAll, expect, it } from 'vitest';
import { assignCase } from '../../../functions/acts/assign-case.ts';
import { declareConflict } from '../../../functions/acts/declare-conflict.ts';
import { getCase } from '../../../functions/store/case-row.ts';
import { getConflict } from '../../../functions/store/conflict-row.ts';
import { Records, type Write } from '../../../functions/store/records.ts';
import { ANOTHER, aDesk, aSubmission, STAFF } from '../an-application.ts';
import { runTable, type TestTable } from '../records-harness.ts';

let table: TestTable;
beforeAll(async () => {
  table = await runTable();
});
afterAll(() => table.end());

/** Whoever writes with these is overtaken: before their first write, somebody else does something. */
class OvertakenRecords extends Records {
  #meanwhile: (() => Promise<void>) | undefined;

  constructor(meanwhile: () => Promise<void>) {
    super(table.name, table.engine.client);
    this.#meanwhile = meanwhile;
  }

  override async transact(writes: readonly Write[]): Promise<void> {
    const meanwhile = this.#meanwhile;
    this.#meanwhile = undefined;
    await meanwhile?.();
    await super.transact(writes);
  }
}

async function aCase() {
  const { reference } = await aSubmission(aDesk(table.records));
  const giving = { reference, by: ANOTHER.id, to: STAFF.id, from: undefined };
  const declaring = { reference, staff: STAFF.id, word: 'conflicted' } as const;
  return {
    give: (records = table.records) => assignCase(aDesk(records), giving),
    declare: (records = table.records) => declareConflict(aDesk(records), declaring),
    look: async () => ({
      assignee: (await getCase(table.records, reference)).card.assignee,
      word: (await getConflict(table.records, reference, STAFF.id))?.word,
    }),
  };
}

it('gives a case to nobody who declares an interest in it meanwhile', async () => {
  const { give, declare, look } = await aCase();
  await expect(give(new OvertakenRecords(declare))).rejects.toThrow(
    expect.objectContaining({ name: 'CaseMovedOnError' }),
  );
  expect(await look()).toEqual({ assignee: undefined, word: 'conflicted' });
});

it('gives back a case that comes to somebody while they declare an interest in it', async () => {
  const { give, declare, look } = await aCase();
  await declare(new OvertakenRecords(give));
  expect(await look()).toEqual({ assignee: undefined, word: 'conflicted' });
});
