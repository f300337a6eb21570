import type { NamedEndorser } from '../../domain/answers.ts';
import { pointsTo } from '../acts/point-to-right-person.ts';
import { NotNowError } from '../acts/refusals.ts';
import { remindEndorser } from '../acts/remind-endorser.ts';
import { replaceEndorser } from '../acts/replace-endorser.ts';
import { endorsementOf } from '../acts/slot-at-hand.ts';
import { liveRequest } from '../store/case-file.ts';
import type { Records } from '../store/records.ts';
import { goTo, type Shown, show } from '../web/answer.ts';
import { deskOf, type PageDesk } from '../web/page-desk.ts';
import { PageNotFoundError } from '../web/problems.ts';
import { type PageRequest, personOf } from '../web/request.ts';
import type { Page } from '../web/routes.ts';
import { ownCase } from './own-case.ts';
import { readEndorser } from './read-answer.ts';
import { WORDS } from './words.ts';

const FIELD = 'endorser';

const applicant = (request: PageRequest) => ({ kind: 'applicant', id: personOf(request) }) as const;

/** Sends the endorser a reminder. Pressed again too soon, it says since when it was pressed. */
export const remind =
  (desk: PageDesk): Page =>
  async (request) => {
    const { reference } = (await ownCase(desk.records, request)).case;
    const slot = request.parameters.slot ?? '';
    try {
      await remindEndorser(deskOf(desk, request), { reference, slot, by: applicant(request) });
    } catch (error) {
      // the page to which this leads says since when, or that there is nothing to remind of
      if (!(error instanceof NotNowError)) throw error;
    }
    return goTo(`/applications/${reference}`);
  };

export const replaceEndorserPage =
  ({ records }: PageDesk): Page =>
  (request) =>
    endorserPage(records, request);

/** Corrects the address of the same person, or asks somebody else. */
export const sendReplacement =
  (desk: PageDesk): Page =>
  async (request) => {
    const page = await endorserPage(desk.records, request);
    const roles = page.with.roles as readonly { readonly value: string }[];
    const read = readEndorser(
      FIELD,
      request.form,
      roles.map(({ value }) => value),
    );
    if (read.word !== 'answer') {
      const errors = read.word === 'wrong' ? read.errors : [{ field: `${FIELD}-name`, text: WORDS.endorser.name }];
      return { ...page, with: { ...page.with, values: request.form.typed() }, errors, status: 422 };
    }
    const reference = String(page.with.reference);
    await replaceEndorser(deskOf(desk, request), {
      reference,
      slot: request.parameters.slot ?? '',
      by: applicant(request),
      endorser: read.answer as NamedEndorser,
      request: request.form.one('request'),
    });
    return goTo(`/applications/${reference}`);
  };

async function endorserPage(records: Records, request: PageRequest): Promise<Shown> {
  const file = await ownCase(records, request);
  const slot = file.slots.find((row) => row.slot === request.parameters.slot);
  const rules = file.programme.endorsements.slots.find(({ id }) => id === slot?.slot);
  if (!slot || !rules) throw new PageNotFoundError();
  const { name, email, role } = liveRequest(file, slot);
  return show('apply/endorser.njk', {
    back: `/applications/${file.case.reference}`,
    reference: file.case.reference,
    slot,
    rules,
    name,
    pointsTo: pointsTo(endorsementOf(file, { reference: file.case.reference, slot: slot.slot, request: slot.request })),
    roles: rules.roles.map((one) => ({ value: one.id, text: one.name })),
    values: request.kept ?? { [`${FIELD}-name`]: name, [`${FIELD}-email`]: email, [`${FIELD}-role`]: role },
  });
}
