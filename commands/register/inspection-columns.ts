import type { Grade, Inspection } from '../../domain/school.ts';
import { type Cells, present } from './cells.ts';

/** An inspection whose file's date is not known yet. */
export type UndatedInspection = Omit<Inspection, 'snapshotDate'>;

/**
 * Where the values are, best first. The register itself had three Ofsted columns until March 2025; the others are those
 * of Ofsted's "State-funded schools, latest inspections" (management information), joined to the register by URN: since
 * autumn 2025 with "Latest OEIF" for the framework before the report cards, and as they were before.
 */
const COLUMNS = {
  overall: ['Latest OEIF overall effectiveness', 'Overall effectiveness', 'OfstedRating (name)'],
  leadershipAndManagement: [
    'Latest OEIF effectiveness of leadership and management',
    'Effectiveness of leadership and management',
  ],
  concern: ['Latest OEIF category of concern', 'Category of concern', 'OfstedRating (name)'],
  inspectedOn: [
    'Inspection start date of latest OEIF graded inspection',
    'Inspection start date of latest full inspection',
    'OfstedLastInsp',
    'Inspection start date',
  ],
  inspectedUrn: ['URN at time of latest OEIF graded inspection', 'URN at time of latest full inspection'],
  confirmedOn: ['Date of latest ungraded inspection'],
  outcome: ['Ungraded inspection overall outcome'],
} as const;

/** Every report card has this area. */
const REPORT_CARD = 'Leadership and governance';

/** A concern is always with an overall judgement of inadequate. */
const GRADES: Readonly<Record<string, Grade>> = {
  '1': 'outstanding',
  '2': 'good',
  '3': 'requires improvement',
  '4': 'inadequate',
  outstanding: 'outstanding',
  good: 'good',
  'requires improvement': 'requires improvement',
  inadequate: 'inadequate',
  'special measures': 'inadequate',
  'serious weaknesses': 'inadequate',
};

const CONCERNS: Readonly<Record<string, NonNullable<Inspection['concern']>>> = {
  sm: 'SM',
  swk: 'SWK',
  nti: 'NTI',
  'special measures': 'SM',
  'serious weaknesses': 'SWK',
};

/** "School remains Good", "Standards maintained". */
const CONFIRMS = /remains (good|outstanding)|standards maintained/i;

/** What Ofsted, or for some independent schools the ISI, last found; undefined when the file does not say. */
export function readInspection(cells: Cells): UndatedInspection | undefined {
  if (cells.text(REPORT_CARD)) {
    return { framework: 'report-card', ...present({ inspectedOn: cells.date('Inspection start date') }) };
  }
  const look = (columns: readonly string[]) => cells.firstOf(columns)?.toLowerCase() ?? '';
  const overall = GRADES[look(COLUMNS.overall)];
  const leadershipAndManagement = GRADES[look(COLUMNS.leadershipAndManagement)];
  const inspectedUrn = cells.firstOf(COLUMNS.inspectedUrn);
  if (overall ?? leadershipAndManagement) {
    return {
      framework: 'graded',
      ...present({
        overall,
        leadershipAndManagement,
        concern: CONCERNS[look(COLUMNS.concern)],
        inspectedOn: firstDate(cells, COLUMNS.inspectedOn),
        inspectedUrn: inspectedUrn === cells.cell('URN') ? undefined : inspectedUrn,
        confirmed: readConfirmation(cells),
      }),
    };
  }
  if (look(['InspectorateName (name)']) === 'isi') {
    return { framework: 'isi', ...present({ inspectedOn: cells.date('DateOfLastInspectionVisit') }) };
  }
  return undefined;
}

function readConfirmation(cells: Cells): Inspection['confirmed'] {
  const outcome = cells.firstOf(COLUMNS.outcome);
  if (!outcome || !CONFIRMS.test(outcome)) return undefined;
  return { outcome, ...present({ on: firstDate(cells, COLUMNS.confirmedOn) }) };
}

function firstDate(cells: Cells, columns: readonly string[]): string | undefined {
  const filled = columns.find((column) => cells.text(column));
  return filled && cells.date(filled);
}
