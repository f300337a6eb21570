import * as fc from 'fast-check';
import type { Question } from '../../programmes/form.ts';
import { LLE_2014 } from '../../programmes/lle.ts';

const NASTY = [
  '',
  ' ',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  "' OR 1=1 --",
  '{{ 7 * 7 }}',
  '{% include "/etc/passwd" %}',
  '${process.env}',
  '../../../etc/passwd',
  'a\r\nSet-Cookie: x=y\r\nBcc: all@example.org',
  'first@a.example,second@b.example',
  '👩‍🏫'.repeat(50),
  '\u0000\u0008\u202e\ud800\ufffe',
  'Ａ\u0301\u0301\u0301',
  '__proto__',
  'constructor',
  'hasOwnProperty',
  '-1',
  '0',
  '1e999',
  'NaN',
  '2147483648',
  '31',
  '02',
  '0000',
  'x'.repeat(30_000),
  'word '.repeat(5000),
];
/** So that some forms get further than the first check. */
const FITTING = ['yes', 'no', '1', '2024', 'other', 'coach', 'someone@school.example', '999999', 'Robin Example'];

const value = fc.oneof(fc.constantFrom(...NASTY, ...FITTING), fc.string({ unit: 'binary', maxLength: 200 }));

const allQuestions = LLE_2014.form.sections.flatMap(({ pages }) =>
  pages.flatMap(({ questions }): readonly Question[] => questions),
);
const NAMES = [
  ...['seen', 'remove', 'add', 'save', 'send', 'email', 'next', 'code', 'reason', 'words', 'statements', 'answer'],
  ...['role', 'from-day', 'from-month', 'from-year', 'to-day', 'impact', 'school', 'school-urn', 'school-searched'],
  ...['request', 'confirms', 'typedName', 'statement', 'name', 'reference', 'answers', 'endorser-name'],
  ...allQuestions.flatMap(({ id }) => [id, `${id}-name`, `${id}-email`, `${id}-role`]),
  ...LLE_2014.endorsements.slots.flatMap(({ says }) => says.map(({ id }) => `says-${id}`)),
  ...['__proto__', 'constructor', 'length', 'csrf[]', 'name[0]', 'a.b.c', ''],
];
const name = fc.oneof({ weight: 6, arbitrary: fc.constantFrom(...NAMES) }, fc.string({ maxLength: 20 }));

/** Fields in their order; names come doubled. */
export const hostileFields = fc.array(fc.tuple(name, value), { maxLength: 14 });

/** Whose token goes with the form; `doubled`: the right one, and one of somebody else after it. */
export const hostileToken = fc.oneof(
  { weight: 8, arbitrary: fc.constant('own') },
  fc.constantFrom('none', 'stale', 'made-up', 'doubled', 'after-another'),
);

/** What is no form at all: text and its content type. */
export const hostileBody = fc.constantFrom(
  { text: '{"csrf":"x","post":"y"}', type: 'application/json' },
  { text: '%E0%A4%A&=%&&&=;csrf', type: 'application/x-www-form-urlencoded' },
  { text: `a=${'b'.repeat(1_000_000)}`, type: 'application/x-www-form-urlencoded' },
  {
    text: Array.from({ length: 5000 }, (_, index) => `f${index}=1`).join('&'),
    type: 'application/x-www-form-urlencoded',
  },
  {
    text: '--x\r\nContent-Disposition: form-data; name="csrf"\r\n\r\ny\r\n--x--',
    type: 'multipart/form-data; boundary=x',
  },
  { text: '\u0000\u0001\u0002', type: 'text/plain' },
  { text: '', type: '' },
);
