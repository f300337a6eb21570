import type { Programme } from '../../programmes/programme.ts';
import { LONGEST_ROUND_DAYS } from '../round-validation.ts';
import { uniqueProblems } from './unique.ts';

/** Chasers reach an endorser before the answer is due even in the shortest round; no round outlives a workflow. */
export function timingProblems({ endorsements, timing, registerStaleAfterDays }: Programme): string[] {
  const problems = [
    ...uniqueProblems('chaser', endorsements.chasers),
    ...uniqueProblems('applicant note', endorsements.applicantNotes),
    ...uniqueProblems('draft reminder', timing.draftReminders),
  ];
  const shortest = timing.endorsementsAfterClosing.leastDays;
  const instants = endorsements.chasers.map((chaser) =>
    'afterDays' in chaser ? chaser.afterDays : shortest - chaser.hoursBeforeDue / 24,
  );
  instants.forEach((day, index) => {
    const { id } = endorsements.chasers[index] ?? { id: '' };
    if (day <= 0 || day >= shortest)
      problems.push(`chaser "${id}" falls outside the shortest window of ${shortest} days`);
    if (day <= (instants[index - 1] ?? 0)) problems.push(`chaser "${id}" falls no later than the one before it`);
  });
  endorsements.applicantNotes.forEach(({ id, afterDays }, index) => {
    if (afterDays <= 0 || afterDays >= shortest) {
      problems.push(`applicant note "${id}" falls outside the shortest window of ${shortest} days`);
    }
    if (afterDays <= (endorsements.applicantNotes[index - 1]?.afterDays ?? 0)) {
      problems.push(`applicant note "${id}" falls no later than the one before it`);
    }
  });

  const windows = [timing.open, timing.endorsementsAfterClosing, timing.decisionsAfterEndorsements];
  for (const { offeredDays, leastDays } of windows) {
    if (leastDays <= 0 || offeredDays < leastDays)
      problems.push(`a window offers ${offeredDays} days of at least ${leastDays}`);
  }
  const total = windows.reduce((sum, { offeredDays }) => sum + offeredDays, 0);
  if (total > LONGEST_ROUND_DAYS) problems.push(`a round of ${total} days outlives its workflows`);
  for (const reminder of timing.draftReminders) {
    if ('daysBefore' in reminder && (reminder.daysBefore <= 0 || reminder.daysBefore >= timing.open.offeredDays)) {
      problems.push(`draft reminder "${reminder.id}" falls before the round opens`);
    }
  }
  for (const time of [timing.opensAt, timing.closesAt]) {
    if (!/^([01]\d|2[0-3]):[0-5]\d$/.test(time) || time === '00:00')
      problems.push(`"${time}" is no time to open or close`);
  }
  if (registerStaleAfterDays <= 0) problems.push('register data is stale at once');
  if (timing.informationDays <= 0 || timing.reviewWorkingDays <= 0) problems.push('an answer or a review has no time');
  return problems;
}
