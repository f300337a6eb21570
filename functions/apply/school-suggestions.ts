import { findSchools } from '../store/school-word-row.ts';
import { show } from '../web/answer.ts';
import type { PageDesk } from '../web/page-desk.ts';
import type { Page } from '../web/routes.ts';

const FEWEST_CHARACTERS = 3;
const MOST_SHOWN = 8;

/** Schools that fit what has been typed so far: for a script that shows them below the field. */
export const suggestSchools =
  ({ records }: PageDesk): Page =>
  async ({ query }) => {
    const words = query.one('words').slice(0, 100);
    const schools = words.length < FEWEST_CHARACTERS ? [] : await findSchools(records, words, MOST_SHOWN);
    return show('apply/school-suggestions.njk', { schools });
  };
