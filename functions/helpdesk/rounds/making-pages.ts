import { PROGRAMMES } from '../../../programmes/programmes.ts';
import { changeRoundBeforeOpening } from '../../acts/rounds/change-round.ts';
import { createRound } from '../../acts/rounds/create-round.ts';
import { type FieldError, goTo, type PageAnswer, show } from '../../web/answer.ts';
import type { Form } from '../../web/form.ts';
import { actorOf, WrongFormError } from '../act-route.ts';
import type { HelpdeskDesk } from '../helpdesk-desk.ts';
import { worksFor } from '../permissions.ts';
import type { PageGroup, StaffRequest } from '../staff-route.ts';
import { momentFields, roundAct, roundErrors, roundPath, typedMoments } from './round-act.ts';
import { ROUND_WORDS } from './round-words.ts';

const MOMENTS = ['opens', 'closes', 'endorsementsDue', 'decisionsDue'] as const;

/** Rounds before they open: made and changed. Nobody hears of it. */
export const roundMakingPages: PageGroup = (desk) => [
  {
    path: '/helpdesk/rounds/new',
    action: 'create-round',
    get: async (request) => newRound(request),
    async post(request) {
      try {
        return goTo(`${roundPath(await made(desk, request))}?done=created`);
      } catch (error) {
        return newRound(request, roundErrors(error));
      }
    },
  },
  roundAct(desk, {
    path: '/change',
    action: 'change-round',
    template: 'helpdesk/rounds/change.njk',
    done: 'changed',
    context: ({ round }) => ({
      moments: Object.fromEntries(MOMENTS.map((moment) => [moment, momentFields(round[moment].wallClock)])),
    }),
    act: ({ form, staff, round, at }) =>
      changeRoundBeforeOpening(
        { records: desk.records, at },
        {
          round: round.id,
          by: actorOf({ staff }),
          changes: {
            ...typedMoments(form, MOMENTS),
            title: form.one('title'),
            capacity: typedCapacity(form) ?? 'none',
            closedMessage: form.one('closedMessage') || undefined,
          },
        },
      ),
  }),
];

function newRound({ staff }: StaffRequest, errors: readonly FieldError[] = []): PageAnswer {
  const programmes = PROGRAMMES.map(({ id, words }) => ({ value: id, text: words.abbreviation }));
  const context = { programmes, body: staff.bodies[0] };
  return { ...show('helpdesk/rounds/new.njk', context), errors, status: errors.length > 0 ? 422 : 200 };
}

async function made({ records }: HelpdeskDesk, { form, staff, at }: StaffRequest) {
  const body = form.one('body');
  if (!worksFor(staff, body)) throw new WrongFormError({ field: 'body', text: ROUND_WORDS.body });
  const capacity = typedCapacity(form);
  const typed = {
    programme: form.one('programme'),
    title: form.one('title'),
    body,
    ...typedMoments(form, MOMENTS),
    opens: typedMoments(form, ['opens']).opens ?? '',
    closedMessage: form.one('closedMessage') || undefined,
    ...(capacity !== undefined && { capacity }),
  };
  return (await createRound({ records, at }, typed, actorOf({ staff }))).round;
}

/** @throws WrongFormError */
function typedCapacity(form: Form): number | undefined {
  const typed = form.one('capacity');
  if (typed === '') return undefined;
  if (!/^\d{1,6}$/.test(typed)) throw new WrongFormError({ field: 'capacity', text: ROUND_WORDS.capacity });
  return Number(typed);
}
