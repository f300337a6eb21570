import { criteriaFor } from '../../domain/criteria.ts';
import type { EndorsementSlot } from '../../programmes/endorsements.ts';
import { questionsOf } from '../acts/eligibility-facts.ts';
import { allAnswers, type CaseFile } from '../store/case-file.ts';

export interface Statement {
  readonly asks: string;
  readonly says: string;
}

/**
 * What an endorser may read of an application: what the applicant says about the school, and about what this endorser is
 * asked to confirm. Not who else endorses, how to reach the applicant, nor what is said about other schools by name.
 */
export function statementsFor(
  { programme, case: { variant }, answers }: Pick<CaseFile, 'programme' | 'case' | 'answers'>,
  { confirms }: Pick<EndorsementSlot, 'confirms'>,
): Statement[] {
  const criteria = variant === undefined ? programme.criteria : criteriaFor(programme, variant);
  const concerns = new Set([
    ...criteria.filter(({ about }) => about === 'school').map(({ id }) => id),
    ...confirms.map(({ criterion }) => criterion),
  ]);
  const given = allAnswers({ answers });
  return questionsOf(programme).flatMap((question): Statement[] => {
    const answer = given[question.id];
    if (!question.criteria?.some((criterion) => concerns.has(criterion)) || typeof answer !== 'string') return [];
    if (question.kind === 'text' && answer !== '') return [{ asks: question.asks, says: answer }];
    if (question.kind === 'declaration' && answer === 'yes') return [{ asks: question.asks, says: question.statement }];
    return [];
  });
}
