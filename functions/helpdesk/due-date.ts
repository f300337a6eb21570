import { readMoment } from '../../domain/round.ts';
import { WrongFormError } from './act-route.ts';
import type { CaseRequest } from './case-route.ts';
import { WORDS } from './words.ts';

/** The date and time of a form. @throws WrongFormError */
export function dueIn({ form }: Pick<CaseRequest, 'form'>): Date {
  const read = readMoment(`${form.one('date')}T${form.one('time')}`);
  if (read.word !== 'moment') throw new WrongFormError({ field: 'date', text: WORDS.due });
  return read.moment.instant;
}
