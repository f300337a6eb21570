import * as z from 'zod';
import { escapeHtml } from '../mail/render.ts';
import { putCase } from '../store/case-row.ts';
import { rowKeys } from '../store/keys.ts';
import { oweMessage } from '../store/message-row.ts';
import type { Records } from '../store/records.ts';
import { type PageRequest, page, type Response, seeOther } from '../web/page.ts';

export interface ApplyDependencies {
  readonly records: Records;
  readonly now: () => Date;
  readonly newReference: () => string;
  readonly newId: () => string;
}

/** The one endorsement of the thin path. */
export const SLOT = 'governing-body';

const applicationForm = z.object({
  name: z.string().trim().min(1, 'Enter your name').max(200),
  email: z.email('Enter an email address in the correct format, like name@example.com'),
  endorserName: z.string().trim().min(1, 'Enter the name of the person who can endorse you').max(200),
  endorserEmail: z.email('Enter their email address in the correct format, like name@example.com'),
});

const FIELDS = {
  name: 'Your name',
  email: 'Your email address',
  endorserName: 'Name of the chair of your governing body',
  endorserEmail: 'Their email address',
} as const;

/** Shows the form, takes the application. "Received" is said only once it is in the table. */
export const createApply =
  (dependencies: ApplyDependencies) =>
  async (request: PageRequest): Promise<Response> => {
    const received = /^\/apply\/received\/(LLE-\w{8})$/.exec(request.rawPath)?.[1];
    if (received) return page(200, 'Application received', `<p>Your reference is <strong>${received}</strong>.</p>`);
    if (request.requestContext.http.method !== 'POST') return formPage(200, request.body ?? {}, []);

    const form = applicationForm.safeParse(request.body ?? {});
    if (!form.success) {
      return formPage(
        422,
        request.body ?? {},
        form.error.issues.map(({ message }) => message),
      );
    }
    return seeOther(`/apply/received/${await submit(form.data, dependencies)}`);
  };

async function submit(form: z.infer<typeof applicationForm>, dependencies: ApplyDependencies): Promise<string> {
  const { records, now, newReference, newId } = dependencies;
  const reference = newReference();
  const submittedAt = now().toISOString();
  const person = newId();
  const applicant = rowKeys.person(person);
  await records.transact([
    putCase({ kind: 'case', reference, person, state: 'submitted', run: 1, submittedAt }),
    { Put: { Item: { ...applicant, kind: 'person', name: form.name, email: form.email } } },
    {
      Put: {
        Item: {
          ...rowKeys['endorsement-request'](reference, SLOT, '1'),
          kind: 'endorsement-request',
          name: form.endorserName,
          email: form.endorserEmail,
        },
      },
    },
    oweMessage(rowKeys.case(reference), {
      template: 'application-received',
      subject: 'applicant',
      occurrence: 1,
      reference,
      recipient: applicant,
      owedAt: submittedAt,
    }),
  ]);
  return reference;
}

function formPage(status: number, typed: Readonly<Record<string, unknown>>, errors: string[]): Response {
  const problems = errors.map((error) => `<li>${escapeHtml(error)}</li>`).join('');
  const fields = Object.entries(FIELDS)
    .map(
      ([name, label]) =>
        `<p><label for="${name}">${label}</label><br><input id="${name}" name="${name}" value="${escapeHtml(String(typed[name] ?? ''))}"></p>`,
    )
    .join('');
  const title = 'Apply to become a local leader of education';
  return page(
    status,
    errors.length > 0 ? `Error: ${title}` : title,
    `${problems && `<ul>${problems}</ul>`}<form method="post" action="/apply">${fields}<button>Apply</button></form>`,
  );
}
