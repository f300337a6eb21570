import { randomBytes, randomUUID } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { directoryCsv } from '../../../domain/directory-csv.ts';
import { DIRECTORY_FORMAT, type DirectoryEntry, type DirectorySnapshot } from '../../../domain/directory-entry.ts';
import { makeReference, NUMBER_SIGNS } from '../../../domain/reference.ts';
import type { School } from '../../../domain/school.ts';
import { openData } from '../../../functions/directory/api.ts';
import { directoryReader } from '../../../functions/directory/current-directory.ts';
import { DIRECTORY_PROBLEMS, directoryRoutes } from '../../../functions/directory/directory.ts';
import { type DesignationRow, putDesignation } from '../../../functions/store/designation-rows.ts';
import { getManifest, swapManifest } from '../../../functions/store/directory-manifest-row.ts';
import { rowKeys } from '../../../functions/store/keys.ts';
import { placeWrites } from '../../../functions/store/place-rows.ts';
import type { Records } from '../../../functions/store/records.ts';
import { putSchool } from '../../../functions/store/school-row.ts';
import { indexSchools, putSchoolWord } from '../../../functions/store/school-word-row.ts';
import { pageHandler } from '../../../functions/web/page-handler.ts';
import { SITE } from '../web/browser.ts';

export const PUBLIC_URL = 'https://rounds.example';

export const aNumber = () => makeReference('LLE', randomBytes(64), NUMBER_SIGNS);

/** What is published, without a bucket: the snapshot's files have tests of their own. */
export class PublicDirectory {
  readonly #records: Records;
  readonly #folders = new Map<string, readonly DirectoryEntry[]>();
  now = new Date('2026-11-22T12:00:00Z');

  constructor(records: Records) {
    this.#records = records;
  }

  async publish(...entries: readonly DirectoryEntry[]): Promise<void> {
    const folder = randomUUID();
    this.#folders.set(folder, entries);
    const at = this.now.toISOString();
    const next = { hash: folder.replaceAll('-', ''), folder, publishedAt: at, readAt: at, entries: entries.length };
    await this.#records.transact([swapManifest(await getManifest(this.#records), next)]);
  }

  /** Pages and data, as the function serves them. */
  get doors() {
    const records = this.#records;
    const files = {
      read: async (folder: string): Promise<DirectorySnapshot> => ({
        format: DIRECTORY_FORMAT,
        entries: this.#of(folder),
      }),
      readFile: async (folder: string, file: 'json' | 'csv') => {
        const entries = this.#of(folder);
        return gzipSync(file === 'csv' ? directoryCsv(entries) : JSON.stringify({ format: DIRECTORY_FORMAT, entries }));
      },
    };
    const desk = { records, files, readDirectory: directoryReader(records, files), publicUrl: PUBLIC_URL };
    const pages = pageHandler({
      routes: directoryRoutes(desk),
      records,
      now: () => this.now,
      site: SITE,
      problems: DIRECTORY_PROBLEMS,
    });
    const data = async (address: string, headers: Record<string, string> = {}, method = 'GET') => {
      const { pathname, search } = new URL(address, PUBLIC_URL);
      const requestContext = { http: { method } };
      const event = { rawPath: pathname, rawQueryString: search.slice(1), headers, requestContext };
      return openData(desk, event as never, this.now);
    };
    return { pages, data };
  }

  #of(folder: string): readonly DirectoryEntry[] {
    const entries = this.#folders.get(folder);
    if (!entries) throw new Error(`${folder} was never published`);
    return entries;
  }
}

/** Somebody who holds a designation, listed or not. @returns the person's id */
export async function seedHolder(records: Records, number: string, changes: Partial<DesignationRow> = {}) {
  const person = randomUUID();
  const designation = {
    kind: 'designation' as const,
    number,
    programme: 'lle',
    generation: 'LLE-2014',
    body: 'national',
    person,
    reference: 'LLE-2222-2222',
    state: 'active' as const,
    startsOn: '2026-05-01',
    endsOn: '2030-04-30',
    reviewOn: '2027-05-01',
    conditions: [],
    ...changes,
  };
  await records.transact([
    { Put: { Item: { ...rowKeys.person(person), kind: 'person', person, name: 'Ada', email: 'ada@secret.example' } } },
    ...putDesignation(designation, undefined, new Date('2026-05-01T09:00:00Z')),
  ]);
  return person;
}

export async function seedRegister(records: Records, schools: readonly School[]): Promise<void> {
  const words = Array.from(indexSchools(schools), ([word, cards]) => putSchoolWord(word, cards));
  const places = placeWrites(schools, schools).values();
  await records.transact([...schools.map((school) => putSchool({ kind: 'school', school })), ...words, ...places]);
}
