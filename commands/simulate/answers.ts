import { type Answer, type Answers, pagesFor } from '../../domain/answers.ts';
import type { School } from '../../domain/school.ts';
import { findVariant, variantQuestions } from '../../domain/school-variant.ts';
import type { Question } from '../../programmes/form.ts';
import type { Programme } from '../../programmes/programme.ts';
import type { Person } from './cast.ts';
import type { Random } from './random.ts';

/** Answers as the form's pages keep them: by section. */
export interface SectionAnswers {
  readonly section: string;
  readonly answers: Answers;
}

/** What somebody writes who fills a form of any programme in. */
export interface Writer {
  readonly programme: Programme;
  readonly name: string;
  readonly school: School;
  /** Schools that can have been supported. */
  readonly others: readonly School[];
  /** The first person to be asked for each slot, with the role that the applicant thinks they hold. */
  readonly endorsers: ReadonlyMap<string, Person & { readonly role: string }>;
  /** The declaration that is answered with no. */
  readonly notMet: string | undefined;
  readonly agreesToBeListed: boolean;
}

/** Answers to every question that applies to the writer's school. */
export function answersOf(writer: Writer, random: Random): SectionAnswers[] {
  const { programme, school } = writer;
  const asked = variantQuestions(programme.variants, school);
  const kinds = Object.fromEntries(asked.map((id) => [id, random.pick(choicesOf(programme, id))]));
  const { variant } = findVariant(programme.variants, school, kinds);
  const pages = new Set(pagesFor(programme, variant, asked).map(({ id }) => id));
  return programme.form.sections
    .filter((section) => section.pages.some(({ id }) => pages.has(id)))
    .map((section) => {
      const questions = pagesFor(
        { ...programme, form: { ...programme.form, sections: [section] } },
        variant,
        asked,
      ).flatMap(({ questions }): readonly Question[] => questions);
      const answers = questions.map((question) => [
        question.id,
        kinds[question.id] ?? answer(question, writer, random),
      ]);
      return { section: section.id, answers: Object.fromEntries(answers) };
    });
}

function choicesOf({ form }: Programme, id: string): string[] {
  const questions = form.sections.flatMap(({ pages }) => pages.flatMap((page): readonly Question[] => page.questions));
  const question = questions.find((one) => one.id === id);
  return question?.kind === 'variant' ? question.choices.map((choice) => choice.id) : [];
}

function answer(question: Question, writer: Writer, random: Random): Answer {
  switch (question.kind) {
    case 'name':
      return writer.name;
    case 'line':
      return question.type === 'telephone' ? '020 7946 0000' : postOf(writer.programme);
    case 'text':
      return paragraph(random);
    case 'school':
      return writer.school.urn;
    case 'variant':
      return random.pick(question.choices).id;
    case 'declaration':
      return question.id === writer.notMet ? 'no' : 'yes';
    case 'supported-schools':
      return Array.from({ length: random.whole(1, 2) }, () => supportedSchool(question.roles, writer, random));
    case 'endorser': {
      const named = writer.endorsers.get(question.slot);
      if (!named) throw new Error(`nobody is named for the slot ${question.slot}`);
      return { name: named.name, email: named.email, role: named.role };
    }
    case 'specialisms':
      return specialisms(writer.programme, random.whole(Math.max(1, question.atLeast), question.atMost), random);
    case 'profile':
      return paragraph(random);
    case 'consent':
      return writer.agreesToBeListed ? 'yes' : 'no';
  }
}

/** Whoever asks the headteacher of their school for an endorsement is none. */
function postOf({ endorsements }: Programme): string {
  const kinds = endorsements.slots.flatMap(({ roles }) => roles.map(({ kind }) => kind));
  return kinds.includes('own-headteacher') ? 'Assistant headteacher' : 'Headteacher';
}

function supportedSchool(roles: readonly { readonly id: string }[], { others }: Writer, random: Random) {
  const { name, urn } = random.pick(others);
  const role = random.pick(roles).id;
  return { name, urn, from: '2023-09-04', to: '2024-07-19', role, impact: paragraph(random) };
}

function specialisms({ specialisms: groups }: Programme, count: number, random: Random): string[] {
  const all = groups.flatMap((group) => group.specialisms.map(({ id }) => `${group.id}/${id}`));
  return random.shuffled(all).slice(0, count);
}

const SENTENCES = [
  'We set three aims together and looked at them again every half term.',
  'Attendance rose by two percentage points over the year.',
  'The phonics screening check improved from 68% to 84% in two years.',
  'I coached the headteacher weekly, first on site and then by telephone.',
  'Governors saw the figures for each year group before and after.',
  'Two of our middle leaders worked with their science team every other week.',
  'The published results of the last three years show the same direction.',
  'A new timetable gave every subject leader an hour a week for planning.',
  'The inspection report names the work that we did on reading.',
  'What worked was that teachers watched each other teach.',
  'We agreed when the support would end, and it did.',
  'My deputy led our own school well while I was away.',
] as const;

const paragraph = (random: Random) => random.shuffled(SENTENCES).slice(0, random.whole(3, 6)).join(' ');
