import { afterAll, beforeAll, beforeEach } from 'vitest';
import { APPLY_PROBLEMS, applyRoutes } from '../../../functions/apply/apply.ts';
import { addressHash } from '../../../functions/store/address-hash.ts';
import { rowKeys } from '../../../functions/store/keys.ts';
import { mintLink, putLink } from '../../../functions/store/link-row.ts';
import { messageRow } from '../../../functions/store/message-row.ts';
import type { Records } from '../../../functions/store/records.ts';
import { pageHandler } from '../../../functions/web/page-handler.ts';
import type { Question } from '../../../programmes/form.ts';
import type { Programme } from '../../../programmes/programme.ts';
import { runTable, type TestTable } from '../records-harness.ts';
import { Browser, SITE } from '../web/browser.ts';

export const NOW = new Date('2027-01-20T10:00:00Z');

/** The applicant's pages over a real table, at an instant that a test can move. */
export class ApplyPages {
  readonly records: Records;
  readonly handler: ReturnType<typeof pageHandler>;
  now = NOW;

  constructor(records: Records) {
    this.records = records;
    this.handler = pageHandler({
      // nothing waits for an applicant in these tests
      routes: applyRoutes({ records, workflows: { send: async () => ({}) } as never }),
      records,
      now: () => this.now,
      site: SITE,
      problems: APPLY_PROBLEMS,
    });
  }

  visitor(): Browser {
    return new Browser(this.handler);
  }

  /** Asks for a link, and follows the one that the mail would carry. */
  async signIn(email: string, visitor = this.visitor()): Promise<Browser> {
    await visitor.get('/sign-in');
    await visitor.send('/sign-in', { email });
    const link = await this.mailedLink(email);
    await visitor.get(`/sign-in/${link}`);
    await visitor.send(`/sign-in/${link}`);
    return visitor;
  }

  /** Does what sending the owed mail does: mints a link for the address. */
  async mailedLink(email: string): Promise<string> {
    const address = await addressHash(this.records, email);
    const link = mintLink();
    const until = new Date(this.now.getTime() + 3_600_000).toISOString();
    await this.records.transact(putLink(link, { leadsTo: 'sign-in', address, until }, this.now));
    return link;
  }

  async owedMails(email: string): Promise<string[]> {
    const { pk } = rowKeys['sign-in-request'](await addressHash(this.records, email));
    const query = {
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :message)',
      ExpressionAttributeValues: { ':pk': pk, ':message': 'MESSAGE#' },
      ConsistentRead: true,
    };
    return (await Array.fromAsync(this.records.query(query, messageRow))).map(({ template }) => template);
  }
}

/** What a willing applicant types for each question, by its kind: no programme is known here either. */
export function answersTo(
  programme: Programme,
  questions: readonly Question[],
  urn: string,
): Record<string, string | string[]> {
  const fields: Record<string, string | string[]> = {};
  for (const question of questions) {
    const { id } = question;
    if (question.kind === 'name') fields[id] = 'Ann Example';
    if (question.kind === 'line') fields[id] = question.type === 'telephone' ? '01632 960 001' : 'Headteacher';
    if (question.kind === 'text' || question.kind === 'profile') fields[id] = 'I did this & it <helped>.\nTwice.';
    if (question.kind === 'declaration' || question.kind === 'consent') fields[id] = 'yes';
    if (question.kind === 'school') fields[id] = urn;
    if (question.kind === 'variant') fields[id] = question.choices[0]?.id ?? '';
    if (question.kind === 'endorser') {
      const slot = programme.endorsements.slots.find((one) => one.id === question.slot);
      fields[`${id}-name`] = `Chris ${slot?.id}`;
      fields[`${id}-email`] = `chris@${slot?.id}.example`;
      fields[`${id}-role`] = slot?.roles[0]?.id ?? '';
    }
    if (question.kind === 'specialisms') {
      const [group] = programme.specialisms;
      fields[id] = `${group?.id}/${group?.specialisms[0]?.id}`;
    }
  }
  return fields;
}

/** The pages of one test file, over a table of its own; at `now` when each test begins. */
export function usePages(now: Date): () => ApplyPages {
  let table: TestTable;
  let pages: ApplyPages;
  beforeAll(async () => {
    table = await runTable();
    pages = new ApplyPages(table.records);
  });
  beforeEach(() => {
    pages.now = now;
  });
  afterAll(() => table.end());
  return () => pages;
}
