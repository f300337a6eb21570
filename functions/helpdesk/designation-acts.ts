import type { EndReason } from '../../domain/designation.ts';
import { endHeldDesignation } from '../acts/designations/end-designation.ts';
import { moveSchool } from '../acts/designations/move-school.ts';
import { pauseDesignation, resumeDesignation } from '../acts/designations/pause-designation.ts';
import { concludeReview, startReview } from '../acts/designations/review-designation.ts';
import type { Desk } from '../acts/desk.ts';
import type { DesignationRow } from '../store/designation-rows.ts';
import { type FieldError, goTo, type PageAnswer, show } from '../web/answer.ts';
import { deskOf } from '../web/page-desk.ts';
import { actorOf, WrongFormError } from './act-route.ts';
import { DESIGNATION_ACTS } from './act-words.ts';
import { type DesignationRequest, designationPath, designationRoute } from './designation-route.ts';
import { mayDo, type Staff } from './permissions.ts';
import { refusalOf } from './refusals.ts';
import type { PageGroup } from './staff-route.ts';
import { type Done, WORDS } from './words.ts';

/** Why staff end a designation. */
const STAFF_END_REASONS = ['resigned', 'removed', 'moved', 'died'] as const satisfies readonly EndReason[];

/** Something that staff do to a designation, by a form of its own. */
interface DesignationAct {
  readonly path: string;
  readonly title: string;
  readonly done: Done;
  readonly when: (designation: DesignationRow) => boolean;
  /** @param words why, as staff wrote it; never empty but where it may be */
  readonly act: (desk: Desk, request: DesignationRequest, words: string) => Promise<unknown>;
  readonly needsNoWords?: true;
}

const is =
  (...states: readonly DesignationRow['state'][]) =>
  ({ state }: DesignationRow) =>
    states.includes(state);

const whose = ({ held, staff }: DesignationRequest) => ({ number: held.designation.number, by: actorOf({ staff }) });

/** In the order in which they are offered. */
const ACTS: readonly DesignationAct[] = [
  {
    path: '/conclude',
    title: DESIGNATION_ACTS.conclude,
    done: 'concluded',
    when: is('active', 'paused', 'under-review'),
    act: (desk, request, words) => concludeReview(desk, { ...whose(request), words }),
  },
  {
    path: '/review',
    title: DESIGNATION_ACTS.review,
    done: 'review-started',
    when: is('active', 'paused'),
    act: (desk, request, words) => {
      const ground = request.form.one('ground');
      const isKnown = request.held.programme.designation.reviewGrounds.some(({ id }) => id === ground);
      if (!isKnown) throw new WrongFormError({ field: 'ground', text: WORDS.ground });
      return startReview(desk, { ...whose(request), ground, words });
    },
  },
  {
    path: '/pause',
    title: DESIGNATION_ACTS.pause,
    done: 'paused',
    when: is('active'),
    act: (desk, request, words) => pauseDesignation(desk, { ...whose(request), words }),
  },
  {
    path: '/resume',
    title: DESIGNATION_ACTS.resume,
    done: 'resumed',
    when: is('paused'),
    act: (desk, request, words) => resumeDesignation(desk, { ...whose(request), words }),
  },
  {
    path: '/school',
    title: DESIGNATION_ACTS.school,
    done: 'moved',
    when: is('active', 'paused', 'under-review'),
    act: (desk, request, words) => {
      const urn = request.form.one('urn');
      if (!/^\d{6}$/.test(urn)) throw new WrongFormError({ field: 'urn', text: WORDS.urn });
      return moveSchool(desk, { ...whose(request), urn, words });
    },
  },
  {
    path: '/end',
    title: DESIGNATION_ACTS.end,
    done: 'designation-ended',
    when: is('active', 'paused', 'under-review'),
    needsNoWords: true,
    act: (desk, request, words) => {
      const reason = STAFF_END_REASONS.find((one) => one === request.form.one('reason'));
      if (!reason) throw new WrongFormError({ field: 'reason', text: WORDS.endReason });
      if (reason === 'removed' && words === '') throw new WrongFormError({ field: 'words', text: WORDS.reason });
      return endHeldDesignation(desk, { ...whose(request), reason, words });
    },
  },
];

/** What can be done to a designation: the acts themselves look again. */
export const designationActsOf = (staff: Staff, designation: DesignationRow) =>
  mayDo(staff, 'manage-designations') ? ACTS.filter(({ when }) => when(designation)) : [];

/** A form for each act. It carries the designation's version, so that nobody acts on what another has changed meanwhile. */
export const designationActPages: PageGroup = (desk) =>
  ACTS.map(({ path, title, done, act, needsNoWords }) =>
    designationRoute(desk, {
      path,
      action: 'manage-designations',
      get: async (request) => form(request, path, title),
      async post(request) {
        const { number, version } = request.held.designation;
        const refuse = (error: FieldError, status = 422) => ({
          ...form(request, path, title),
          errors: [error],
          status,
        });
        if (request.form.one('version') !== String(version)) {
          return refuse({ field: 'form', text: WORDS.designationMovedOn }, 409);
        }
        const words = request.form.one('words');
        if (words === '' && !needsNoWords) return refuse({ field: 'words', text: WORDS.reason });
        try {
          await act(deskOf(desk, request), request, words);
        } catch (error) {
          const [wrong] = error instanceof WrongFormError ? error.errors : [];
          const refusal = refusalOf(error);
          if (!wrong && refusal === undefined) throw error;
          return refuse(wrong ?? { field: 'form', text: refusal ?? '' });
        }
        return goTo(`${designationPath(number)}?done=${done}`);
      },
    }),
  );

function form({ held }: DesignationRequest, path: string, heading: string): PageAnswer & { readonly show: string } {
  const { designation, programme } = held;
  return show('helpdesk/designation-act.njk', {
    designation,
    heading,
    act: path.slice(1),
    grounds: programme.designation.reviewGrounds,
    reasons: STAFF_END_REASONS,
    back: designationPath(designation.number),
  });
}
