import { isOpenState } from '../../domain/application.ts';
import { viewCounts } from '../../functions/figures/report-view.ts';
import {
  closedShape,
  extendedShape,
  figuresShape,
  type RoundShape,
  roundShape,
  roundsShape,
} from '../../functions/helpdesk/api/round-shapes.ts';
import { roundReportRow } from '../../functions/store/round-report-row.ts';
import type { Call } from '../cases/call.ts';
import { figures, reportLines } from './looking.ts';
import { typedDates, typedRound } from './making.ts';
import { askCancelling, askClosing, askExtension, dateLines, type PrintedDates, roundLine } from './print-round.ts';
import type { StaffClient } from './staff-client.ts';

/** What a subcommand does where its caller is staff who signed in, not an operator with the table. */
export interface SubcommandByApi {
  preview?(api: StaffClient, call: Call): Promise<readonly string[]>;
  run(api: StaffClient, call: Call): Promise<readonly string[]>;
}

const pathOf = (call: Call) => `/rounds/${encodeURIComponent(call.parameter('ROUND'))}`;

const read = (api: StaffClient, call: Call) => api.get(pathOf(call), roundShape);

const extend = (api: StaffClient, call: Call, preview: boolean) =>
  api.post(`${pathOf(call)}/extension`, { ...typedDates(call), reason: call.one('reason'), preview }, extendedShape);

const close = (api: StaffClient, call: Call, preview: boolean) => {
  const typed = { closes: call.optional('closes'), reason: call.one('reason'), preview };
  return api.post(`${pathOf(call)}/closing`, typed, closedShape);
};

const SUBCOMMANDS_BY_API: Readonly<Record<string, SubcommandByApi>> = {
  list: {
    async run(api, call) {
      const only = call.optional('programme');
      const { rounds } = await api.get('/rounds', roundsShape);
      const wanted = rounds.filter(({ programme }) => only === undefined || programme === only);
      return [...wanted.map((round) => roundLine(printed(round), round.state)), `rounds ${wanted.length}`];
    },
  },
  show: {
    async run(api, call) {
      const round = await read(api, call);
      const { states } = await api.get(`${pathOf(call)}/figures`, figuresShape);
      const counts = states.map(({ oldest, ...count }) => ({ ...count, ...(oldest && { oldest: new Date(oldest) }) }));
      return [
        `${round.title} (${round.generation}, ${round.body})`,
        ...dateLines(printed(round)),
        '',
        'Applications',
        ...figures(viewCounts(counts, new Date())),
        '',
        `state ${round.state}`,
      ];
    },
  },
  create: {
    async run(api, call) {
      const round = await api.post('/rounds', typedRound(call), roundShape);
      return [round.title, ...dateLines(printed(round)), `round ${round.id}`];
    },
  },
  extend: {
    async preview(api, call) {
      const { round, drafts, endorsers } = await extend(api, call, true);
      return askExtension(dateLines(printed(round)), drafts?.count ?? 0, endorsers?.count ?? 0);
    },
    run: async (api, call) => [...dateLines(printed((await extend(api, call, false)).round)), 'extended'],
  },
  close: {
    async preview(api, call) {
      const { round, drafts, interested } = await close(api, call, true);
      return askClosing(printed(round), drafts?.count ?? 0, interested?.count ?? 0);
    },
    run: async (api, call) => [...dateLines(printed((await close(api, call, false)).round)), 'closed-early'],
  },
  cancel: {
    async preview(api, call) {
      const { title } = await read(api, call);
      const { states } = await api.get(`${pathOf(call)}/figures`, figuresShape);
      const open = states.filter(({ state }) => isOpenState(state)).reduce((sum, { cases }) => sum + cases, 0);
      return askCancelling(title, open);
    },
    async run(api, call) {
      return [(await api.post(`${pathOf(call)}/cancellation`, { reason: call.one('reason') }, roundShape)).state];
    },
  },
  report: {
    async run(api, call) {
      const round = await read(api, call);
      const report = await api.get(`${pathOf(call)}/report`, roundReportRow.shape.report);
      return [...(await reportLines(round, report, call)), '', 'completed'];
    },
  },
};

/** What can be done with rounds through the API for staff, by the subcommand's name. */
export const BY_API: ReadonlyMap<string, SubcommandByApi> = new Map(Object.entries(SUBCOMMANDS_BY_API));

const at = (text: string) => ({ instant: new Date(text) });

/** A round of the API as it is printed. */
function printed({ openAgainUntil, ...round }: RoundShape): PrintedDates & Pick<RoundShape, 'id' | 'title'> {
  return {
    id: round.id,
    title: round.title,
    opens: at(round.opens),
    closes: at(round.closes),
    endorsementsDue: at(round.endorsementsDue),
    decisionsDue: at(round.decisionsDue),
    ...(openAgainUntil && { reopened: { until: at(openAgainUntil) } }),
  };
}
