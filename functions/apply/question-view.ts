import type { Answer, NamedEndorser, SupportedSchool } from '../../domain/answers.ts';
import { endorserWarnings } from '../../domain/endorser-warnings.ts';
import type { FormPage, Question } from '../../programmes/form.ts';
import type { ApplicantForm } from './draft.ts';

type Typed = Readonly<Record<string, string | readonly string[]>>;

/** A question as its template wants it: `values` by the names of its fields, kept or as typed just now. */
export interface QuestionView {
  readonly question: Question;
  readonly values: Typed;
  readonly [more: string]: unknown;
}

/** @param email the applicant's own address, where the page asks for an endorser */
export function questionViews(
  form: ApplicantForm,
  page: FormPage,
  email: string | undefined,
  typed?: Typed,
): QuestionView[] {
  return page.questions.map((question) => ({
    question,
    help: helpOf(question, form),
    values: typed ?? fieldsOf(question, form.answers[question.id]),
    ...besides(question, form, email),
  }));
}

/** What is meant by the criteria that a question speaks to. */
function helpOf({ criteria = [] }: Question, form: ApplicantForm): string[] {
  return form.criteria.filter(({ id }) => criteria.includes(id)).map(({ help }) => help);
}

function fieldsOf(question: Question, answer: Answer | undefined): Typed {
  const { id } = question;
  if (answer === undefined || question.kind === 'school') return {};
  if (question.kind === 'endorser') {
    const { name, email, role } = answer as NamedEndorser;
    return { [`${id}-name`]: name, [`${id}-email`]: email, [`${id}-role`]: role };
  }
  return typeof answer === 'string' || question.kind === 'specialisms' ? { [id]: answer as string | string[] } : {};
}

/** What a question shows besides its fields. */
function besides(question: Question, form: ApplicantForm, email: string | undefined): Record<string, unknown> {
  const { file, answers, school } = form;
  const { programme } = file;
  switch (question.kind) {
    case 'school':
      return { school };
    case 'specialisms':
      return { groups: programme.specialisms };
    case 'supported-schools':
      return { schools: (answers[question.id] ?? []) as readonly SupportedSchool[] };
    case 'endorser': {
      const slot = programme.endorsements.slots.find(({ id }) => id === question.slot);
      return { slot, warnings: warningsOf(question, form, email) };
    }
    default:
      return {};
  }
}

/** What is odd about the endorser who is named, if the question asks for one. */
export function warningsOf(question: Question, { file, answers, school }: ApplicantForm, email = '') {
  if (question.kind !== 'endorser') return [];
  const slot = file.programme.endorsements.slots.find(({ id }) => id === question.slot);
  const named = answers[question.id] as NamedEndorser | undefined;
  const applicant = { email, ...(school?.website && { schoolWebsite: school.website }) };
  return slot && named ? endorserWarnings(slot, named.email, applicant) : [];
}
