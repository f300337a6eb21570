import type { Desk } from '../acts/desk.ts';
import type { FieldError } from '../web/answer.ts';
import { goTo, type PageAnswer, show } from '../web/answer.ts';
import { deskOf } from '../web/page-desk.ts';
import { type CaseRequest, casePath, caseRoute } from './case-route.ts';
import type { HelpdeskDesk } from './helpdesk-desk.ts';
import type { Action } from './permissions.ts';
import { refusalOf } from './refusals.ts';
import type { StaffRoute } from './staff-route.ts';
import { type Done, WORDS } from './words.ts';

/** What was typed does not fit. */
export class WrongFormError extends Error {
  override readonly name = 'WrongFormError';
  readonly errors: readonly FieldError[];

  constructor(...errors: readonly FieldError[]) {
    super(errors.map(({ field }) => field).join(', '));
    this.errors = errors;
  }
}

/** Something that staff do to a case by a form of its own. */
export interface ActRoute {
  readonly path: string;
  readonly action: Action;
  /** The page with the form; none for a button on the case's page. */
  readonly template?: string;
  /** What the form shows. */
  readonly context?: (request: CaseRequest) => Promise<Record<string, unknown>> | Record<string, unknown>;
  /** @throws WrongFormError, and the refusals of acts */
  readonly act: (desk: Desk, request: CaseRequest) => Promise<unknown>;
  readonly done: Done;
  /** Where it leads when it is done; else to the case. */
  readonly leadsTo?: (request: CaseRequest) => string;
}

/**
 * A form about a case. It carries the case's version: who sends it after somebody else has changed the case is told so,
 * and keeps what they typed.
 */
export function actRoute(desk: HelpdeskDesk, of: ActRoute): StaffRoute {
  const { path, action, template, context, act, done, leadsTo } = of;
  const form = async (request: CaseRequest, errors: readonly FieldError[] = [], status = 200): Promise<PageAnswer> => {
    const { case: row, programme } = request.file;
    const shown = { case: row, programme, back: casePath(row.reference), ...(await context?.(request)) };
    return { ...show(template ?? 'helpdesk/refused.njk', shown), errors, status };
  };
  return caseRoute(desk, {
    path,
    action,
    ...(template && { get: (request) => form(request) }),
    async post(request) {
      const { reference, version } = request.file.case;
      if (request.form.one('version') !== String(version)) return overtaken(request);
      try {
        await act(deskOf(desk, request), request);
      } catch (error) {
        if (error instanceof WrongFormError) return form(request, error.errors, 422);
        const refusal = refusalOf(error);
        if (refusal === undefined) throw error;
        if (refusal === WORDS.movedOn) return overtaken(request);
        return form(request, [{ field: 'form', text: refusal }], 422);
      }
      return goTo(`${leadsTo?.(request) ?? casePath(reference)}?done=${done}`);
    },
  });
}

function overtaken({ file, form }: CaseRequest): PageAnswer {
  const { csrf: _, version: __, ...typed } = form.typed();
  const texts = Object.values(typed)
    .flat()
    .filter((text) => text.includes(' '));
  return { ...show('helpdesk/moved-on.njk', { case: file.case, last: file.events.at(-1), texts }), status: 409 };
}

/** The reason of a form that needs one. @throws WrongFormError */
export function reasonIn({ form }: Pick<CaseRequest, 'form'>): string {
  const reason = form.one('reason');
  if (reason === '') throw new WrongFormError({ field: 'reason', text: WORDS.reason });
  return reason;
}

/** Who of the staff acts. */
export const actorOf = ({ staff }: Pick<CaseRequest, 'staff'>) => ({ kind: 'staff', id: staff.id }) as const;
