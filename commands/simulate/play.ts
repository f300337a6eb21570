import { ACTS_EVERY_MS } from './agenda.ts';
import { readAsApplicant } from './applicant.ts';
import { readAsEndorser } from './endorser.ts';
import type { Stage } from './stage.ts';

/**
 * Lets time pass until an instant: everybody reads their mail, sooner than anybody answers it, and does what they have
 * planned.
 *
 * @param stages rounds of one home, with one agenda
 */
export async function play(
  stages: readonly [Stage, ...Stage[]],
  until: Date,
  progress: (now: Date) => void,
): Promise<void> {
  const { home, agenda } = stages[0];
  while (home.now < until) {
    const next = Math.min(
      agenda.next() ?? Number.POSITIVE_INFINITY,
      home.now.getTime() + ACTS_EVERY_MS,
      until.getTime(),
    );
    await home.moveTo(new Date(Math.max(next, home.now.getTime())));
    for (const mail of await home.newMails()) {
      for (const stage of stages) {
        readAsEndorser(stage, mail);
        readAsApplicant(stage, mail);
      }
    }
    await agenda.run(home.now);
    progress(home.now);
  }
}
