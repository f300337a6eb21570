import { show } from '../web/answer.ts';
import type { PageDesk } from '../web/page-desk.ts';
import type { Page } from '../web/routes.ts';
import { viewOf } from './asked.ts';
import { lookAt } from './link-pages.ts';
import { statementsFor } from './statements.ts';

/** Who asks, for what, until when. */
export const showRequest = (desk: PageDesk): Page =>
  lookAt(desk, (asked) => {
    const { file, rules, written } = asked;
    const criteria = rules.confirms.flatMap(({ criterion }) =>
      file.programme.criteria.filter(({ id }) => id === criterion),
    );
    return show('endorse/request.njk', {
      ...viewOf(asked),
      criteria,
      draft: written?.state === 'draft' ? written : undefined,
    });
  });

export const showApplication = (desk: PageDesk): Page =>
  lookAt(desk, (asked) =>
    show('endorse/application.njk', {
      ...viewOf(asked),
      back: asked.home,
      statements: statementsFor(asked.file, asked.rules),
    }),
  );
