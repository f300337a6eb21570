import { describe, expect, test } from 'vitest';
import type { Json } from '../../../../local/states/json.ts';
import { evaluate } from '../../../../local/states/jsonata/evaluate.ts';
import { awsFunctions } from '../../../../local/states/jsonata/functions.ts';
import { compileTemplate } from '../../../../local/states/jsonata/template.ts';

const functions = awsFunctions(() => Date.parse('2027-03-28T01:30:00Z'));
const value = (expression: string): Promise<Json> =>
  evaluate(compileTemplate(`{% ${expression} %}`, 'Output'), functions);

describe('the functions that AWS adds', () => {
  const cases: [expression: string, expected: Json][] = [
    ['$partition([1,2,3,4,5], 2)', [[1, 2], [3, 4], [5]]],
    ['$partition([0], 1)', [[0]]],
    ['$partition([1,2], 9)', [[1, 2]]],
    ['$range(1, 9, 2)', [1, 3, 5, 7, 9]],
    ['$range(3, 1, -1)', [3, 2, 1]],
    ['$range(1, 9, 9)', 1],
    ["$hash('input', 'SHA-1')", '140f86aae51ab9e1cda9b4254fe98a74eb54c1a1'],
    ["$hash('input', 'MD5')", 'a43c1b0aa53a0c908810c06ab1ff3967'],
    [`$parse('{"a":[1,null]}')`, { a: [1, null] }],
    ["$parse('-0')", 0],
    ['$random(7) = $random(7)', true],
    ['$random() < 1', true],
    ['$uuid() != $uuid()', true],
    ['$length($uuid())', 36],
    ['$now()', '2027-03-28T01:30:00.000Z'],
    ["$now('[Y0001]-[M01]-[D01] [H01]:[m01]', '+0100')", '2027-03-28 02:30'],
    ['$millis()', Date.parse('2027-03-28T01:30:00Z')],
  ];
  test.each(cases)('%s', async (expression, expected) => {
    expect(await value(expression)).toEqual(expected);
  });

  test.each([
    "$eval('1')",
    '$randomSeeded(1)',
    "$hash('x', 'CRC')",
    '$partition([1], 0)',
    '$range(1, 5, 0)',
    '$range(1, 5000, 1)',
    "$parse('{')",
  ])('%s is an error', async (expression) => {
    await expect(value(expression)).rejects.toThrow('threw an error during evaluation.');
  });
});

describe('a value of JSONata', () => {
  const cases: [expression: string, expected: Json][] = [
    ['[1..3][$ > 1]', [2, 3]],
    ['[1..3][$ > 2]', 3],
    ["{'a': $no, 'b': 1}", { b: 1 }],
    ['null', null],
    ["$merge([{'a':1},{'b':2}])", { a: 1, b: 2 }],
  ];
  test.each(cases)('%s is plain JSON', async (expression, expected) => {
    expect(await value(expression)).toEqual(expected);
  });

  test.each(['function($x){$x}', '[$sum]', '/a/'])('%s is not JSON', async (expression) => {
    await expect(value(expression)).rejects.toThrow('returned an unsupported result type.');
  });
});
