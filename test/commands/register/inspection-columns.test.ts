import { describe, expect, it } from 'vitest';
import { Cells } from '../../../commands/register/cells.ts';
import { readInspection } from '../../../commands/register/inspection-columns.ts';
import { type Columns, cellOf } from './register-csv.ts';

const read = (columns: Columns) => readInspection(new Cells(cellOf(columns)));

it('is absent when no column says anything', () => {
  expect(read({})).toBeUndefined();
  expect(read({ 'OfstedRating (name)': '', 'Latest OEIF overall effectiveness': 'NULL' })).toBeUndefined();
});

describe("the register's own columns, as they were until March 2025", () => {
  it('give the overall grade and its date', () => {
    expect(read({ 'OfstedRating (name)': 'Requires improvement', OfstedLastInsp: '13-06-2023' })).toEqual({
      framework: 'graded',
      overall: 'requires improvement',
      inspectedOn: '2023-06-13',
    });
  });

  it.each([
    ['Special Measures', 'SM'],
    ['Serious Weaknesses', 'SWK'],
  ])('give %s as inadequate with that concern', (rating, concern) => {
    expect(read({ 'OfstedRating (name)': rating })).toEqual({ framework: 'graded', overall: 'inadequate', concern });
  });
});

describe("the columns of Ofsted's management information", () => {
  it('give grades, another URN and a later visit that confirmed them', () => {
    expect(
      read({
        'Latest OEIF overall effectiveness': '2',
        'Latest OEIF effectiveness of leadership and management': '1',
        'Inspection start date of latest OEIF graded inspection': '05/07/2017',
        'URN at time of latest OEIF graded inspection': '900058',
        'Ungraded inspection overall outcome': 'School remains Good',
        'Date of latest ungraded inspection': '18/10/2023',
      }),
    ).toEqual({
      framework: 'graded',
      overall: 'good',
      leadershipAndManagement: 'outstanding',
      inspectedOn: '2017-07-05',
      inspectedUrn: '900058',
      confirmed: { outcome: 'School remains Good', on: '2023-10-18' },
    });
  });

  it('give no other URN when the inspection was of this school', () => {
    const columns = { 'Overall effectiveness': '2', 'URN at time of latest full inspection': '900101' };
    expect(read(columns)).toEqual({ framework: 'graded', overall: 'good' });
  });

  it('give leadership and management where there was no overall grade', () => {
    expect(
      read({
        'Latest OEIF overall effectiveness': 'Not judged',
        'Latest OEIF effectiveness of leadership and management': '2',
      }),
    ).toEqual({ framework: 'graded', leadershipAndManagement: 'good' });
  });

  it('give a report card, whatever older grade stands beside it', () => {
    expect(
      read({
        'Leadership and governance': 'Strong standard',
        'Inspection start date': '20/01/2026',
        'Latest OEIF overall effectiveness': '1',
      }),
    ).toEqual({ framework: 'report-card', inspectedOn: '2026-01-20' });
  });

  it('keep no visit that confirmed nothing', () => {
    const outcome = 'Some aspects not as strong';
    expect(read({ 'Overall effectiveness': '2', 'Ungraded inspection overall outcome': outcome })).toEqual({
      framework: 'graded',
      overall: 'good',
    });
  });
});

it('knows a school that the ISI inspects, and its last visit', () => {
  expect(read({ 'InspectorateName (name)': 'ISI', DateOfLastInspectionVisit: '07-11-2023' })).toEqual({
    framework: 'isi',
    inspectedOn: '2023-11-07',
  });
});
