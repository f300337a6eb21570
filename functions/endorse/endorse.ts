import type { SFNClient } from '@aws-sdk/client-sfn';
import * as z from 'zod';
import { escapeHtml } from '../mail/render.ts';
import { followLink } from '../store/link-row.ts';
import type { Records } from '../store/records.ts';
import { answerSlot, getSlot, SlotClosedError } from '../store/slot-row.ts';
import { wakeSlot } from '../store/wake.ts';
import { type PageRequest, page, type Response, seeOther } from '../web/page.ts';

export interface EndorseDependencies {
  readonly records: Records;
  readonly workflows: SFNClient;
  readonly now: () => Date;
}

const answerForm = z.object({ answer: z.enum(['given', 'declined']), typedName: z.string().trim().min(1).max(200) });

/** What an emailed link shows, and what its form does. Opening it changes nothing: mail scanners open every link. */
export const createEndorse =
  ({ records, workflows, now }: EndorseDependencies) =>
  async (request: PageRequest): Promise<Response> => {
    const target = await followLink(records, request.pathParameters?.link ?? '');
    if (!target) return page(404, 'We do not know this link', '<p>Check that you copied all of it.</p>');
    const { reference, slot } = target;

    if (request.requestContext.http.method === 'POST') {
      const form = answerForm.safeParse(request.body ?? {});
      if (!form.success) return answerPage(422, reference);
      try {
        await records.transact([answerSlot(reference, slot, form.data.answer, now())]);
      } catch (error) {
        if (!(error instanceof SlotClosedError)) throw error;
      }
      await wakeSlot(records, workflows, reference, slot);
      return seeOther(request.rawPath);
    }

    const row = await getSlot(records, reference, slot);
    if (row?.state === 'awaiting') return answerPage(200, reference);
    return page(200, 'Thank you', `<p>The answer about ${escapeHtml(reference)} is: ${row?.state}.</p>`);
  };

function answerPage(status: number, reference: string): Response {
  const error = status === 422 ? '<p><strong>Error:</strong> choose an answer and type your name</p>' : '';
  return page(
    status,
    'Give or decline your endorsement',
    `${error}<p>Application ${escapeHtml(reference)}</p>
<form method="post">
<p><label><input type="radio" name="answer" value="given"> I endorse this application</label></p>
<p><label><input type="radio" name="answer" value="declined"> I do not endorse it</label></p>
<p><label>Your name<br><input name="typedName"></label></p>
<button>Send</button>
</form>`,
  );
}
