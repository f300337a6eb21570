import type { Question, QuestionKind } from '../../programmes/form.ts';
import type { Programme } from '../../programmes/programme.ts';
import { uniqueProblems } from './unique.ts';

/** The form asks what the criteria, the slots and the variants need, once each, and nothing that does not exist. */
export function formProblems(programme: Programme): string[] {
  const { sections } = programme.form;
  const pages = sections.flatMap((section) => section.pages);
  const questions: readonly Question[] = pages.flatMap((page) => page.questions);
  return [
    ...uniqueProblems('section', sections),
    ...uniqueProblems('page', pages),
    ...uniqueProblems('question', questions),
    ...onceEach(programme, questions),
    ...criteriaAsked(programme, questions),
    ...slotsAsked(programme, questions),
    ...variantsAsked(programme, questions),
    ...limits(questions),
    ...(programme.form.statements.length === 0 ? ['there is no statement to tick before sending'] : []),
  ];
}

function onceEach({ specialisms }: Programme, questions: readonly Question[]): string[] {
  const needed: [QuestionKind, number][] = [
    ['name', 1],
    ['school', 1],
    ['profile', 1],
    ['consent', 1],
    ['specialisms', specialisms.length > 0 ? 1 : 0],
  ];
  return needed.flatMap(([kind, times]) => {
    const found = questions.filter((question) => question.kind === kind).length;
    return found === times ? [] : [`the form has ${found} questions of kind "${kind}" instead of ${times}`];
  });
}

function criteriaAsked({ criteria }: Programme, questions: readonly Question[]): string[] {
  const problems: string[] = [];
  for (const question of questions) {
    for (const id of question.criteria ?? []) {
      if (!criteria.some((criterion) => criterion.id === id)) {
        problems.push(`question "${question.id}" speaks to "${id}", which is no criterion`);
      }
    }
  }
  const asked = (id: string, ...kinds: QuestionKind[]) =>
    questions.filter((question) => question.criteria?.includes(id) && kinds.includes(question.kind));
  for (const { id, kinds } of criteria) {
    if (kinds.includes('judged') && asked(id, 'text').length === 0) {
      problems.push(`judged criterion "${id}" has no question`);
    }
    const declarations = asked(id, 'declaration', 'specialisms');
    if (kinds.includes('declared') && declarations.length !== 1) {
      problems.push(`declared criterion "${id}" has ${declarations.length} declarations instead of 1`);
    }
    if (!kinds.includes('declared') && declarations.length > 0) {
      problems.push(`criterion "${id}" is asked as a declaration and is not of kind "declared"`);
    }
    // else a "no" could be left out, and only those who answer would be refused
    for (const question of declarations) {
      if (question.optional) problems.push(`declaration "${question.id}" is optional`);
    }
  }
  return problems;
}

function slotsAsked({ endorsements }: Programme, questions: readonly Question[]): string[] {
  const asked = questions.flatMap((question) => (question.kind === 'endorser' ? [question.slot] : []));
  return [
    ...asked
      .filter((slot) => !endorsements.slots.some(({ id }) => id === slot))
      .map((slot) => `the form asks for an endorser for "${slot}", which is no slot`),
    ...endorsements.slots.flatMap(({ id }) => {
      const times = asked.filter((slot) => slot === id).length;
      return times === 1 ? [] : [`the form asks ${times} times for the endorser of slot "${id}" instead of once`];
    }),
  ];
}

function variantsAsked({ variants }: Programme, questions: readonly Question[]): string[] {
  const problems: string[] = [];
  const asks = variants.flatMap(({ id, found }) => (found?.asks ? [{ variant: id, ...found.asks }] : []));
  for (const { variant, question, answer } of asks) {
    const asked = questions.find((candidate) => candidate.kind === 'variant' && candidate.id === question);
    if (asked?.kind !== 'variant')
      problems.push(`variant "${variant}" asks "${question}", which is no variant question`);
    else if (!asked.choices.some((choice) => choice.id === answer)) {
      problems.push(`variant "${variant}" waits for answer "${answer}", which "${question}" does not offer`);
    }
  }
  for (const question of questions) {
    if (question.kind === 'variant' && !asks.some((asked) => asked.question === question.id)) {
      problems.push(`variant question "${question.id}" is asked by no variant`);
    }
  }
  return problems;
}

function limits(questions: readonly Question[]): string[] {
  const tooFew = (question: Question): boolean => {
    if (question.kind === 'text' || question.kind === 'profile') return question.maxWords < 1;
    if (question.kind === 'line') return question.maxCharacters < 1;
    if (question.kind === 'variant') return question.choices.length < 2;
    if (question.kind === 'supported-schools') {
      return question.atMost < Math.max(question.atLeast, 1) || question.roles.length === 0;
    }
    if (question.kind === 'specialisms') return question.atMost < Math.max(question.atLeast, 1);
    return false;
  };
  return questions.filter(tooFew).map(({ id }) => `question "${id}" leaves no room for an answer`);
}
