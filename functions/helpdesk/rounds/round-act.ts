import type { Round } from '../../../domain/round.ts';
import type { RoundMoment } from '../../../domain/round-validation.ts';
import { NotNowError } from '../../acts/refusals.ts';
import { RoundExistsError, RoundInvalidError } from '../../acts/rounds/refusals.ts';
import type { TypedMoments } from '../../acts/rounds/typed-round.ts';
import { type FieldError, goTo, type PageAnswer, show } from '../../web/answer.ts';
import type { Form } from '../../web/form.ts';
import { WrongFormError } from '../act-route.ts';
import type { HelpdeskDesk } from '../helpdesk-desk.ts';
import type { Action } from '../permissions.ts';
import { type RoundRequest, roundRoute } from '../round-route.ts';
import type { StaffRoute } from '../staff-route.ts';
import { problemOf, ROUND_WORDS, type RoundDone } from './round-words.ts';

/** Who hears of an act, before it is done. */
export interface Affected {
  readonly lines: readonly string[];
  /** What to look at again before it is done. */
  readonly warnings?: readonly string[];
  /** Names of some of them. */
  readonly sample: readonly string[];
}

export interface RoundAct {
  readonly path: string;
  readonly action: Action;
  readonly template: string;
  readonly context?: (request: RoundRequest) => Record<string, unknown>;
  /** Asked before the act, with what was typed: writes nothing. Absent where nobody hears of it. */
  readonly preview?: (request: RoundRequest) => Promise<Affected>;
  readonly act: (request: RoundRequest) => Promise<unknown>;
  readonly done: RoundDone;
}

/**
 * A form about a round. It carries the round's plan, which is another one after each change of a manager, and says who is told
 * before it does anything that people hear of.
 */
export function roundAct(desk: HelpdeskDesk, of: RoundAct): StaffRoute {
  const form = (request: RoundRequest, errors: readonly FieldError[] = [], status = 200): PageAnswer => {
    const { round, row } = request;
    return { ...show(of.template, { round, plan: row.plan, ...of.context?.(request) }), errors, status };
  };
  return roundRoute(desk, {
    path: of.path,
    action: of.action,
    get: async (request) => form(request),
    async post(request) {
      const { round, row } = request;
      if (request.form.one('plan') !== String(row.plan)) {
        return form(request, [{ field: 'form', text: ROUND_WORDS.movedOn }], 409);
      }
      try {
        if (of.preview && !request.form.has('confirmed')) {
          const affected = await of.preview(request);
          const { csrf: _, plan: __, ...typed } = request.form.typed();
          return show('helpdesk/rounds/confirm.njk', {
            round,
            plan: row.plan,
            act: of.path,
            fields: typed,
            affected,
          });
        }
        await of.act(request);
      } catch (error) {
        return form(request, roundErrors(error), 422);
      }
      return goTo(`${roundPath(round)}?done=${of.done}`);
    },
  });
}

export const roundPath = ({ id }: Pick<Round, 'id'>): string => `/helpdesk/rounds/${id}`;

/** What is said about a refusal. @throws the error itself when it is a fault */
export function roundErrors(error: unknown): FieldError[] {
  if (error instanceof WrongFormError) return [...error.errors];
  if (error instanceof RoundInvalidError) return error.problems.map(problemOf);
  if (error instanceof RoundExistsError) return [{ field: 'opens', text: ROUND_WORDS.exists }];
  if (error instanceof NotNowError) {
    return [{ field: 'form', text: ROUND_WORDS.notNow[error.word] ?? ROUND_WORDS.movedOn }];
  }
  throw error;
}

/** A moment of a form: a date and a time, both by UK clocks. Undefined when nothing was typed. */
export function typedMoment(form: Form, name: string): string | undefined {
  const [date, time] = [form.one(name), form.one(`${name}-time`)];
  return date === '' ? undefined : `${date}T${time}`;
}

export const typedMoments = (form: Form, moments: readonly RoundMoment[]): TypedMoments =>
  Object.fromEntries(moments.map((moment) => [moment, typedMoment(form, moment)]));

/** A moment as the fields of a form show it. */
export function momentFields(wallClock: string): { readonly date: string; readonly time: string } {
  const [date = '', time = ''] = wallClock.split('T');
  return { date, time };
}
