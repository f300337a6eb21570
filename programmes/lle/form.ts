import type { ApplicationForm, DeclarationQuestion, FormSection, TextQuestion } from '../form.ts';
import { MAX_WORDS, SENDING_STATEMENTS } from '../house-rules.ts';

const yes = (id: string, criterion: string, asks: string, statement: string): DeclarationQuestion => ({
  kind: 'declaration',
  id,
  criteria: [criterion],
  asks,
  statement,
});

const text = (id: string, criteria: readonly string[], asks: string, hint?: string): TextQuestion => ({
  kind: 'text',
  id,
  criteria,
  asks,
  maxWords: MAX_WORDS,
  ...(hint === undefined ? {} : { hint }),
});

/** The published form's question texts are lost; these ask one question for each criterion that somebody judges. */
const ABOUT_YOU: FormSection = {
  id: 'about-you',
  title: 'About you',
  pages: [
    {
      id: 'about-you',
      title: 'About you',
      questions: [
        { kind: 'name', id: 'name', asks: 'What is your full name?' },
        { kind: 'line', id: 'post', asks: 'What is your post?', hint: 'For example, headteacher', maxCharacters: 80 },
        {
          kind: 'line',
          id: 'telephone',
          asks: 'What is your telephone number?',
          hint: 'We only call when an email will not do',
          maxCharacters: 30,
          type: 'telephone',
          optional: true,
        },
      ],
    },
  ],
};

const YOUR_SCHOOL: FormSection = {
  id: 'your-school',
  title: 'Your school',
  pages: [
    {
      id: 'your-school',
      title: 'Your school',
      questions: [
        { kind: 'school', id: 'school', asks: 'Which school do you lead?', hint: 'Name, postcode or URN' },
        {
          kind: 'variant',
          id: 'is-sixth-form-college',
          asks: 'Is your school a sixth form college?',
          hint: 'The school register has no type for sixth form colleges',
          choices: [
            { id: 'yes', name: 'Yes' },
            { id: 'no', name: 'No' },
          ],
        },
        {
          kind: 'variant',
          id: 'inspected-by',
          asks: 'Who inspects your school?',
          choices: [
            { id: 'ofsted', name: 'Ofsted' },
            { id: 'isi', name: 'The Independent Schools Inspectorate, or another inspectorate' },
          ],
        },
      ],
    },
  ],
};

const HEADSHIP: FormSection = {
  id: 'headship',
  title: 'Your headship and your time',
  pages: [
    {
      id: 'headship',
      title: 'Your headship and your time',
      questions: [
        yes(
          'three-years-head',
          'LLE-P1',
          'Do you have at least 3 years of experience as a serving headteacher?',
          'I have at least 3 years of experience as a serving headteacher',
        ),
        yes(
          'two-years-more',
          'LLE-P3',
          'Do you expect to remain at your current school for at least 2 years after being selected?',
          'I expect to remain at my current school for at least 2 years after being selected',
        ),
        yes(
          'accountable',
          'LLE-P4',
          'Are you accountable for one or more schools that meet the criteria for schools?',
          'I am accountable for one or more schools that meet the criteria for schools',
        ),
        yes(
          'time',
          'LLE-P7',
          'Do you commit to the time expectations?',
          'I commit to supporting a headteacher and their school at least once over the course of a year',
        ),
      ],
    },
  ],
};

const INSPECTION: FormSection = {
  id: 'inspection',
  title: 'Inspection',
  pages: [
    {
      id: 'inspection',
      title: 'Inspection',
      questions: [
        text(
          'head-on-report',
          ['LLE-P2'],
          'Which inspection report names you as headteacher, and what does it say about leadership and management?',
          'Give the school, the date, and exceptional circumstances if there are any',
        ),
        text('school-inspection', ['LLE-S1', 'LLE-I2a'], 'What did your school’s last inspection find overall?'),
        text('capacity-to-improve', ['LLE-I2b'], 'What does the report say about the school’s capacity to improve?'),
        text('ofsted-leadership', ['LLE-I2c'], 'What does the report say about leadership and management?'),
        text(
          'isi-leadership',
          ['LLE-I1a'],
          'What does your inspectorate’s last report say about leadership and management?',
        ),
        text('isi-achievement', ['LLE-I1b'], 'What does it say about the quality of pupils’ achievements?'),
        text('isi-development', ['LLE-I1c'], 'What does it say about pupils’ personal development?'),
      ],
    },
  ],
};

