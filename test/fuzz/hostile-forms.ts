import * as fc from 'fast-check';
import { countWords } from '../../domain/answers.ts';
import { createCheckEligibility } from '../../functions/check-eligibility/check-eligibility.ts';
import { endorseRoutes } from '../../functions/endorse/endorse.ts';
import { allAnswers, readCaseFile } from '../../functions/store/case-file.ts';
import { mintLink, putLink } from '../../functions/store/link-row.ts';
import type { Records } from '../../functions/store/records.ts';
import { pageHandler } from '../../functions/web/page-handler.ts';
import type { Question } from '../../programmes/form.ts';
import { LLE_2014 } from '../../programmes/lle.ts';
import { aDesk, aFullDraft, aSubmission, OPEN } from '../functions/an-application.ts';
import { ApplyPages } from '../functions/apply/applicant.ts';
import { Browser, SITE } from '../functions/web/browser.ts';
import { hostileBody, hostileFields, hostileToken } from './hostile-values.ts';

export interface HostileForms {
  /** How often each status was answered. */
  readonly statuses: Readonly<Record<string, number>>;
  /** What must never happen, with the seed to see it again: empty when all is well. */
  readonly faults: readonly string[];
}

/** An applicant's draft is soon withdrawn or sent by chance: then new ones take their turn. */
const POSTS_A_CAST = 125;
/** Hours apart, within the days of the round: nobody may sign in too often. */
const instantOf = (cast: number) => new Date(OPEN.getTime() + (cast % 80) * 4 * 3_600_000);
const SECRET = 'Only its owner may see this';
const questions = LLE_2014.form.sections.flatMap(({ pages }) =>
  pages.flatMap((page): readonly Question[] => page.questions),
);

/** Posts random and hostile forms to the pages of applicants and endorsers, over a real table. */
export async function postHostileForms(records: Records, posts: number, seed: number): Promise<HostileForms> {
  const statuses: Record<string, number> = {};
  const faults: string[] = [];
  for (let done = 0; done < posts; done += POSTS_A_CAST) {
    const cast = await castOf(records, instantOf(done / POSTS_A_CAST));
    const forms = fc.sample(aForm(cast), { numRuns: Math.min(POSTS_A_CAST, posts - done), seed: seed + done });
    for (const form of forms) {
      cast.pages.now = new Date(cast.pages.now.getTime() + 60_000);
      const { status, body } = await send(cast, form);
      statuses[status] = (statuses[status] ?? 0) + 1;
      const wrong = whatIsWrong(form, status, body);
      if (wrong) faults.push(`${wrong}: POST ${form.path} (seed ${seed + done})`);
    }
    for (const reference of cast.references) faults.push(...(await storedWrongly(records, reference)));
  }
  return { statuses, faults };
}

type Cast = Awaited<ReturnType<typeof castOf>>;
type HostileForm = ReturnType<typeof aForm> extends fc.Arbitrary<infer Form> ? Form : never;

/** An applicant with a draft and one that was sent, an endorser of it, and somebody else's application. */
async function castOf(records: Records, now: Date) {
  const desk = aDesk(records);
  const draft = await aFullDraft(desk);
  const sent = await aSubmission(desk, { email: draft.email });
  await createCheckEligibility({ records, now: () => OPEN })({ reference: sent.reference });
  const other = await aFullDraft(desk, { answers: { post: SECRET } });
  const [slot] = (await readCaseFile(records, sent.reference)).slots;
  const link = mintLink();
  const target = { leadsTo: 'endorsement', reference: sent.reference, slot: slot?.slot ?? '', request: '1' } as const;
  await records.transact(putLink(link, target, OPEN));

  const pages = new ApplyPages(records);
  pages.now = now;
  const applicant = await pages.signIn(draft.email);
  const { status } = await applicant.get(`/applications/${draft.reference}`);
  if (status !== 200) throw new Error(`the applicant of these forms could not sign in: ${status}`);
  const stranger = await pages.signIn(other.email);
  await stranger.get('/');
  const stale = stranger.csrf;
  const endorser = new Browser(
    pageHandler({
      routes: endorseRoutes({ records, workflows: { send: async () => ({}) } as never }),
      records,
      now: () => pages.now,
      site: SITE,
    }),
  );
  await endorser.get(`/e/${link}/endorsement`);
  const references = [draft, sent, other].map(({ reference }) => reference);
  return { pages, applicant, endorser, stale, link, references, other: other.reference, round: draft.round.id };
}

