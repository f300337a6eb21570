import { createWriteStream, type WriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { openDesk } from '../../commands/cases/open-desk.ts';
import type { Desk } from '../../functions/acts/desk.ts';
import { readCaseFile } from '../../functions/store/case-file.ts';
import { isOpenSlot } from '../../functions/store/slot-row.ts';
import { Browser } from '../acceptance/browser.ts';
import { HomeClock } from '../acceptance/clock.ts';
import { HomeProcess } from '../acceptance/home-process.ts';
import { type Mail, mail } from '../acceptance/mailbox.ts';
import { moment } from '../domain/a-round.ts';
import { anInspection } from '../domain/a-school.ts';
import { aFullDraftIn, aRoundWithSchool } from '../functions/an-application.ts';
import type { FaultPlan } from './fault-plan.ts';
import type { Journey } from './journeys.ts';

const PROGRAM = fileURLToPath(new URL('faulty-home.ts', import.meta.url));

/** The round of the suite: short enough that an endorser who is silent gets the first of the chasers and the last call. */
const ROUND = {
  opens: moment('2027-01-04T08:00'),
  closes: moment('2027-01-06T17:00'),
  endorsementsDue: moment('2027-01-14T17:00'),
  decisionsDue: moment('2027-02-26T17:00'),
};
const STEP = 'PT15M';
/** People act within this many steps, a day and a half; the rest is for the service to end. */
const MOST_STEPS = 150;
const AT_ONCE = 6;

export interface Traveller {
  readonly reference: string;
  readonly person: string;
  readonly journey: Journey;
}

/** A home with faults, and everybody around it: who apply, endorse and decide, and try again what did not work. */
export class World {
  readonly travellers: Traveller[] = [];
  /** Why something had to be tried again, how often. */
  readonly refusals = new Map<string, number>();
  kills = 0;
  readonly #folder: string;
  readonly #plan: FaultPlan;
  readonly #errors: WriteStream;
  #ports: Record<string, string> = {};
  #home: Promise<HomeProcess> | undefined;

  private constructor(folder: string, plan: FaultPlan) {
    this.#folder = folder;
    this.#plan = plan;
    this.#errors = createWriteStream(join(folder, 'errors.log'));
  }

  static async open(folder: string, plan: FaultPlan): Promise<World> {
    await mkdir(folder, { recursive: true });
    const world = new World(folder, plan);
    const [PORT, LOCAL_PORT, AWS_PORT] = await freePorts(3);
    world.#ports = { PORT: `${PORT}`, LOCAL_PORT: `${LOCAL_PORT}`, AWS_PORT: `${AWS_PORT}` };
    world.#start();
    await world.#home;
    return world;
  }

  get localUrl(): string {
    return `http://127.0.0.1:${this.#ports.LOCAL_PORT}`;
  }

  /** Drafts, ready to be sent: one of each journey in turn. */
  async prepare(journeys: readonly Journey[], count: number): Promise<void> {
    await this.withDesk(async (desk) => {
      const { round, school: good } = await aRoundWithSchool(desk.records, { round: ROUND, school: { urn: '999001' } });
      const inspection = anInspection({ overall: 'requires improvement' });
      const { school: poor } = await aRoundWithSchool(desk.records, { school: { urn: '999002', inspection } });
      for (let number = 0; number < count; number++) {
        const journey = journeys[number % journeys.length];
        if (!journey) continue;
        const school = journey.school === 'good' ? good : poor;
        const { reference, person } = await aFullDraftIn({ round, school }, desk, { answers: journey.answers(number) });
        this.travellers.push({ reference, person, journey });
      }
    });
  }

  /** Lets everybody do what is theirs, until nobody has anything to do, and then lets time pass. */
  async play(rest: string): Promise<void> {
    for (let step = 0; step < MOST_STEPS && !(await this.#act()); step++) await this.#insist(() => this.#move(STEP));
    await this.#insist(() => this.#move(rest));
  }

  /** The worst day of a home, and the next one. */
  async kill(): Promise<void> {
    const home = await this.#home;
    this.kills++;
    this.#start(home?.end('SIGKILL'));
    await this.#home;
  }

  async end(): Promise<void> {
    await (await this.#home)?.end();
    this.#errors.end();
  }

  /** At a desk of the home as it runs now. */
  async withDesk<Result>(work: (desk: Desk) => Promise<Result>): Promise<Result> {
    const { desk, close } = await openDesk({ home: this.localUrl }, new Date());
    try {
      return await work(desk);
    } finally {
      await close();
    }
  }

  async mails(): Promise<Mail[]> {
    const response = await fetch(`${this.localUrl}/mailbox.json`);
    return z.object({ messages: z.array(mail) }).parse(await response.json()).messages;
  }

  /** @param earlier the end of the home before, on the same folder and ports */
  #start(earlier?: Promise<unknown>): void {
    const settings = { ...this.#ports, FAULTS: JSON.stringify({ ...this.#plan, seed: this.#plan.seed + this.kills }) };
    const start = () =>
      HomeProcess.start(join(this.#folder, 'data'), settings, { program: PROGRAM, errors: this.#errors });
    this.#home = earlier ? earlier.then(start) : start();
  }

  #move(duration: string): Promise<void> {
    return new HomeClock(this.localUrl).moveBy(duration);
  }

  /** Each does the next thing. `true` when nobody has anything to do, and nothing went wrong. */
  async #act(): Promise<boolean> {
    const mails = await this.#insist(() => this.mails());
    const byReference = Map.groupBy(mails, ({ reference }) => reference);
    return this.#insist(() =>
      this.withDesk(async (desk) => {
        let isIdle = true;
        const waiting = [...this.travellers];
        const work = async () => {
          for (let one = waiting.pop(); one; one = waiting.pop()) {
            const has = await this.#actFor(one, desk, byReference.get(one.reference) ?? []);
            isIdle &&= has === 'nothing';
          }
        };
        await Promise.all(Array.from({ length: AT_ONCE }, work));
        return isIdle;
      }),
    );
  }

  async #actFor({ reference, journey }: Traveller, desk: Desk, mails: readonly Mail[]): Promise<'nothing' | 'tried'> {
    try {
      const file = await readCaseFile(desk.records, reference);
      const act = journey.next(file);
      await act?.({ desk, file, mails, newBrowser: () => new Browser(`http://127.0.0.1:${this.#ports.PORT}`) });
      // whoever is silent stays so; once all have answered it is for the service to go on
      const isSilent = file.case.state === 'awaiting-endorsements' && file.slots.some(isOpenSlot);
      const isOver = file.case.state === journey.ends || isSilent;
      return isOver && !act ? 'nothing' : 'tried';
    } catch (error) {
      this.#note(error);
      return 'tried';
    }
  }

  #note(error: unknown): void {
    const name = error instanceof Error ? error.name : 'unknown';
    this.refusals.set(name, (this.refusals.get(name) ?? 0) + 1);
  }

  /** What a home that has just been killed cannot do, the next one can. */
  async #insist<Result>(work: () => Promise<Result>): Promise<Result> {
    for (let attempt = 1; ; attempt++) {
      try {
        return await work();
      } catch (error) {
        if (attempt === 20) throw error;
        this.#note(error);
        await this.#home;
      }
    }
  }
}

async function freePorts(count: number): Promise<number[]> {
  const servers = Array.from({ length: count }, () => createServer().listen(0, '127.0.0.1'));
  const ports = await Promise.all(
    servers.map(async (server) => {
      if (!server.listening) await new Promise((listening) => server.once('listening', listening));
      const address = server.address();
      return typeof address === 'object' && address ? address.port : 0;
    }),
  );
  for (const server of servers) server.close();
  return ports;
}
