import * as z from 'zod';
import { APPLICATION_STATES, type ApplicationState } from '../../domain/application.ts';
import { referenceOf, shardsOf } from '../../functions/store/keys.ts';
import { attributesOf, type Records } from '../../functions/store/records.ts';
import { atOnce } from './agenda.ts';

/** No more of a case's rows than is counted: a large round has a hundred thousand. */
const talliedRow = z.object({
  pk: z.string(),
  sk: z.string(),
  kind: z.string(),
  state: z.string().exactOptional(),
  submittedAt: z.iso.datetime().exactOptional(),
});
const applicationState = z.enum(APPLICATION_STATES);

/** What became of one case, as its rows say. */
export interface TalliedCase {
  readonly reference: string;
  readonly state: ApplicationState;
  readonly wasSubmitted: boolean;
  readonly wasReviewed: boolean;
  readonly messages: readonly { readonly pk: string; readonly sk: string; readonly state: string }[];
}

/** `applications = submitted + notSubmitted`; `submitted = ineligible + notEndorsed + declined + designated + withdrawn`. */
export interface Counts {
  readonly applications: number;
  /** Begun and never sent. */
  readonly drafts: number;
  readonly submitted: number;
  readonly ineligible: number;
  /** Passages through the eligibility review. */
  readonly reviewed: number;
  readonly notEndorsed: number;
  readonly declined: number;
  readonly designated: number;
  readonly withdrawn: number;
  readonly notSubmitted: number;
  /** Entries of the directory. */
  readonly published: number;
  readonly messages: { readonly owed: number; readonly sent: number; readonly bounced: number };
}

const listed = z.object({ pk: z.string() });

/** Reads every case of a round, with its messages. */
export async function readCases(records: Records, round: string): Promise<TalliedCase[]> {
  const shards = shardsOf(`ROUND#${round}`, 'byRound').map((shard) =>
    Array.fromAsync(
      records.query(
        {
          IndexName: 'byRound',
          KeyConditionExpression: 'roundPk = :shard',
          ExpressionAttributeValues: { ':shard': shard },
        },
        listed,
      ),
    ),
  );
  const cases: TalliedCase[] = [];
  await atOnce((await Promise.all(shards)).flat(), async ({ pk }) => {
    cases.push(await readTallied(records, pk));
  });
  return cases;
}

async function readTallied(records: Records, pk: string): Promise<TalliedCase> {
  const query = {
    KeyConditionExpression: 'pk = :pk',
    ExpressionAttributeValues: { ':pk': pk },
    ...attributesOf(talliedRow),
    ConsistentRead: true,
  };
  const rows = await Array.fromAsync(records.query(query, talliedRow));
  const found = rows.find(({ kind }) => kind === 'case');
  if (!found) throw new Error(`${pk} is listed in its round and is not there`);
  const eligibility = rows.find(({ kind }) => kind === 'eligibility');
  return {
    reference: referenceOf(found),
    state: applicationState.parse(found.state),
    wasSubmitted: found.submittedAt !== undefined,
    wasReviewed: eligibility !== undefined && eligibility.state !== 'eligible' && eligibility.state !== 'ineligible',
    messages: rows.flatMap(({ kind, sk, state = 'in no state' }) => (kind === 'message' ? [{ pk, sk, state }] : [])),
  };
}

const isState = (state: ApplicationState) => (one: TalliedCase) => one.state === state;

/** Counts what the rows say, never what anybody meant to do. */
export function count(cases: readonly TalliedCase[], published: number): Counts {
  const having = (holds: (one: TalliedCase) => boolean) => cases.filter(holds).length;
  const messages = cases.flatMap((one) => one.messages);
  return {
    applications: cases.length,
    drafts: having(({ wasSubmitted }) => !wasSubmitted),
    submitted: having(({ wasSubmitted }) => wasSubmitted),
    ineligible: having(isState('ineligible')),
    reviewed: having(({ wasReviewed }) => wasReviewed),
    notEndorsed: having(isState('not-endorsed')),
    declined: having(isState('declined')),
    designated: having(isState('designated')),
    withdrawn: having(isState('withdrawn')),
    notSubmitted: having(isState('not-submitted')),
    published,
    messages: {
      owed: messages.length,
      sent: messages.filter(({ state }) => WENT.some((went) => went === state)).length,
      bounced: messages.filter(({ state }) => state === 'bounced').length,
    },
  };
}

/** SES has taken it, whatever became of it then. */
const WENT = ['sent', 'delivered', 'bounced', 'complained'] as const;
