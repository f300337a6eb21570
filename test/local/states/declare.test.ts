import { expect, test } from 'vitest';
import { declareStateMachines } from '../../../local/states/declare.ts';
import { PLACE, ROLE, StatesHome } from './states-home.ts';

const ends = (type: string) =>
  JSON.stringify({ QueryLanguage: 'JSONata', StartAt: 'A', States: { A: { Type: type, End: true } } });
const machine = (name: string, definition: string) => ({ name, definition, roleArn: ROLE });

test('a workflow that cannot be run here is named, when it is new and when it was changed', async () => {
  const { service } = new StatesHome();
  const refusal =
    /^the workflow "chase" cannot be run here: Invalid State Machine Definition: 'SCHEMA_VALIDATION_FAILED: .* at \/States\/A\/Type'$/;
  const fine = machine('apply', ends('Pass'));
  await expect(declareStateMachines(service, [fine, machine('chase', ends('Loop'))], PLACE)).rejects.toThrow(refusal);
  await declareStateMachines(service, [fine, machine('chase', ends('Pass'))], PLACE);
  await expect(declareStateMachines(service, [fine, machine('chase', ends('Loop'))], PLACE)).rejects.toThrow(refusal);
});
