import { setTimeout as pause } from 'node:timers/promises';
import { wallClock } from '../../domain/london-time.ts';
import type { Desk } from '../../functions/acts/desk.ts';
import { createRound } from '../../functions/acts/rounds/create-round.ts';
import { getRound, putRound } from '../../functions/store/round-row.ts';
import { putSchool } from '../../functions/store/school-row.ts';
import { readCookies } from '../../functions/web/cookies.ts';
import { guardForms } from '../../functions/web/csrf.ts';
import { openSession } from '../../functions/web/session.ts';
import { LLE_2014 } from '../../programmes/lle.ts';
import type { HomeProcess } from '../acceptance/home-process.ts';
import { type OpenHome, openHome } from '../acceptance/open-home.ts';
import { aSchool } from '../domain/a-school.ts';
import { aFullDraftIn } from '../functions/an-application.ts';
import { type Presser, pressAll } from './door.ts';
import { judge } from './judge.ts';

export interface Rush {
  readonly folder: string;
  readonly drafts: number;
  readonly connections: number;
  /** How long before the round closes the rush begins, in seconds. */
  readonly seconds: number;
  /** The home is killed once this share has been answered; undefined: not at all. */
  readonly killAt: number | undefined;
}

export interface RushResult {
  readonly faults: readonly string[];
  readonly figures: Readonly<Record<string, number>>;
}

const MINUTE = 60_000;
const DAY = 86_400_000;
const AT_A_TIME = 8;
/** Drafts that were saved so long ago have no grace after closing. */
const SAVED_BEFORE_MS = 120 * MINUTE;

/**
 * Everybody sends in the last seconds before a round closes, over HTTP, in real time; looks afterwards whether everything
 * that was accepted is there, once, and nothing that was not.
 */
export async function rushToClose({ folder, drafts, connections, seconds, killAt }: Rush): Promise<RushResult> {
  const lost = new AbortController();
  let killed: HomeProcess | undefined;
  const openWatched = async () => {
    const opened = await open(folder);
    void opened.process.ended.then((code) => {
      if (opened.process !== killed) lost.abort(new Error(`the home ended by itself, with code ${code}`));
    });
    return opened;
  };
  let home = await openWatched();
  try {
    const { closes, pressers } = await prepare(home, drafts, seconds);
    await pause(closes.getTime() - seconds * 1000 - Date.now());
    const begun = performance.now();
    let restarted: Promise<void> | undefined;
    const kill = async () => {
      killed = home.process;
      await killed.end('SIGKILL');
      home.let();
      home = await openWatched();
    };
    const answers = await pressAll(
      pressers,
      connections,
      () => home.process.health.urls.public,
      (count) => {
        if (killAt === undefined || restarted || count < killAt * drafts) return;
        restarted = kill();
        restarted.catch((error) => lost.abort(error));
      },
      lost.signal,
    );
    const took = (performance.now() - begun) / 1000;
    await restarted;
    const { faults, ...seen } = await judge(home, { closes, answers, wasKilled: killAt !== undefined });
    const accepted = answers.filter(({ word }) => word === 'accepted');
    const times = answers.map(({ milliseconds }) => milliseconds).sort((a, b) => a - b);
    const at = (share: number) => Math.round(times[Math.floor(times.length * share)] ?? 0);
    const figures = {
      drafts,
      connections,
      kills: killAt === undefined ? 0 : 1,
      accepted: accepted.length,
      refused: answers.filter(({ word }) => word === 'refused').length,
      'pressed again': answers.reduce((sum, { again }) => sum + again, 0),
      'answers a second': Math.round(answers.length / took),
      'median, ms': at(0.5),
      'p99, ms': at(0.99),
      ...seen,
      faults: faults.length,
    };
    return { faults, figures };
  } finally {
    await home.process.end();
    home.let();
  }
}

const open = (folder: string) => openHome(folder, { CLOCK: 'real', CLOCK_START: '' });

/** People who have answered everything and signed in, then a round that closes at the next full minute that leaves time. */
async function prepare({ records, workflows }: OpenHome, drafts: number, seconds: number) {
  const desk: Desk = { records, workflows, at: new Date(Date.now() - SAVED_BEFORE_MS) };
  const opens = wallClock(new Date(Date.now() - 20 * DAY));
  const { round } = await createRound(desk, { programme: 'lle', title: 'Rush', opens }, { kind: 'staff', id: 'load' });
  const school = aSchool({ urn: '999000' });
  await records.transact([putSchool({ kind: 'school', school })]);
  const statements = LLE_2014.form.statements.map((_, index) => String(index));
  const pressers: Presser[] = [];
  const makeOne = async (number: number) => {
    const email = `head-${number}@schools.example`;
    const { reference, person } = await aFullDraftIn({ round, school }, desk, { email });
    const [given = ''] = (await openSession(records, person, new Date())).cookies;
    const cookie = given.split(';')[0] ?? '';
    const form = new URLSearchParams([['csrf', guardForms(readCookies([cookie])).token]]);
    for (const statement of statements) form.append('statements', statement);
    pressers.push({ reference, cookie, form });
  };
  for (let begin = 0; begin < drafts; begin += AT_A_TIME) {
    const some = Array.from({ length: Math.min(AT_A_TIME, drafts - begin) }, (_, index) => makeOne(begin + index));
    await Promise.all(some);
  }
  const closes = new Date(Math.ceil((Date.now() + (seconds + 1) * 1000) / MINUTE) * MINUTE);
  const moment = { instant: closes, wallClock: wallClock(closes) };
  await records.transact(putRound({ ...round, closes: moment }, await getRound(records, round.id)));
  return { closes, pressers };
}
