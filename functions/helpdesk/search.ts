import { APPLICATION_STATES, type ApplicationState } from '../../domain/application.ts';
import type { Form } from '../web/form.ts';

/** What is searched for, as the page's address says it: a search can be kept as a bookmark, and sent to a colleague. */
export interface CaseSearch {
  /** Reference, name, school, URN or email address, as typed. */
  readonly text: string;
  readonly round: string;
  readonly state: ApplicationState | 'open' | '';
  readonly region: string;
  /** At least so many days in the state in which it is. */
  readonly days: number;
  /** `mine`, `nobody`, or the id of a member of staff. */
  readonly assignee: string;
  /** The name of an open task, or `any`. */
  readonly flag: string;
  readonly page: number;
}

export function readSearch(query: Form): CaseSearch {
  const state = query.one('state');
  return {
    text: query.one('text'),
    round: query.one('round'),
    state: state === 'open' ? state : (APPLICATION_STATES.find((known) => known === state) ?? ''),
    region: query.one('region'),
    days: Math.max(0, Number.parseInt(query.one('days'), 10) || 0),
    assignee: query.one('assignee'),
    flag: query.one('flag'),
    page: Math.max(1, Number.parseInt(query.one('page'), 10) || 1),
  };
}

/** Whether anything at all is asked for. */
export const isAsked = ({ page: _, ...search }: CaseSearch): boolean => Object.values(search).some(Boolean);

/** Every word that was typed stands somewhere in the name or the school, however it is written. */
export function hasWords(text: string): (card: { readonly name: string; readonly school?: string }) => boolean {
  const words = plain(text).split(/\s+/).filter(Boolean);
  return ({ name, school = '' }) => {
    const within = plain(`${name} ${school}`);
    return words.every((word) => within.includes(word));
  };
}

/** Without capitals, accents, apostrophes: "O’Néill" is found by "oneill". */
const plain = (text: string) =>
  text
    .normalize('NFD')
    .replace(/[\p{M}'’]/gu, '')
    .toLowerCase();
