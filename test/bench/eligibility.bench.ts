import { checkEligibility } from '../../domain/eligibility.ts';
import { LLE_2014 } from '../../programmes/lle.ts';
import { anInspection, aSchool, someFacts } from '../domain/a-school.ts';
import type { Figure } from './figure.ts';

const CHECKS = 200_000;
const NOW = new Date('2026-11-22T10:00:00Z');

/** Checks of eligibility a second on one core, of heads of good and of weaker schools. */
export async function measure(): Promise<Figure[]> {
  const kinds = [
    someFacts(),
    someFacts({ declared: {} }),
    someFacts({ school: aSchool({ inspection: anInspection({ overall: 'requires improvement' }) }) }),
  ];
  const check = (count: number) => {
    let eligible = 0;
    for (let n = 0; n < count; n++) {
      const facts = kinds[n % kinds.length];
      if (facts && checkEligibility(LLE_2014, facts, NOW).word === 'eligible') eligible++;
    }
    return eligible;
  };
  check(CHECKS / 10);
  // of this process alone: others on the machine do not count
  const begun = process.cpuUsage();
  if (check(CHECKS) === 0) throw new Error('nobody was eligible: the figure would say nothing');
  const { user, system } = process.cpuUsage(begun);
  const perSecond = Math.round(CHECKS / ((user + system) / 1e6));
  return [{ name: 'eligibility check', value: perSecond, unit: 'applications/s of one core', budget: '≥ 50000' }];
}
