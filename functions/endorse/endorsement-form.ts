import { countWords } from '../../domain/answers.ts';
import type { EndorsementSlot } from '../../programmes/endorsements.ts';
import type { EndorsementGiven } from '../acts/give-endorsement.ts';
import type { EndorsementProblem } from '../acts/refusals.ts';
import type { FieldError } from '../web/answer.ts';
import type { Form } from '../web/form.ts';
import { WORDS } from './words.ts';

/** More than anybody means to send: a draft may be longer than what is taken in the end, but not endlessly. */
const LONGEST = { name: 200, text: 10_000 } as const;

/** The field of a question of the endorser's form. */
const fieldOf = (question: string) => `says-${question}`;

/** What was typed, ticked and chosen; what the page does not offer is left out. */
export function readEndorsement(form: Form, { roles, confirms, says }: EndorsementSlot): EndorsementGiven {
  const ticked = new Set(form.all('confirms'));
  const role = form.one('role');
  return {
    typedName: form.one('typedName'),
    role: roles.some(({ id }) => id === role) ? role : '',
    confirms: confirms.map(({ criterion }) => criterion).filter((criterion) => ticked.has(criterion)),
    says: Object.fromEntries(says.map(({ id }) => [id, form.one(fieldOf(id))])),
    statementTicked: form.one('statement') === 'yes',
  };
}

/** What can not even be kept as a draft. */
export function tooLong({ typedName, says }: EndorsementGiven): FieldError[] {
  const texts = Object.entries(says).filter(([, text]) => text.length > LONGEST.text);
  return [
    ...texts.map(([id]) => ({ field: fieldOf(id), text: WORDS.tooLong(LONGEST.text) })),
    ...(typedName.length > LONGEST.name ? [{ field: 'typedName', text: WORDS.tooLong(LONGEST.name) }] : []),
  ];
}

/** Problems as messages, in the order in which the fields stand on the page. */
export function endorsementErrors(
  problems: readonly EndorsementProblem[],
  { says }: EndorsementGiven,
  rules: EndorsementSlot,
): FieldError[] {
  const fields = ['confirms', ...rules.says.map(({ id }) => fieldOf(id)), 'role', 'typedName', 'statement'];
  return problems
    .map((problem) => errorFor(problem, says, rules))
    .sort((one, other) => fields.indexOf(one.field) - fields.indexOf(other.field));
}

function errorFor(
  problem: EndorsementProblem,
  says: Readonly<Record<string, string>>,
  rules: EndorsementSlot,
): FieldError {
  switch (problem.word) {
    case 'unknown-criterion':
      return { field: 'confirms', text: WORDS.confirms };
    case 'nothing-confirmed':
      return { field: 'confirms', text: WORDS.nothingConfirmed };
    case 'no-role':
    case 'unknown-role':
      return { field: 'role', text: WORDS.role };
    case 'no-name':
      return { field: 'typedName', text: WORDS.name };
    case 'statement-not-ticked':
      return { field: 'statement', text: WORDS.statement };
  }
  const { question } = problem;
  const field = fieldOf(question);
  const { asks = '', maxWords = 0 } = rules.says.find(({ id }) => id === question) ?? {};
  if (problem.word === 'not-said') return { field, text: WORDS.notSaid(asks) };
  return { field, text: WORDS.tooManyWords(maxWords, countWords(says[question] ?? '')) };
}
