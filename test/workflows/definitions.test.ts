import { globSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect, it } from 'vitest';

type Validate = (definition: unknown) => { readonly isValid: boolean; errorsText(separator: string): string };

// it brings no types
const validate: Validate = createRequire(import.meta.url)('asl-validator');

/** A definition as AWS gets it: names are ARNs. */
function read(file: string) {
  const text = readFileSync(file, 'utf8');
  return JSON.parse(text.replaceAll(/\$\{(\w+)\}/g, 'arn:aws:lambda:eu-west-2:000000000000:function:$1'));
}

it.each(globSync('workflows/*.asl.json'))('%s is valid by the rules of the States Language', (file) => {
  const { isValid, errorsText } = validate(read(file));
  expect(isValid, isValid ? '' : errorsText('\n')).toBe(true);
});

it.each([
  ['a transition to nowhere', { Next: 'Nowhere' }],
  ["another query language's field", { InputPath: '$.first' }],
])('would notice %s', (_, change) => {
  const definition = read('workflows/round.asl.json');
  Object.assign(definition.States['Wait for the moment'], change);
  expect(validate(definition).isValid).toBe(false);
});
