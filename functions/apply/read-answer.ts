import * as z from 'zod';
import { countWords } from '../../domain/answers.ts';
import type { Question } from '../../programmes/form.ts';
import type { Programme } from '../../programmes/programme.ts';
import type { Records } from '../store/records.ts';
import type { FieldError } from '../web/answer.ts';
import type { Form } from '../web/form.ts';
import { type AnswerResult, answer, NONE, wrong } from './answer-result.ts';
import { readSchool } from './school-choice.ts';
import { WORDS } from './words.ts';

const NAME_CHARACTERS = 120;
/** Words are counted; this only keeps a word from being a book. */
export const CHARACTERS_A_WORD = 40;

/** Reads a question's fields, which are named by its id. Clearing a text clears the answer. */
export async function readAnswer(
  records: Records,
  programme: Programme,
  question: Question,
  form: Form,
): Promise<AnswerResult> {
  const { id } = question;
  const text = form.one(id);
  switch (question.kind) {
    case 'name':
      return text.length > NAME_CHARACTERS ? wrong(id, WORDS.tooLong(NAME_CHARACTERS)) : answer(oneLine(text));
    case 'line':
      if (text.length > question.maxCharacters) return wrong(id, WORDS.tooLong(question.maxCharacters));
      if (question.type === 'telephone' && text !== '' && !isTelephone(text)) return wrong(id, WORDS.telephone);
      return answer(oneLine(text));
    case 'text':
    case 'profile': {
      const words = countWords(text);
      if (words > question.maxWords) return wrong(id, WORDS.tooManyWords(question.maxWords, words));
      const most = question.maxWords * CHARACTERS_A_WORD;
      return text.length > most ? wrong(id, WORDS.tooLong(most)) : answer(text);
    }
    case 'declaration':
    case 'consent':
      return oneOf(id, text, ['yes', 'no']);
    case 'variant':
      return oneOf(id, text, ids(question.choices));
    case 'school':
      return readSchool(records, id, form);
    case 'endorser': {
      const slot = programme.endorsements.slots.find((one) => one.id === question.slot);
      return readEndorser(id, form, ids(slot?.roles ?? []));
    }
    case 'specialisms': {
      const known = programme.specialisms.flatMap((group) => group.specialisms.map((one) => `${group.id}/${one.id}`));
      const chosen = known.filter((one) => form.all(id).includes(one));
      return chosen.length > question.atMost ? wrong(id, WORDS.specialisms(question.atMost)) : answer(chosen);
    }
    case 'supported-schools':
      // a page of its own for each
      return NONE;
  }
}

const ids = (choices: readonly { readonly id: string }[]) => choices.map(({ id }) => id);
const oneLine = (text: string) => text.replace(/\s+/g, ' ');
const isTelephone = (text: string) => /^[+()\d\s-]+$/.test(text) && text.replace(/\D/g, '').length >= 9;

function oneOf(id: string, text: string, choices: readonly string[]): AnswerResult {
  if (text === '') return NONE;
  return choices.includes(text) ? answer(text) : wrong(id, WORDS.choose);
}

/** Name, address and role of an endorser: all three or none. */
export function readEndorser(id: string, form: Form, roles: readonly string[]): AnswerResult {
  const [name, email, role] = ['name', 'email', 'role'].map((part) => form.one(`${id}-${part}`)) as [
    string,
    string,
    string,
  ];
  if (name === '' && email === '' && role === '') return NONE;
  const errors: FieldError[] = [];
  if (name === '') errors.push({ field: `${id}-name`, text: WORDS.endorser.name });
  if (name.length > NAME_CHARACTERS) errors.push({ field: `${id}-name`, text: WORDS.tooLong(NAME_CHARACTERS) });
  if (!z.email().max(254).safeParse(email).success) errors.push({ field: `${id}-email`, text: WORDS.endorser.email });
  if (!roles.includes(role)) errors.push({ field: `${id}-role`, text: WORDS.endorser.role });
  return errors.length > 0 ? { word: 'wrong', errors } : answer({ name: oneLine(name), email, role });
}
