import type { Answer, NamedEndorser, SupportedSchool } from '../../domain/answers.ts';
import { printDate } from '../../domain/london-time.ts';
import type { Question } from '../../programmes/form.ts';
import type { Programme } from '../../programmes/programme.ts';
import type { CaseFile } from '../store/case-file.ts';
import type { Records } from '../store/records.ts';
import { getSchool } from '../store/school-row.ts';
import type { ApplicantForm, SectionNow } from './draft.ts';
import { WORDS } from './words.ts';

/** A question and what was answered, in words: none when nothing was. */
export interface AnswerLine {
  readonly asks: string;
  readonly says: readonly string[];
  /** Must be answered before sending, and is not. */
  readonly isMissing: boolean;
  /** The page on which it is asked. */
  readonly page: string;
}

/** A form, or part of one, with what was answered. */
export interface AnsweredForm extends Pick<ApplicantForm, 'answers' | 'missing'> {
  readonly file: Pick<CaseFile, 'programme'>;
  readonly sections: readonly Pick<SectionNow, 'title' | 'pages'>[];
}

/** All answers of the form in its order, for checking, printing and sending back. */
export async function answerLines(records: Records, form: AnsweredForm) {
  const sections = form.sections.map(async ({ title, pages }) => {
    const lines = pages.flatMap((page) =>
      page.questions.map(async (question): Promise<AnswerLine> => {
        const answer = form.answers[question.id];
        return {
          asks: question.asks,
          says: answer === undefined ? [] : await inWords(records, form.file.programme, question, answer),
          isMissing: form.missing.includes(question.id),
          page: page.id,
        };
      }),
    );
    return { title, lines: await Promise.all(lines) };
  });
  return Promise.all(sections);
}

async function inWords(records: Records, programme: Programme, question: Question, answer: Answer): Promise<string[]> {
  switch (question.kind) {
    case 'school': {
      const school = (await getSchool(records, String(answer)))?.school;
      return [school ? `${school.name} (URN ${school.urn})` : `URN ${answer}`];
    }
    case 'declaration':
    case 'consent':
      return [answer === 'yes' ? WORDS.answers.yes(question.statement) : WORDS.answers.no];
    case 'variant':
      return [question.choices.find(({ id }) => id === answer)?.name ?? ''];
    case 'endorser': {
      const { name, email, role } = answer as NamedEndorser;
      const slot = programme.endorsements.slots.find(({ id }) => id === question.slot);
      return [name, slot?.roles.find(({ id }) => id === role)?.name ?? role, email];
    }
    case 'specialisms':
      return programme.specialisms.flatMap((group) =>
        group.specialisms
          .filter(({ id }) => (answer as readonly string[]).includes(`${group.id}/${id}`))
          .map(({ name }) => `${group.name}: ${name}`),
      );
    case 'supported-schools':
      return (answer as readonly SupportedSchool[]).map(({ name, from, to, role, impact }) => {
        const as = question.roles.find(({ id }) => id === role)?.name ?? role;
        return WORDS.answers.supported(name, as, printDate(from), to === undefined ? undefined : printDate(to), impact);
      });
    default:
      return [String(answer)].filter((text) => text !== '');
  }
}
