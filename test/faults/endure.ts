import { setTimeout as pause } from 'node:timers/promises';
import { Random } from '../torture/random.ts';
import { gather } from './evidence.ts';
import type { FaultPlan } from './fault-plan.ts';
import { JOURNEYS, type Journey } from './journeys.ts';
import { verdict } from './verdict.ts';
import { World } from './world.ts';

export interface Ordeal {
  readonly folder: string;
  readonly plan: FaultPlan;
  /** How many applicants, one of each journey in turn. */
  readonly applicants: number;
  readonly journeys?: readonly Journey[];
  /** How often the home is killed while they are under way. */
  readonly kills?: number;
  /** How much time passes when nobody has anything more to do: the round ends, and mails are tried for four hours. */
  readonly rest?: string;
}

export interface Outcome {
  readonly faults: readonly string[];
  readonly figures: Readonly<Record<string, number>>;
}

/** A home that was killed lives for up to so many times as long as it takes to start: 3 s on an idle machine. */
const LONGEST_LIFE = 2;

/** Has applicants make their journeys on a home with faults, and looks where each came to. */
export async function endure(ordeal: Ordeal): Promise<Outcome> {
  const { folder, plan, applicants, journeys = JOURNEYS, kills = 0, rest = 'P11D' } = ordeal;
  const begun = Date.now();
  const world = await World.open(folder, plan);
  try {
    await world.prepare(journeys, applicants);
    const playing = world.play(rest);
    await Promise.all([playing, killAtRandom(world, kills, plan.seed, playing)]);
    const evidence = await gather(world);
    const faults = world.travellers.flatMap(({ reference, journey }) => {
      const found = evidence.get(reference);
      return found ? verdict(found, journey) : [`${reference} is lost`];
    });
    const messages = [...evidence.values()].flatMap((one) => one.messages);
    const inState = (state: string) => messages.filter((message) => message.state === state).length;
    return {
      faults,
      figures: {
        cases: world.travellers.length,
        messages: messages.length,
        mails: [...evidence.values()].flatMap(({ mails }) => mails).length,
        interrupted: inState('interrupted'),
        executions: [...evidence.values()].flatMap(({ executions }) => executions).length,
        kills: world.kills,
        'tried again': [...world.refusals.values()].reduce((sum, times) => sum + times, 0),
        seconds: Math.round((Date.now() - begun) / 1000),
        faults: faults.length,
      },
    };
  } finally {
    await world.end();
  }
}

async function killAtRandom(world: World, kills: number, seed: number, playing: Promise<void>): Promise<void> {
  const random = new Random(seed);
  let isOver = false;
  let startedInMs = 3000;
  const over = () => {
    isOver = true;
  };
  playing.then(over, over);
  for (let kill = 0; kill < kills && !isOver; kill++) {
    await pause(random.below(LONGEST_LIFE * startedInMs));
    if (isOver) return;
    const killed = performance.now();
    await world.kill();
    // on a busy machine it must live longer to get anything done
    startedInMs = Math.ceil(performance.now() - killed);
  }
}
