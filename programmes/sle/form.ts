import type { ApplicationForm, DeclarationQuestion, FormSection, TextQuestion } from '../form.ts';
import { MAX_WORDS, SENDING_STATEMENTS } from '../house-rules.ts';

const yes = (id: string, criterion: string, asks: string, statement: string): DeclarationQuestion => ({
  kind: 'declaration',
  id,
  criteria: [criterion],
  asks,
  statement,
});

const text = (id: string, criterion: string, asks: string): TextQuestion => ({
  kind: 'text',
  id,
  criteria: [criterion],
  asks,
  maxWords: MAX_WORDS,
});

const ABOUT_YOU: FormSection = {
  id: 'about-you',
  title: 'About you',
  pages: [
    {
      id: 'about-you',
      title: 'About you',
      questions: [
        { kind: 'name', id: 'name', asks: 'What is your full name?' },
        { kind: 'line', id: 'post', asks: 'What is your post?', hint: 'For example, head of maths', maxCharacters: 80 },
        { kind: 'school', id: 'school', asks: 'Which school do you work at?', hint: 'Name, postcode or URN' },
      ],
    },
  ],
};

const ROLE: FormSection = {
  id: 'role',
  title: 'Your role',
  pages: [
    {
      id: 'role',
      title: 'Your role',
      questions: [
        yes(
          'two-years-leader',
          'SLE-1',
          'Have you been in a leadership role other than headteacher for at least 2 years?',
          'I have been in a leadership role other than headteacher for at least 2 years',
        ),
        yes(
          'not-hlta',
          'SLE-3',
          'Do you confirm that you are not a higher level teaching assistant?',
          'I am not a higher level teaching assistant',
        ),
        yes(
          'outreach',
          'SLE-9',
          'Do you commit to outreach, and have you the capacity for it?',
          'I have the commitment to and capacity for outreach',
        ),
      ],
    },
  ],
};

const SPECIALISMS: FormSection = {
  id: 'specialisms',
  title: 'Your specialisms',
  pages: [
    {
      id: 'specialisms',
      title: 'Your specialisms',
      questions: [
        {
          kind: 'specialisms',
          id: 'specialisms',
          asks: 'Which specialisms do you apply for?',
          criteria: ['SLE-6'],
          atLeast: 1,
          atMost: 3,
        },
        text('outstanding', 'SLE-12', 'What does outstanding look like in your field?'),
        text('wider-improvement', 'SLE-13', 'How have you used your specialism for wider school improvement?'),
      ],
    },
  ],
};

const EXPERIENCE: FormSection = {
  id: 'experience',
  title: 'Your work with others',
  pages: [
    {
      id: 'experience',
      title: 'Your work with others',
      questions: [
        text('record', 'SLE-7', 'What is your record of working well with others, and what was its impact?'),
        text('coaching', 'SLE-8', 'How has your coaching or facilitation brought improvement that lasted?'),
        text('skills', 'SLE-11', 'How do you use your communication and interpersonal skills with peers?'),
        {
          kind: 'supported-schools',
          id: 'supported-schools',
          asks: 'Which schools have you supported?',
          hint: 'Leave this empty if your work was in your own school',
          criteria: ['SLE-7'],
          atLeast: 0,
          atMost: 10,
          roles: [
            { id: 'coach', name: 'Coach or mentor' },
            { id: 'facilitator', name: 'Facilitator or trainer' },
            { id: 'analyst', name: 'Data analysis or joint action planning' },
            { id: 'other', name: 'Other support' },
          ],
          impactMaxWords: 150,
          optional: true,
        },
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
          id: 'headteacher-endorser',
          asks: 'Who is your headteacher?',
          criteria: ['SLE-10'],
          slot: 'headteacher',
        },
        {
          kind: 'endorser',
          id: 'second-referee-endorser',
          asks: 'Who is your second referee?',
          criteria: ['SLE-8'],
          slot: 'second-referee',
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
          statement: 'List my name, school, specialisms and profile; schools reach me through the teaching school',
        },
      ],
    },
  ],
};

export const SLE_FORM: ApplicationForm = {
  sections: [ABOUT_YOU, ROLE, SPECIALISMS, EXPERIENCE, ENDORSERS, DIRECTORY],
  statements: SENDING_STATEMENTS,
};