const PERFORMANCE: FormSection = {
  id: 'performance',
  title: 'Pupil performance',
  pages: [
    {
      id: 'performance',
      title: 'Pupil performance',
      questions: [
        text(
          'three-years-performance',
          ['LLE-S2', 'LLE-I4'],
          'How does your school show consistently high performance, or continued improvement, over the last 3 years?',
        ),
        text('minimum-standards', ['LLE-S3'], 'How is your school above current minimum standards?'),
      ],
    },
  ],
};

const SUPPORT: FormSection = {
  id: 'support',
  title: 'Supporting other schools',
  pages: [
    {
      id: 'support',
      title: 'Supporting other schools',
      questions: [
        text(
          'coaching',
          ['LLE-P6'],
          'What experience do you have as a coach or mentor to a headteacher or senior member of staff at another school?',
        ),
        {
          kind: 'supported-schools',
          id: 'supported-schools',
          asks: 'Which schools have you supported?',
          criteria: ['LLE-P6'],
          atLeast: 1,
          atMost: 10,
          roles: [
            { id: 'coach', name: 'Coach' },
            { id: 'mentor', name: 'Mentor' },
            { id: 'executive', name: 'Executive or acting headteacher' },
            { id: 'other', name: 'Other support' },
          ],
          impactMaxWords: 150,
        },
        text(
          'senior-leaders',
          ['LLE-S4'],
          'Which of your senior leaders have the capacity to work with other schools?',
        ),
        text(
          'maintained-schools',
          ['LLE-F1'],
          'How has your college supported maintained schools, in addition to sixth form colleges?',
        ),
      ],
    },
  ],
};

const ENDORSERS: FormSection = {
  id: 'endorsers',
  title: 'People who endorse you',
  pages: [
    {
      id: 'endorsers',
      title: 'People who endorse you',
      questions: [
        {
          kind: 'endorser',
          id: 'governing-body-endorser',
          asks: 'Who endorses you for your governing body?',
          criteria: ['LLE-P5'],
          slot: 'governing-body',
        },
        {
          kind: 'endorser',
          id: 'professional-endorser',
          asks: 'Who endorses you for your local authority, or as a senior educational professional?',
          criteria: ['LLE-P5'],
          slot: 'authority-or-professional',
        },
      ],
    },
  ],
};

const DIRECTORY: FormSection = {
  id: 'directory',
  title: 'Your entry in the directory',
  pages: [
    {
      id: 'directory',
      title: 'Your entry in the directory',
      questions: [
        {
          kind: 'specialisms',
          id: 'specialisms',
          asks: 'What support do you offer?',
          atLeast: 0,
          atMost: 6,
          optional: true,
        },
        {
          kind: 'profile',
          id: 'profile',
          asks: 'What should other school leaders know about you?',
          hint: 'This is public. Leave out anything about named people or supported schools',
          maxWords: 150,
          optional: true,
        },
        {
          kind: 'consent',
          id: 'list-me',
          asks: 'May we list you in the public directory if you are designated?',
          hint: 'Your answer makes no difference to the decision, and you can change it at any time',
          statement:
            'List my name, school, support offered and profile; schools reach me by a form, never by my address',
        },
      ],
    },
  ],
};

export const LLE_FORM: ApplicationForm = {
  sections: [ABOUT_YOU, YOUR_SCHOOL, HEADSHIP, INSPECTION, PERFORMANCE, SUPPORT, ENDORSERS, DIRECTORY],
  statements: SENDING_STATEMENTS,
};
