import type { Criterion } from '../../programmes/criterion.ts';
import type { DeclarationQuestion } from '../../programmes/form.ts';
import type { Programme } from '../../programmes/programme.ts';
import { questionsOf } from '../acts/eligibility-facts.ts';
import { sayOwnNo } from '../findings/say-finding.ts';
import { show, showErrors } from '../web/answer.ts';
import type { PageDesk } from '../web/page-desk.ts';
import { PageNotFoundError } from '../web/problems.ts';
import type { Page } from '../web/routes.ts';
import { heldBy, newestProgrammes, roundsOf } from './start-pages.ts';
import { WORDS } from './words.ts';

/**
 * "Am I eligible?": the questions whose "no" would end an application, before anybody spends an hour on it. Nothing is
 * kept, so the answers stand in the address, and going back is going back.
 */
export const eligibilityPage =
  ({ records }: PageDesk): Page =>
  async ({ parameters, query, session, at }) => {
    const programme = newestProgrammes().find(({ id }) => id === parameters.programme);
    if (!programme) throw new PageNotFoundError(parameters.programme);
    const questions = declarations(programme);
    const context = { back: `/apply/${programme.id}`, programme, questions, values: query.typed() };
    if (!query.has('check')) return show('apply/eligible.njk', context);

    const open = questions.filter(({ question }) => !['yes', 'no'].includes(query.one(question.id)));
    if (open.length > 0) {
      const errors = open.map(({ question }) => ({ field: question.id, text: WORDS.declared(question.asks) }));
      return showErrors('apply/eligible.njk', context, errors);
    }
    const notMet = questions
      .filter(({ question }) => query.one(question.id) === 'no')
      .flatMap(({ criterion }) => (criterion ? sayOwnNo(programme, criterion.id) : []));
    const held = session && (await heldBy(records, session.person, programme.id));
    return show('apply/eligible-result.njk', { ...context, notMet, held, ...(await roundsOf(records, programme, at)) });
  };

function declarations(programme: Programme): { question: DeclarationQuestion; criterion: Criterion | undefined }[] {
  return questionsOf(programme).flatMap((question) => {
    if (question.kind !== 'declaration') return [];
    return [{ question, criterion: programme.criteria.find(({ id }) => id === question.criteria[0]) }];
  });
}
