import type { Programme } from '../programmes/programme.ts';
import { criteriaProblems } from './check-programme/criteria.ts';
import { endorsementProblems } from './check-programme/endorsements.ts';
import { formProblems } from './check-programme/form.ts';
import { timingProblems } from './check-programme/timing.ts';
import { uniqueProblems } from './check-programme/unique.ts';

/**
 * What is wrong with a programme, as sentences that name the place; empty when it is complete and consistent. Tests ask
 * this of every programme, so that a gap in the data never reaches an applicant.
 */
export function checkProgramme(programme: Programme): string[] {
  return [
    ...namingProblems(programme),
    ...criteriaProblems(programme),
    ...formProblems(programme),
    ...endorsementProblems(programme),
    ...decisionProblems(programme),
    ...timingProblems(programme),
    ...emptyTexts(programme, 'programme'),
  ];
}

function namingProblems({ id, generation, prefix, specialisms }: Programme): string[] {
  const problems: string[] = [];
  if (!/^[a-z][a-z0-9-]*$/.test(id)) problems.push(`id "${id}" is not lower case letters, digits and hyphens`);
  if (!/^[A-Z]{2,6}$/.test(prefix)) problems.push(`prefix "${prefix}" is not 2 to 6 capitals`);
  if (!generation.startsWith(`${prefix}-`))
    problems.push(`generation "${generation}" does not start with "${prefix}-"`);
  return [
    ...problems,
    ...uniqueProblems('specialism group', specialisms),
    ...specialisms.flatMap((group) => uniqueProblems(`specialism in "${group.id}"`, group.specialisms)),
  ];
}

function decisionProblems({ criteria, decision, withdrawalReasons, designation }: Programme): string[] {
  const problems = [
    ...uniqueProblems('decline reason', decision.declineReasons),
    ...uniqueProblems('withdrawal reason', withdrawalReasons),
    ...uniqueProblems('review ground', designation.reviewGrounds),
  ];
  const judged = new Set(criteria.filter(({ kinds }) => kinds.includes('judged')).map(({ id }) => id));
  for (const id of decision.exceptions) {
    if (!judged.has(id)) problems.push(`an exception is allowed for "${id}", which is no judged criterion`);
  }
  for (const reason of decision.declineReasons) {
    for (const id of reason.criteria) {
      if (!judged.has(id))
        problems.push(`decline reason "${reason.id}" speaks of "${id}", which is no judged criterion`);
    }
  }
  for (const id of judged) {
    if (!decision.declineReasons.some((reason) => reason.criteria.includes(id))) {
      problems.push(`no decline reason speaks of judged criterion "${id}"`);
    }
  }
  if (!decision.declineReasons.some((reason) => reason.criteria.length === 0)) {
    problems.push('no decline reason stands for anything else');
  }
  if (designation.years <= 0) problems.push('a designation lasts no time');
  if (designation.conditions.length === 0) problems.push('a designation has no conditions');
  return problems;
}

/** Every text is there: an empty one would be an empty line in somebody's letter. */
function emptyTexts(value: unknown, path: string): string[] {
  if (typeof value === 'string') return value.trim() === '' ? [`${path} is empty`] : [];
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => emptyTexts(inner, `${path}.${key}`));
}
