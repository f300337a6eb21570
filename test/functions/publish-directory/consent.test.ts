import fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { endHeldDesignation } from '../../../functions/acts/designations/end-designation.ts';
import { agreeToListing, changeOwnWords, leaveDirectory } from '../../../functions/acts/designations/listing.ts';
import { pauseDesignation, resumeDesignation } from '../../../functions/acts/designations/pause-designation.ts';
import { concludeReview, startReview } from '../../../functions/acts/designations/review-designation.ts';
import {
  publishAnew,
  restoreSnapshot,
  SnapshotNotFoundError,
} from '../../../functions/acts/directory/restore-snapshot.ts';
import { knowPerson } from '../../../functions/acts/know-person.ts';
import { mergePeople } from '../../../functions/acts/merge-people.ts';
import { endDesignation, getDesignation } from '../../../functions/store/designation-rows.ts';
import { getManifest, listSnapshots } from '../../../functions/store/directory-manifest-row.ts';
import { SERVICE } from '../../../functions/store/event-row.ts';
import { openS3 } from '../../local/objects/open-store.ts';
import { STAFF } from '../an-application.ts';
import { crashingRecords } from '../mail/crash.ts';
import { runTable, type TestTable } from '../records-harness.ts';
import { emptyDirectory, failingS3, published, publisher, seedDesignated } from './a-directory.ts';

let table: TestTable;
beforeAll(async () => {
  table = await runTable();
});
afterAll(() => table.end());

const PEOPLE = 3;
const ACTS = [
  'agree',
  'leave',
  'change',
  'pause',
  'resume',
  'review',
  'conclude',
  'merge',
  'remove',
  'reverse',
] as const;
const act = fc.record({ act: fc.constantFrom(...ACTS), who: fc.nat(PEOPLE - 1) });
const publishing = fc.record({
  act: fc.constantFrom('publish', 'publish', 'publish-anew', 'restore'),
  which: fc.nat(5),
});
const crash = fc.record({
  act: fc.constant('crash'),
  where: fc.constantFrom('rows', 'files'),
  nth: fc.integer({ min: 1, max: 3 }),
  when: fc.constantFrom('before', 'after'),
});
const steps = fc.array(fc.oneof({ weight: 3, arbitrary: act }, publishing, crash), { minLength: 5, maxLength: 25 });
type Step = typeof steps extends fc.Arbitrary<(infer One)[]> ? One : never;

/** What the acts answer when they are not for the state that the person is in. */
const REFUSALS = ['NotNowError', 'NotListedError', 'NotMergeableError', 'DesignationMovedOnError'];

class World {
  readonly #listed = new Set<string>();
  readonly #ended = new Set<string>();
  readonly #numbers: readonly { number: string; person: string }[];
  readonly #s3: Awaited<ReturnType<typeof openS3>>['client'];
  #minutes = 0;
  #isRestored = false;

  constructor(numbers: World['people'], s3: Awaited<ReturnType<typeof openS3>>['client']) {
    this.#numbers = numbers;
    this.#s3 = s3;
  }

  get people() {
    return this.#numbers;
  }

