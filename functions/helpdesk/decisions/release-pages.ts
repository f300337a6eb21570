import { releaseDecision } from '../../acts/release-decision.ts';
import { putAccess } from '../../store/access-row.ts';
import {
  endReleaseRequest,
  getReleaseRequest,
  putReleaseRequest,
  ReleaseMovedOnError,
} from '../../store/release-request-row.ts';
import { putRoundEvent } from '../../store/round-event-row.ts';
import { type FieldError, goTo, type PageAnswer, show } from '../../web/answer.ts';
import { deskOf } from '../../web/page-desk.ts';
import { actorOf } from '../act-route.ts';
import type { HelpdeskDesk } from '../helpdesk-desk.ts';
import { LARGE_RELEASE } from '../permissions.ts';
import { type RoundRequest, roundRoute } from '../round-route.ts';
import { staffNames } from '../staff-names.ts';
import type { PageGroup } from '../staff-route.ts';
import { type Release, readRelease } from './decision-lines.ts';
import { DECISION_WORDS } from './decision-words.ts';
import { previewLetter } from './letter-preview.ts';
import { refused } from './several.ts';

const EXAMPLES = 3;
const SAMPLE = 5;

/** All provisional decisions of a round, released together: with what is mailed to whom, and a second person for many. */
export const releasePages: PageGroup = (desk) => [
  roundRoute(desk, {
    path: '/decisions/release',
    action: 'release-decision',
    get: async (request) => preview(desk, request, await releaseNow(desk, request)),
    async post(request) {
      const release = await releaseNow(desk, request);
      const problem = problemOf(request, release);
      if (problem) return preview(desk, request, release, problem);
      return release.lines.length > LARGE_RELEASE ? ask(desk, request, release) : carryOut(desk, request, release);
    },
  }),
  roundRoute(desk, {
    path: '/decisions/release/confirm',
    action: 'confirm-release',
    async post(request) {
      const [release, asked] = [
        await releaseNow(desk, request),
        await getReleaseRequest(desk.records, request.round.id),
      ];
      if (!asked || asked.fingerprint !== release.fingerprint) {
        return preview(desk, request, release, DECISION_WORDS.changed);
      }
      const isSame = asked.askedBy === request.staff.id;
      const problem = isSame ? DECISION_WORDS.secondPerson : problemOf(request, release);
      if (problem) return preview(desk, request, release, problem);
      try {
        await desk.records.transact([endReleaseRequest(asked)]);
      } catch (error) {
        if (!(error instanceof ReleaseMovedOnError)) throw error;
        return preview(desk, request, release, DECISION_WORDS.changed);
      }
      return carryOut(desk, request, release);
    },
  }),
  roundRoute(desk, {
    path: '/decisions/release/drop',
    action: 'release-decision',
    async post(request) {
      const asked = await getReleaseRequest(desk.records, request.round.id);
      try {
        if (asked) await desk.records.transact([endReleaseRequest(asked), noted(request, 'release-dropped')]);
      } catch (error) {
        if (!(error instanceof ReleaseMovedOnError)) throw error;
        return preview(desk, request, await releaseNow(desk, request), DECISION_WORDS.changed);
      }
      return goTo(`${tablePath(request)}?done=dropped`);
    },
  }),
];

const releaseNow = async ({ records }: HelpdeskDesk, { round, staff }: RoundRequest): Promise<Release> =>
  readRelease(records, round.id, staff.id);

const tablePath = ({ round }: RoundRequest) => `/helpdesk/rounds/${round.id}/decisions`;

/** What stands in the way of what the page showed. */
function problemOf({ form }: RoundRequest, { lines, fingerprint, undeclared }: Release): string | undefined {
  if (lines.length === 0) return DECISION_WORDS.nothing;
  if (undeclared > 0) return DECISION_WORDS.declare;
  if (form.one('fingerprint') !== fingerprint) return DECISION_WORDS.changed;
  return form.one('agree') === 'yes' ? undefined : DECISION_WORDS.agree;
}

async function preview(
  desk: HelpdeskDesk,
  request: RoundRequest,
  release: Release,
  problem?: string,
): Promise<PageAnswer> {
  const { round, staff, at } = request;
  const { lines, fingerprint, undeclared } = release;
  const examples = undeclared > 0 ? [] : examplesOf(release);
  const looked = examples.map(({ reference }) => putAccess(reference, { staff: staff.id, page: '/letter' }, at));
  if (looked.length > 0) await desk.records.transact(looked);
  const asked = await getReleaseRequest(desk.records, round.id);
  const errors: FieldError[] = problem === undefined ? [] : [{ field: 'agree', text: problem }];
  return {
    ...show('helpdesk/decisions/release.njk', {
      round,
      fingerprint,
      undeclared,
      count: lines.length,
      outcomes: {
        designate: lines.filter(({ decision }) => decision.outcome === 'designate').length,
        decline: lines.filter(({ decision }) => decision.outcome === 'decline').length,
      },
      sample: lines.slice(0, SAMPLE).map(({ card }) => card.name),
      letters: await Promise.all(
        examples.map(async ({ reference }) => ({ reference, ...(await previewLetter(desk, reference, at)) })),
      ),
      needsSecond: lines.length > LARGE_RELEASE,
      most: LARGE_RELEASE,
      // what was asked for is confirmed as it was, or asked for anew
      asked: asked?.fingerprint === fingerprint ? asked : undefined,
      isOwn: asked?.askedBy === staff.id,
      names: asked ? Object.fromEntries(await staffNames(desk.records, [asked.askedBy])) : {},
    }),
    errors,
    status: problem === undefined ? 200 : 422,
  };
}

/** Of both kinds, where there are both. */
function examplesOf({ lines }: Release): Release['lines'] {
  const decline = lines.find(({ decision }) => decision.outcome === 'decline');
  const others = lines.filter((line) => line !== decline);
  return [...(decline ? [decline] : []), ...others].slice(0, EXAMPLES);
}

const noted = ({ round, staff, at }: RoundRequest, what: string) =>
  putRoundEvent(round.id, at, { who: actorOf({ staff }), what });

async function ask({ records }: HelpdeskDesk, request: RoundRequest, { lines, fingerprint }: Release) {
  const { round, staff, at } = request;
  const asked = { round: round.id, fingerprint, count: lines.length, askedBy: staff.id, askedAt: at.toISOString() };
  await records.transact([putReleaseRequest(asked), noted(request, 'release-asked')]);
  return goTo(`${tablePath(request)}?done=asked`);
}

/** Each decision by itself: one that cannot be released holds up no other, and stays in the table. */
async function carryOut(desk: HelpdeskDesk, request: RoundRequest, { lines }: Release): Promise<PageAnswer> {
  const at = deskOf(desk, request);
  await desk.records.transact([noted(request, 'decisions-released')]);
  let released = 0;
  for (const { reference } of lines) {
    const refusal = await refused(() => releaseDecision(at, { reference, by: actorOf(request) }));
    if (refusal === undefined) released++;
  }
  return goTo(`${tablePath(request)}?done=released&count=${released}`);
}
