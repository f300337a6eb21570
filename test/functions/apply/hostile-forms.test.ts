import * as fc from 'fast-check';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { readCaseFile } from '../../../functions/store/case-file.ts';
import { LLE_2014 } from '../../../programmes/lle.ts';
import { aDesk, aFullDraft, OPEN } from '../an-application.ts';
import { runTable, type TestTable } from '../records-harness.ts';
import { ApplyPages } from './applicant.ts';

let table: TestTable;
let pages: ApplyPages;

beforeAll(async () => {
  table = await runTable();
  pages = new ApplyPages(table.records);
  pages.now = OPEN;
});
afterAll(() => table.end());

const HOSTILE = [
  '',
  '<script>alert(1)</script>',
  '"><img src=x onerror=alert(1)>',
  '👩‍🏫'.repeat(50),
  'a\r\nSet-Cookie: x=y',
  '\u0000\u202e\ud800',
  '__proto__',
  '{{ 7 * 7 }}',
  '-1',
  '1e999',
  'x'.repeat(30_000),
  "' OR 1=1 --",
];

const value = fc.oneof(fc.constantFrom(...HOSTILE), fc.string({ maxLength: 200 }));
const questions = LLE_2014.form.sections.flatMap(({ pages: own }) => own);
const name = fc.oneof(
  fc.constantFrom('seen', 'remove', 'add', 'email', 'reason', 'statements', 'answer', 'role', 'from-day', 'impact'),
  fc.constantFrom(...questions.flatMap((page) => page.questions.flatMap(({ id }) => [id, `${id}-urn`, `${id}-email`]))),
  fc.string({ maxLength: 20 }),
);
const form = fc.array(fc.tuple(name, fc.oneof(value, fc.array(value, { maxLength: 3 }))), { maxLength: 12 });

it('meets whatever is sent with a page, keeps only what fits, and shows nobody else’s', async () => {
  const mine = await aFullDraft(aDesk(table.records));
  const other = await aFullDraft(aDesk(table.records), { answers: { post: 'Only mine to see' } });
  const applicant = await pages.signIn(mine.email);
  await applicant.get('/');
  const paths = [mine, other].flatMap(({ reference }) => {
    const at = `/applications/${reference}`;
    const ends = ['check', 'withdraw', 'questions-to-you/1', 'endorsers/governing-body', 'endorsers/x/remind'];
    const schools = [`${at}/questions/support/schools/1`, `${at}/questions/support/schools/new`];
    return [...questions.map(({ id }) => `${at}/questions/${id}`), ...ends.map((end) => `${at}/${end}`), ...schools];
  });
  await fc.assert(
    fc.asyncProperty(
      fc.constantFrom(...paths, '/sign-in', '/sign-in/x', `/rounds/${mine.round.id}/start`),
      form,
      async (path, fields) => {
        const answer = await applicant.post(path, Object.fromEntries(fields.filter(([key]) => key !== 'csrf')));
        expect(answer.status, path).toBeLessThan(500);
        expect(answer.status).not.toBe(403);
        expect(answer.body).not.toContain('<script>alert');
        expect(answer.body).not.toContain('<img src=x');
        expect(answer.body).not.toContain('Only mine to see');
        if (path.includes(other.reference)) expect(answer.status).toBe(404);
      },
    ),
    { numRuns: 300 },
  );
  // reading parses every row by its schema
  await expect(readCaseFile(table.records, mine.reference)).resolves.toBeDefined();
});
