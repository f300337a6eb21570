import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Json } from '../../../../local/states/json.ts';
import { evaluate } from '../../../../local/states/jsonata/evaluate.ts';
import { compileTemplate, ExpressionSyntaxError, isExpression } from '../../../../local/states/jsonata/template.ts';

describe('a template', () => {
  test('without expressions is itself', async () => {
    const json = fc.jsonValue().map((value) => JSON.parse(JSON.stringify(value)) as Json);
    await fc.assert(
      fc.asyncProperty(json, async (value) => {
        fc.pre(!JSON.stringify(value).includes('{%'));
        expect(await evaluate(compileTemplate(value, 'Output'), {})).toEqual(value);
      }),
    );
  });

  test('is evaluated wherever an expression stands in it', async () => {
    const template = compileTemplate({ list: [1, '{% $n %}', { deep: '{% $n + 1 %}' }], text: '$n' }, 'Output');
    expect(await evaluate(template, { n: 5 })).toEqual({ list: [1, 5, { deep: 6 }], text: '$n' });
  });

  test('says where an expression failed', async () => {
    const template = compileTemplate({ list: [1, { deep: '{% $no %}' }] }, 'Arguments');
    await expect(evaluate(template, {})).rejects.toMatchObject({ location: 'Arguments/list[1]/deep' });
  });

  test('with a broken expression is refused', () => {
    expect(() => compileTemplate(['{% 1 + %}'], 'Output')).toThrow(ExpressionSyntaxError);
  });

  test.each([
    ['{% 1 %}', true],
    ['{%1%}', true],
    ['{%\n1\n%}', true],
    [' {% 1 %}', false],
    ['{% 1 %} ', false],
    ['{{ 1 }}', false],
    [1, false],
  ])('takes %j for an expression: %s', (value, expected) => {
    expect(isExpression(value)).toBe(expected);
  });
});

test('an expression that never ends is stopped', async () => {
  const forever = compileTemplate('{% ($f := function(){$f()}; $f()) %}', 'Output');
  await expect(evaluate(forever, {})).rejects.toThrow('threw an error during evaluation.');
});
