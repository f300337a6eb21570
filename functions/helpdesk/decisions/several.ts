import type { Desk } from '../../acts/desk.ts';
import { type FieldError, goTo, type PageAnswer } from '../../web/answer.ts';
import { deskOf } from '../../web/page-desk.ts';
import type { HelpdeskDesk } from '../helpdesk-desk.ts';
import type { Action } from '../permissions.ts';
import { refusalOf } from '../refusals.ts';
import { type RoundRequest, roundRoute } from '../round-route.ts';
import type { StaffRoute } from '../staff-route.ts';
import { WORDS } from '../words.ts';
import { casesToDecide, type DecisionLine, readDecisionLines } from './decision-lines.ts';
import { decisionTable } from './decision-table.ts';
import { DECISION_WORDS } from './decision-words.ts';

export interface Several {
  readonly path: string;
  readonly action: Action;
  readonly done: string;
  readonly fits: (line: DecisionLine) => boolean;
  /** What has to be answered first; undefined once it is. */
  readonly asks?: (request: RoundRequest, lines: readonly DecisionLine[]) => PageAnswer | undefined;
  readonly act: (desk: Desk, line: DecisionLine, request: RoundRequest) => Promise<unknown>;
}

/**
 * Does the same to every case that was ticked, each by itself: one that is refused holds up no other, and is named with its
 * reason. Each box carries the case's version, so that nothing is done to a case that somebody else has changed since.
 */
export function several(desk: HelpdeskDesk, { path, action, done, fits, act, asks }: Several): StaffRoute {
  return roundRoute(desk, {
    path,
    action,
    async post(request) {
      const { round, staff, form } = request;
      const ticked = form.all('case');
      if (ticked.length === 0)
        return decisionTable(desk, request, [{ field: 'cases', text: DECISION_WORDS.tick }], 422);
      const inRound = new Set(await casesToDecide(desk.records, round.id));
      const asked = ticked.map((tick) => tick.split(' ')[0] ?? '').filter((reference) => inRound.has(reference));
      const lines = await readDecisionLines(desk.records, [...new Set(asked)], staff.id);
      const question = asks?.(
        request,
        lines.filter(({ reference, version }) => ticked.includes(`${reference} ${version}`)),
      );
      if (question) return question;
      const at = deskOf(desk, request);
      const errors: FieldError[] = [];
      for (const tick of ticked) {
        const line = lines.find(({ reference, version }) => tick === `${reference} ${version}`);
        const refusal = line && fits(line) ? await refused(() => act(at, line, request)) : WORDS.movedOn;
        const [reference = ''] = tick.split(' ');
        if (refusal !== undefined) errors.push({ field: reference, text: `${reference}: ${refusal}` });
      }
      if (errors.length > 0) return decisionTable(desk, request, errors, 422);
      return goTo(`/helpdesk/rounds/${round.id}/decisions?done=${done}&count=${ticked.length}`);
    },
  });
}

/** Why something was refused; undefined when it was done. */
export async function refused(act: () => Promise<unknown>): Promise<string | undefined> {
  try {
    await act();
    return undefined;
  } catch (error) {
    const refusal = refusalOf(error);
    if (refusal === undefined) throw error;
    return refusal;
  }
}
