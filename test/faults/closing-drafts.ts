import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod';
import { graceEnd } from '../../domain/round-gate.ts';
import type { Desk } from '../../functions/acts/desk.ts';
import { knowPerson } from '../../functions/acts/know-person.ts';
import { createRound } from '../../functions/acts/rounds/create-round.ts';
import { startDraft } from '../../functions/acts/start-draft.ts';
import { casesOfRound } from '../../functions/store/cards.ts';
import { rowKeys } from '../../functions/store/keys.ts';
import { messageRow } from '../../functions/store/message-row.ts';
import { type OpenHome, openHome } from '../acceptance/open-home.ts';

export interface Closing {
  /** Where the home keeps its data. */
  readonly folder: string;
  readonly drafts: number;
  /** The home is killed when this share of the drafts is closed, once for each. */
  readonly killAt: readonly number[];
}

export interface Closed {
  /** What is not as it must be. */
  readonly faults: readonly string[];
  readonly figures: Readonly<Record<string, number>>;
}

/** Too late for reminders. */
const TEN_MINUTES_LEFT = '2027-01-12T16:50:00Z';
const TEMPLATE = 'draft-not-submitted';
const AT_A_TIME = 10;

/** Closes a round with many drafts, kills the home in the middle of it, and looks whether each holder was told once. */
export async function closeDrafts({ folder, drafts, killAt }: Closing): Promise<Closed> {
  const begun = Date.now();
  let home = await open(folder);
  try {
    const { round, references } = await prepare(home, drafts);
    const end = graceEnd(round.closes.instant);
    const closing = Date.now();
    const closedAtKills: number[] = [];
    for (const share of killAt) {
      // the answer never comes: the home that was asked is killed
      const moving = home.clock.moveTo(end).catch(() => undefined);
      closedAtKills.push(await closedAtLeast(home, round.id, share * drafts));
      await home.process.end('SIGKILL');
      home.let();
      await moving;
      home = await open(folder);
    }
    // the sweep comes round, and finds claims whose sender was killed
    await home.clock.moveTo(new Date(end.getTime() + 3_600_000));
    const seconds = Math.round((Date.now() - closing) / 1000);
    const { faults, interrupted } = await judge(home, references);
    const figures = {
      drafts,
      kills: killAt.length,
      'closed at the first kill': closedAtKills[0] ?? 0,
      'closed at the last kill': closedAtKills.at(-1) ?? 0,
      mails: (await mails(home)).length,
      interrupted,
      'seconds of closing': seconds,
      seconds: Math.round((Date.now() - begun) / 1000),
      faults: faults.length,
    };
    return { faults, figures };
  } finally {
    await home.process.end();
    home.let();
  }
}

const open = (folder: string) => openHome(folder, { CLOCK_START: TEN_MINUTES_LEFT });

/** A round that closes in ten minutes, and people who have begun. */
async function prepare({ clock, records, workflows }: OpenHome, drafts: number) {
  const desk: Desk = { records, workflows, at: await clock.now() };
  const typed = { programme: 'lle', title: 'Many drafts', opens: '2027-01-05T09:00', closes: '2027-01-12T17:00' };
  const { round } = await createRound(desk, typed, { kind: 'staff', id: 'closing' });
  await clock.settle();
  const references: string[] = [];
  for (let begin = 0; begin < drafts; begin += AT_A_TIME) {
    const numbers = Array.from({ length: Math.min(AT_A_TIME, drafts - begin) }, (_, index) => begin + index);
    const some = numbers.map(async (number) => {
      const person = await knowPerson(desk, { email: `head-${number}@schools.example` });
      return (await startDraft(desk, { round: round.id, person })).reference;
    });
    references.push(...(await Promise.all(some)));
  }
  await clock.settle();
  return { round, references };
}

async function closedAtLeast({ records }: OpenHome, round: string, least: number): Promise<number> {
  for (;;) {
    const { length } = await Array.fromAsync(casesOfRound(records, round, ['not-submitted']));
    if (length >= least) return length;
    await pause(20);
  }
}

const mailbox = z.object({ messages: z.array(z.object({ template: z.string().nullable(), reference: z.string() })) });

async function mails({ localUrl }: OpenHome) {
  const response = await fetch(`${localUrl}/mailbox.json?template=${TEMPLATE}`);
  return mailbox.parse(await response.json()).messages;
}

/** One message each, and one mail of it; of one whose sender was killed nobody knows, and staff are told. */
async function judge(home: OpenHome, references: readonly string[]) {
  const sent = Map.groupBy(await mails(home), ({ reference }) => reference);
  const faults: string[] = [];
  let interrupted = 0;
  for (const reference of references) {
    const query = {
      KeyConditionExpression: 'pk = :pk AND begins_with(sk, :message)',
      ExpressionAttributeValues: { ':pk': rowKeys.case(reference).pk, ':message': `MESSAGE#${TEMPLATE}` },
      ConsistentRead: true,
    };
    const messages = await Array.fromAsync(home.records.query(query, messageRow));
    const states = messages.map(({ state }) => state).join(', ');
    const times = sent.get(reference)?.length ?? 0;
    if (states === 'interrupted') interrupted++;
    const isTold = states === 'interrupted' ? times <= 1 : /^(sent|delivered)$/.test(states) && times === 1;
    if (!isTold) faults.push(`${reference}: messages "${states}", ${times} mails`);
  }
  return { faults, interrupted };
}
