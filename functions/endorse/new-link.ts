import * as z from 'zod';
import { plainAddress } from '../../domain/endorser-warnings.ts';
import { readReference } from '../../domain/reference.ts';
import { NotNowError } from '../acts/refusals.ts';
import { remindEndorser } from '../acts/remind-endorser.ts';
import { liveRequest, readCaseStanding } from '../store/case-file.ts';
import { CaseMovedOnError, CaseNotFoundError } from '../store/case-row.ts';
import { countAgainst } from '../store/rate-limit-row.ts';
import { goTo, show, showErrors } from '../web/answer.ts';
import { deskOf, type PageDesk } from '../web/page-desk.ts';
import { TooManyRequestsError } from '../web/problems.ts';
import type { Page } from '../web/routes.ts';
import { WORDS } from './words.ts';

const LIMITS = {
  visitor: { what: 'new-link-visitor', times: 20, minutes: 60 },
  reference: { what: 'new-link-reference', times: 5, minutes: 60 },
} as const;

export const NEW_LINK = '/e/new-link';
const TEMPLATE = 'endorse/new-link.njk';
const EXAMPLE = 'ABC-7K3M-4QXR';

export const showNewLink: Page = async () => show(TEMPLATE);

export const newLinkSent: Page = async () => show('endorse/new-link-sent.njk');

/**
 * Mails a fresh link to whoever types the reference of an application and the very address that was asked. The answer is
 * the same whether they are right or not.
 */
export const sendNewLink =
  (desk: PageDesk): Page =>
  async (request) => {
    const { form, ip, at } = request;
    const read = readReference(form.one('reference'));
    const email = z.email().max(254).safeParse(form.one('email'));
    const errors = [
      ...(read.word === 'reference' ? [] : [{ field: 'reference', text: WORDS.reference(EXAMPLE) }]),
      ...(email.success ? [] : [{ field: 'email', text: WORDS.email }]),
    ];
    if (read.word !== 'reference' || !email.success) return showErrors(TEMPLATE, {}, errors);

    const refusal = () => new TooManyRequestsError('new link');
    await desk.records.transact([
      await countAgainst(desk.records, LIMITS.visitor, ip, at, refusal),
      await countAgainst(desk.records, LIMITS.reference, read.reference, at, refusal),
    ]);
    for (const slot of await slotsOf(desk, read.reference, email.data))
      await remind(desk, request, read.reference, slot);
    return goTo(`${NEW_LINK}/sent`);
  };

async function slotsOf({ records }: PageDesk, reference: string, email: string): Promise<string[]> {
  try {
    const standing = await readCaseStanding(records, reference);
    return standing.slots
      .filter((slot) => plainAddress(liveRequest(standing, slot).email) === plainAddress(email))
      .map(({ slot }) => slot);
  } catch (error) {
    if (error instanceof CaseNotFoundError) return [];
    throw error;
  }
}

async function remind(desk: PageDesk, request: Parameters<Page>[0], reference: string, slot: string): Promise<void> {
  try {
    await remindEndorser(deskOf(desk, request), { reference, slot, by: { kind: 'endorser', id: slot } });
  } catch (error) {
    // nothing to answer any more, or they have a mail of the last two days, whose link is good
    if (!(error instanceof NotNowError || error instanceof CaseMovedOnError)) throw error;
  }
}
