import type { Criterion } from '../../programmes/criterion.ts';
import type { Programme } from '../../programmes/programme.ts';
import { uniqueProblems } from './unique.ts';

/** Criteria and school variants: each named thing exists, and each criterion can be settled in the way it says. */
export function criteriaProblems(programme: Programme): string[] {
  const { criteria, variants } = programme;
  return [
    ...uniqueProblems('criterion', criteria),
    ...uniqueProblems('school variant', variants),
    ...(criteria.length === 0 ? ['there are no criteria'] : []),
    ...variantProblems(programme),
    ...criteria.flatMap((criterion) => criterionProblems(criterion, programme)),
  ];
}

function variantProblems({ variants }: Programme): string[] {
  const problems: string[] = [];
  variants.forEach((variant, index) => {
    const isLast = index === variants.length - 1;
    if (isLast && variant.found) problems.push(`the last variant, "${variant.id}", does not take every school`);
    if (!isLast && !variant.found)
      problems.push(`variant "${variant.id}" takes every school, so later ones are never found`);
    if (variant.found?.types.length === 0) problems.push(`variant "${variant.id}" names no school type`);
  });
  if (variants.length === 0) problems.push('there are no school variants');
  return problems;
}

function criterionProblems(criterion: Criterion, { criteria, variants, prefix }: Programme): string[] {
  const { id, kinds, register } = criterion;
  const problems: string[] = [];
  if (!id.startsWith(`${prefix}-`)) problems.push(`criterion "${id}" does not start with "${prefix}-"`);
  if (new Set(kinds).size !== kinds.length) problems.push(`criterion "${id}" names a kind twice`);
  if (kinds.includes('register') !== (register !== undefined)) {
    problems.push(`criterion "${id}" must have a register rule exactly when it is of kind "register"`);
  }
  if (register?.checks === 'school-type' && register.types.length === 0) {
    problems.push(`criterion "${id}" names no school type`);
  }
  for (const variant of criterion.variants === 'all' ? [] : criterion.variants) {
    if (!variants.some((known) => known.id === variant)) {
      problems.push(`criterion "${id}" applies to "${variant}", which is no school variant`);
    }
  }
  for (const other of [...(criterion.replaces ?? []), ...(criterion.switchesOff ?? [])]) {
    if (other === id) problems.push(`criterion "${id}" switches itself off`);
    if (!criteria.some((known) => known.id === other)) {
      problems.push(`criterion "${id}" switches off "${other}", which is no criterion`);
    }
  }
  return problems;
}
