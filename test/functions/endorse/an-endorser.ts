import type { Answers } from '../../../domain/answers.ts';
import { endorseRoutes } from '../../../functions/endorse/endorse.ts';
import { putAnswers } from '../../../functions/store/answers-row.ts';
import { type CaseFile, readCaseFile } from '../../../functions/store/case-file.ts';
import { mintLink, putLink } from '../../../functions/store/link-row.ts';
import type { Records } from '../../../functions/store/records.ts';
import { pageHandler } from '../../../functions/web/page-handler.ts';
import { LLE_2014 } from '../../../programmes/lle.ts';
import { AT, type SeededCase, seedCase } from '../mail/a-case.ts';
import { Browser, SITE } from '../web/browser.ts';

export { AT, DUE } from '../mail/a-case.ts';

/** Somebody who was asked to endorse, at their browser, with the link of the mail. */
export interface Endorser {
  readonly seeded: SeededCase;
  readonly browser: Browser;
  readonly link: string;
  /** Their first page. */
  readonly home: string;
  /** Everything of the case as it is now. */
  readonly file: () => Promise<CaseFile>;
  /** Another browser of theirs, at another instant. */
  readonly later: (at: Date) => Browser;
}

type Changes = NonNullable<Parameters<typeof seedCase>[1]>;

export async function anEndorser(records: Records, changes: Changes = {}, answers?: Answers): Promise<Endorser> {
  const seeded = await seedCase(records, changes);
  const { reference, slot } = seeded;
  const link = mintLink();
  await records.transact([
    ...putLink(link, { leadsTo: 'endorsement', reference, slot, request: '1' }, AT),
    ...(answers ? [putAnswers(reference, 'all', answers, 0, AT)] : []),
  ]);
  const later = (at: Date) => new Browser(pagesAt(records, at));
  const file = () => readCaseFile(records, reference);
  return { seeded, browser: later(AT), link, home: `/e/${link}`, file, later };
}

/** The endorser's pages, at one instant; workflows are nobody's concern here. */
export const pagesAt = (records: Records, at: Date) =>
  pageHandler({
    routes: endorseRoutes({ records, workflows: { send: async () => ({}) } as never }),
    records,
    now: () => at,
    site: SITE,
  });

/** A whole answer to the first slot of a programme, as its form sends it. */
export function wholeAnswer({ endorsements }: Pick<typeof LLE_2014, 'endorsements'> = LLE_2014) {
  const [slot] = endorsements.slots;
  if (!slot) throw new Error('the programme asks for no endorsement');
  return {
    confirms: slot.confirms.map(({ criterion }) => criterion),
    ...Object.fromEntries(
      slot.says.map(({ id }) => [`says-${id}`, 'The deputy leads the school well.\r\nEvery week.']),
    ),
    role: slot.roles[0]?.id ?? '',
    typedName: 'Chris O’Neil',
    statement: 'yes',
  };
}