  async take(step: Step): Promise<void> {
    this.#minutes++;
    if ('who' in step) return this.#act(step.act, step.who);
    if ('where' in step) return this.#crash(step);
    if (step.act === 'restore') await this.#restore(step.which);
    if (step.act === 'publish-anew') {
      await publishAnew(this.#desk);
      this.#isRestored = false;
    }
    await publisher(table.records, this.#s3, this.#at)();
    const seen = (await published(table.records, this.#s3)).map(({ number }) => number);
    const may = this.#mine([...this.#listed].filter((number) => !this.#ended.has(number)));
    if (this.#isRestored) expect(may).toEqual(expect.arrayContaining(this.#mine(seen)));
    else expect(this.#mine(seen)).toEqual(may);
  }

  get #at() {
    return new Date(Date.parse('2027-06-01T10:00:00Z') + this.#minutes * 60_000);
  }

  get #desk() {
    return { records: table.records, at: this.#at };
  }

  /** The table is shared by all runs. */
  #mine(numbers: readonly string[]): string[] {
    return numbers.filter((number) => this.people.some((one) => one.number === number)).toSorted();
  }

  async #restore(which: number): Promise<void> {
    const snapshots = (await listSnapshots(table.records)).filter(({ wasPublished }) => wasPublished);
    const snapshot = snapshots[which % Math.max(snapshots.length, 1)];
    try {
      await restoreSnapshot(this.#desk, snapshot?.hash ?? 'none');
      this.#isRestored = true;
    } catch (error) {
      if (!(error instanceof SnapshotNotFoundError)) throw error;
    }
  }

  /** Publishing ends in the middle: readers see what they saw, or all of what is new. */
  async #crash({ where, nth, when }: Extract<Step, { where: unknown }>): Promise<void> {
    const before = await published(table.records, this.#s3);
    const version = (await getManifest(table.records))?.version;
    const records = where === 'rows' ? crashingRecords(table.records, when as 'before', nth) : table.records;
    const s3 = where === 'files' ? failingS3(this.#s3, nth, when as 'before') : this.#s3;
    const word = await publisher(records, s3, this.#at)().catch(() => 'crashed');
    const after = await published(table.records, this.#s3);
    if (word === 'crashed' && (await getManifest(table.records))?.version === version) expect(after).toEqual(before);
  }

  async #act(word: (typeof ACTS)[number], who: number): Promise<void> {
    const { number, person } = this.people[who] as World['people'][number];
    const of = { number, by: { kind: 'applicant', id: person } } as const;
    const byStaff = { number, by: STAFF };
    const own = { profile: `Since ${this.#minutes}`, specialisms: [], ageGroups: [], placements: 1 };
    const acts: Record<(typeof ACTS)[number], () => Promise<unknown>> = {
      agree: () => agreeToListing(this.#desk, of).then(() => this.#listed.add(number)),
      leave: () => leaveDirectory(this.#desk, of).then(() => this.#listed.delete(number)),
      change: () => changeOwnWords(this.#desk, { ...of, own }),
      pause: () => pauseDesignation(this.#desk, of),
      resume: () => resumeDesignation(this.#desk, of),
      review: () => startReview(this.#desk, { ...byStaff, ground: 'misconduct', words: 'We heard of it.' }),
      conclude: () => concludeReview(this.#desk, byStaff),
      merge: async () => {
        const keep = await knowPerson(this.#desk as never, { email: `${number}-${this.#minutes}@example.org` });
        await mergePeople(this.#desk, { keep, drop: person, by: STAFF });
      },
      remove: () =>
        endHeldDesignation(this.#desk, { ...byStaff, reason: 'removed', words: 'Why.' }).then(() =>
          this.#ended.add(number),
        ),
      reverse: async () => {
        const row = await getDesignation(table.records, number);
        if (!row || row.state === 'ended') return;
        await table.records.transact(endDesignation(row, 'reversed', this.#at));
        this.#ended.add(number);
      },
    };
    await acts[word]().catch((error: Error) => expect(REFUSALS).toContain(error.name));
  }
}

it('never shows anybody without consent or after the end, in whatever order people change their minds and processes end', async () => {
  const { client } = await openS3();
  await fc.assert(
    fc.asyncProperty(steps, async (all) => {
      await emptyDirectory(table.records);
      const people = [];
      for (let one = 0; one < PEOPLE; one++) people.push(await seedDesignated(table.records));
      const world = new World(people, client);
      for (const step of all) await world.take(step);
    }),
    { numRuns: 12 },
  );
}, 60_000);

it('ends a term by its last day, whoever has noted it', async () => {
  const { client } = await openS3();
  await emptyDirectory(table.records);
  const { number, person } = await seedDesignated(table.records);
  const at = new Date('2027-06-01T10:00:00Z');
  await agreeToListing({ records: table.records, at }, { number, by: { kind: 'applicant', id: person } });
  const seenOn = async (day: string) => {
    await publisher(table.records, client, new Date(`${day}T12:00:00Z`))();
    return (await published(table.records, client)).some((entry) => entry.number === number);
  };
  expect([await seenOn('2031-04-30'), await seenOn('2031-05-01')]).toEqual([true, false]);
  await endHeldDesignation({ records: table.records, at }, { number, by: SERVICE, reason: 'term-over' });
});
