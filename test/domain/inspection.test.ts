import { describe, expect, it } from 'vitest';
import { readInspection } from '../../domain/inspection.ts';
import type { Inspection } from '../../domain/school.ts';
import { anInspection, without } from './a-school.ts';

const STALE_BEFORE = '2026-05-25';
const overall = (inspection: Inspection | undefined) =>
  readInspection(inspection, 'overall-effectiveness', STALE_BEFORE);
const noOverall = (changes: Partial<Inspection>) => without(anInspection(changes), 'overall');

describe('reading an inspection', () => {
  it.each([
    ['outstanding', anInspection({ overall: 'outstanding' }), 'good'],
    ['good', anInspection(), 'good'],
    ['good under an earlier URN', anInspection({ inspectedUrn: '999000' }), 'unclear'],
    ['requires improvement', anInspection({ overall: 'requires improvement' }), 'not-good'],
    [
      'requires improvement under an earlier URN',
      anInspection({ overall: 'requires improvement', inspectedUrn: '1' }),
      'not-good',
    ],
    ['inadequate', anInspection({ overall: 'inadequate' }), 'not-good'],
    ['good, with serious weaknesses', anInspection({ concern: 'SWK' }), 'not-good'],
    ['no overall grade, in special measures', noOverall({ concern: 'SM' }), 'not-good'],
    ['no overall grade, notice to improve', noOverall({ concern: 'NTI' }), 'not-good'],
    ['no overall grade, good leadership', noOverall({}), 'unclear'],
    ['no overall grade, weak leadership', noOverall({ leadershipAndManagement: 'inadequate' }), 'unclear'],
    [
      'good, confirmed by an ungraded visit',
      anInspection({ confirmed: { outcome: 'School remains good', on: '2026-02-03' } }),
      'good',
    ],
    ['a report card', noOverall({ framework: 'report-card' }), 'unclear'],
    ['a report card after an old grade', anInspection({ framework: 'report-card', overall: 'inadequate' }), 'unclear'],
    ['the Independent Schools Inspectorate', noOverall({ framework: 'isi' }), 'unclear'],
    ['another kind of inspection', anInspection({ framework: 'other' }), 'unclear'],
    ['good, in an old file', anInspection({ snapshotDate: '2026-05-24' }), 'unclear'],
    ['inadequate, in an old file', anInspection({ overall: 'inadequate', snapshotDate: '2024-01-31' }), 'unclear'],
    ['good, in a file of the last day that counts', anInspection({ snapshotDate: STALE_BEFORE }), 'good'],
    ['no inspection', undefined, 'unclear'],
  ] as const)('finds %s', (_, inspection, finding) => {
    expect(overall(inspection).finding).toBe(finding);
  });

  it('reads leadership and management by itself where a criterion is about it', () => {
    const inspection = anInspection({ overall: 'requires improvement', leadershipAndManagement: 'good' });
    expect(readInspection(inspection, 'leadership-and-management', STALE_BEFORE).finding).toBe('good');
  });

  it('shows every value that it saw, and the date of the file', () => {
    const { snapshotDate, ...seen } = anInspection({
      concern: 'SM',
      inspectedUrn: '999000',
      confirmed: { outcome: 'School remains good', on: '2026-02-03' },
    });
    expect(overall({ snapshotDate, ...seen })).toEqual({
      finding: 'not-good',
      why: { word: 'inspection', told: 'concern' },
      evidence: [{ source: 'inspection-data', seen, date: '2026-10-31' }],
    });
  });
});
