import { type ApplicationState, OPEN_STATES } from '../../../domain/application.ts';
import { printInstant } from '../../../domain/london-time.ts';
import { lastClosing } from '../../../domain/round.ts';
import { cancelRound, checkCancelling } from '../../acts/rounds/cancel-round.ts';
import { closeEarly, previewEarlyClosing } from '../../acts/rounds/close-early.ts';
import { EXTENDABLE, extendableDates, extendRound } from '../../acts/rounds/extend-round.ts';
import { giveLatePass } from '../../acts/rounds/give-late-pass.ts';
import { previewExtension } from '../../acts/rounds/preview-extension.ts';
import { previewReopening, reopenRound } from '../../acts/rounds/reopen-round.ts';
import { casesOfRound } from '../../store/cards.ts';
import { findPerson } from '../../store/person-row.ts';
import type { Records } from '../../store/records.ts';
import { actorOf, WrongFormError } from '../act-route.ts';
import type { RoundRequest } from '../round-route.ts';
import type { PageGroup } from '../staff-route.ts';
import { type Affected, momentFields, roundAct, typedMoment, typedMoments } from './round-act.ts';
import { dateSet, ROUND_WORDS, TOLD, told, warningSentence } from './round-words.ts';

const SAMPLE = 5;

/** Rounds that run: what is done to one, people hear of. */
export const roundRunningPages: PageGroup = (desk) => {
  const { records } = desk;
  return [
    roundAct(desk, {
      path: '/extend',
      action: 'extend-round',
      template: 'helpdesk/rounds/extend.njk',
      done: 'extended',
      context: ({ round }) => ({
        moments: Object.fromEntries(
          Object.entries(extendableDates(round)).map(([moment, { wallClock }]) => [moment, momentFields(wallClock)]),
        ),
      }),
      async preview(request) {
        const asked = extension(request);
        const { moved, warnings, drafts, endorsers } = await previewExtension({ records, at: request.at }, asked);
        return {
          lines: [
            ...moved.map(({ moment, from, to }) =>
              dateSet(moment, printInstant(to.instant), printInstant(from.instant)),
            ),
            ...told({ count: drafts.count, who: TOLD.drafts }, { count: endorsers.count, who: TOLD.endorsers }),
          ],
          warnings: warnings.map(warningSentence),
          sample: [...drafts.sample, ...endorsers.sample],
        };
      },
      act: (request) => extendRound({ records, at: request.at }, extension(request)),
    }),
    roundAct(desk, {
      path: '/close',
      action: 'close-round',
      template: 'helpdesk/rounds/close.njk',
      done: 'closed-early',
      async preview(request) {
        const { round, drafts, interested } = await previewEarlyClosing({ records, at: request.at }, closing(request));
        return {
          lines: [
            dateSet('closes', printInstant(lastClosing(round).instant)),
            ...told({ count: drafts.count, who: TOLD.drafts }, { count: interested, who: TOLD.interested }),
          ],
          sample: drafts.sample,
        };
      },
      act: (request) => closeEarly({ records, at: request.at }, closing(request)),
    }),
    roundAct(desk, {
      path: '/reopen',
      action: 'reopen-round',
      template: 'helpdesk/rounds/reopen.njk',
      done: 'reopened',
      async preview(request) {
        const asked = { ...until(request), ...reasoned(request) };
        const { round, warnings, unsent, interested } = await previewReopening({ records, at: request.at }, asked);
        return {
          lines: [
            dateSet('until', printInstant(lastClosing(round).instant)),
            ...told({ count: unsent.count, who: TOLD.unsent }, { count: interested, who: TOLD.interested }),
          ],
          warnings: warnings.map(warningSentence),
          sample: unsent.sample,
        };
      },
      act: (request) => reopenRound({ records, at: request.at }, { ...until(request), ...reasoned(request) }),
    }),
    roundAct(desk, {
      path: '/late-pass',
      action: 'give-late-pass',
      template: 'helpdesk/rounds/late-pass.njk',
      done: 'pass-given',
      async act(request) {
        const email = request.form.one('email');
        const person = email === '' ? undefined : await findPerson(records, email);
        if (person === undefined) throw new WrongFormError({ field: 'email', text: ROUND_WORDS.nobody });
        await giveLatePass({ records, at: request.at }, { ...until(request), ...reasoned(request), person });
      },
    }),
    roundAct(desk, {
      path: '/cancel',
      action: 'cancel-round',
      template: 'helpdesk/rounds/cancel.njk',
      done: 'cancelled',
      preview: async ({ round, form }) => {
        await checkCancelling(records, round, form.one('reason'));
        return toldAmong(records, round.id, OPEN_STATES, TOLD.ended);
      },
      act: (request) => cancelRound({ records, at: request.at }, reasoned(request)),
    }),
  ];
};

const reasoned = ({ round, staff, form }: RoundRequest) => ({
  round: round.id,
  by: actorOf({ staff }),
  reason: form.one('reason'),
});

const closing = (request: RoundRequest) => ({ ...reasoned(request), closes: typedMoment(request.form, 'closes') });

const until = ({ form }: RoundRequest) => ({ until: typedMoment(form, 'until') ?? '' });

/** Dates that were left as they are, are not moved. */
function extension(request: RoundRequest) {
  const typed = typedMoments(request.form, EXTENDABLE);
  const were = extendableDates(request.round);
  const moved = EXTENDABLE.filter((moment) => typed[moment] !== were[moment].wallClock);
  return { ...reasoned(request), dates: Object.fromEntries(moved.map((moment) => [moment, typed[moment]])) };
}

async function toldAmong(
  records: Records,
  round: string,
  states: readonly ApplicationState[],
  who: string,
): Promise<Affected> {
  const cases = await Array.fromAsync(casesOfRound(records, round, states));
  return { lines: told({ count: cases.length, who }), sample: cases.slice(0, SAMPLE).map(({ name }) => name) };
}