function aForm({ references, link, round }: Pick<Cast, 'references' | 'link' | 'round'>) {
  const ofCases = references.flatMap((reference) => {
    const at = `/applications/${reference}`;
    const pages = LLE_2014.form.sections.flatMap((section) => section.pages.map(({ id }) => `questions/${id}`));
    const ends = ['check', 'withdraw', 'questions-to-you/1', 'endorsers/governing-body', 'endorsers/x/remind'];
    const schools = ['1', '2', 'new', '-1', '1e3', 'x'].map((number) => `questions/support/schools/${number}`);
    return [...pages, ...ends, ...schools].map((end) => `${at}/${end}`);
  });
  const ofEndorser = ['endorsement', 'decline', 'somebody-else'].map((end) => `/e/${link}/${end}`);
  const others = [
    '/sign-in',
    '/sign-in/sent',
    '/sign-in/x',
    '/e/new-link',
    '/e/x/endorsement',
    `/rounds/${round}/start`,
  ];
  return fc.record({
    path: fc.oneof(
      { weight: 6, arbitrary: fc.constantFrom(...ofCases) },
      { weight: 3, arbitrary: fc.constantFrom(...ofEndorser) },
      fc.constantFrom(...others),
    ),
    fields: hostileFields,
    token: hostileToken,
    // most are forms
    noForm: fc.oneof({ weight: 19, arbitrary: fc.constant(undefined) }, hostileBody),
    toOther: fc.constant(references.at(-1) ?? ''),
  });
}

function send({ applicant, endorser, stale }: Cast, { path, fields, token, noForm }: HostileForm) {
  const browser = path.startsWith('/e/') ? endorser : applicant;
  if (noForm) return browser.postBody(path, noForm.text, { 'content-type': noForm.type });
  const tokens = {
    own: [browser.csrf],
    none: [],
    stale: [stale],
    'made-up': ['x'.repeat(43)],
    doubled: [browser.csrf, stale],
    'after-another': [stale, browser.csrf],
  }[token];
  const sent = new URLSearchParams([
    ...tokens.map((one) => ['csrf', one]),
    ...fields.filter(([name]) => name !== 'csrf').map(([name, value]) => [name, value.toWellFormed()]),
  ] as [string, string][]);
  return browser.postBody(path, sent.toString());
}

function whatIsWrong({ path, token, noForm, toOther }: HostileForm, status: number, shown: string) {
  if (status >= 500) return `answered ${status}`;
  if (shown.includes(SECRET)) return 'showed what is somebody else’s';
  if (/<script>alert|<img src=x|root:x:/.test(shown)) return 'showed what was typed as it was typed';
  const isGuarded = noForm !== undefined || ['none', 'stale', 'made-up', 'after-another'].includes(token);
  if (isGuarded && status !== 403) return `answered ${status} to a form that is not its own`;
  if (!isGuarded && path.includes(toOther) && status !== 404) return `answered ${status} about somebody else’s case`;
  return undefined;
}

/** Reading parses every row by its schema; answers keep the limits of their questions as well. */
async function storedWrongly(records: Records, reference: string): Promise<string[]> {
  try {
    const answers = Object.entries(allAnswers(await readCaseFile(records, reference)));
    return answers.flatMap(([id, answer]) => {
      const question = questions.find((one) => one.id === id);
      if (!question) return [`${reference} keeps an answer to ${id}, which nobody asked`];
      const most = 'maxWords' in question ? question.maxWords : Number.POSITIVE_INFINITY;
      return typeof answer === 'string' && countWords(answer) > most ? [`${reference} keeps too long a ${id}`] : [];
    });
  } catch (error) {
    return [`${reference} cannot be read: ${error instanceof Error ? error.name : error}`];
  }
}
