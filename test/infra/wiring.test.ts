import { readFileSync } from 'node:fs';
import { buildSync } from 'esbuild';
import { describe, expect, it } from 'vitest';
import { integrationsOf } from '../../infra/constructs/integrations.ts';
import { service as template } from './example-templates.ts';

/** That the parts of the template fit together, and fit the code: what would otherwise fail only once it is deployed. */

const all = (type: string) => Object.entries(template.findResources(`AWS::${type}`));
const functions = all('Lambda::Function');

/** Logical ids of everything that a value refers to, in this stack or by an export of another. */
function thingsIn(value: unknown): string[] {
  if (typeof value !== 'object' || value === null) return [];
  if ('Ref' in value) return [String(value.Ref)];
  if ('Fn::GetAtt' in value) return [String((value['Fn::GetAtt'] as string[])[0])];
  if ('Fn::ImportValue' in value) {
    const [, id = ''] = /Exports?Output(?:Ref|FnGetAtt)(\w+?[0-9A-F]{8})/.exec(String(value['Fn::ImportValue'])) ?? [];
    return [id];
  }
  return Object.values(value).flatMap(thingsIn);
}

/** `action on thing` for everything that a role may do. */
function permissionsOf(role: string): Set<string> {
  const statements = all('IAM::Policy')
    .filter(([, { Properties }]) => thingsIn(Properties.Roles).includes(role))
    .flatMap(([, { Properties }]) => Properties.PolicyDocument.Statement);
  return new Set(
    statements.flatMap(({ Action, Resource }) =>
      [Action].flat().flatMap((action) => thingsIn([Resource]).map((thing) => `${action} on ${thing}`)),
    ),
  );
}

const IAM_ACTIONS: Readonly<Record<string, string>> = {
  'lambda:invoke': 'lambda:InvokeFunction',
  'dynamodb:updateItem': 'dynamodb:UpdateItem',
};

it.each(all('StepFunctions::StateMachine'))('%s may make every call of its states', (name, { Properties }) => {
  const [role = ''] = thingsIn(Properties.RoleArn);
  const calls = integrationsOf(name, Properties.DefinitionString);
  const needed = calls.map(({ service, action, on }) => {
    const [thing] = thingsIn(Properties.DefinitionSubstitutions[on]);
    return `${IAM_ACTIONS[`${service}:${action}`]} on ${thing}`;
  });
  expect(needed.length).toBeGreaterThan(0);
  expect([...new Set(needed)].filter((need) => !permissionsOf(role).has(need))).toEqual([]);
});

/** Variables that the code of a function reads, by the modules that esbuild leaves in its bundle. */
function variablesReadBy(name: string): string[] {
  const { metafile } = buildSync({
    entryPoints: [`functions/${name}/${name}.lambda.ts`],
    bundle: true,
    packages: 'external',
    platform: 'node',
    metafile: true,
    write: false,
    outdir: 'nowhere',
  });
  const modules = Object.values(metafile.outputs)
    .flatMap(({ inputs }) => Object.entries(inputs))
    .filter(([, { bytesInOutput }]) => bytesInOutput > 0)
    .map(([module]) => readFileSync(module, 'utf8'));
  return modules.flatMap((text) => Array.from(text.matchAll(/\benvironment\('(\w+)'\)/g), ([, read = '']) => read));
}

it.each(functions.map(([id, { Properties }]) => [id, Properties] as const))(
  '%s is given every variable that its code reads, and no other',
  (_, { Description, Environment }) => {
    const given = Object.keys(Environment?.Variables ?? {});
    expect(given.toSorted()).toEqual([...new Set(variablesReadBy(Description))].toSorted());
  },
);

describe('every function', () => {
  const integrations = new Map(all('ApiGatewayV2::Integration'));
  const routed = all('ApiGatewayV2::Route').map(([, { Properties }]) => {
    const integration = thingsIn(Properties.Target).map((id) => integrations.get(id))[0];
    return { route: String(Properties.RouteKey), fn: thingsIn(integration?.Properties.IntegrationUri)[0] };
  });
  const invoked = [
    ...routed.map(({ fn }) => fn),
    ...thingsIn(all('ApiGatewayV2::Authorizer').map(([, { Properties }]) => Properties.AuthorizerUri)),
    ...thingsIn(all('Events::Rule').map(([, { Properties }]) => Properties.Targets)),
    ...thingsIn(all('Lambda::EventSourceMapping').map(([, { Properties }]) => Properties.FunctionName)),
    ...thingsIn(all('Scheduler::Schedule').map(([, { Properties }]) => Properties.Target.Arn)),
    ...thingsIn(all('StepFunctions::StateMachine').map(([, { Properties }]) => Properties.DefinitionSubstitutions)),
  ];

  it.each(functions.map(([id]) => id))('%s is invoked by a route, an event, a schedule or a workflow', (id) => {
    expect(invoked).toContain(id);
  });

  it('answers open data by one function, whatever the method', () => {
    for (const path of ['/directory.json', '/directory.csv', '/api/{proxy+}']) {
      const doors = routed.filter(({ route }) => route.endsWith(` ${path}`));
      expect(new Set(doors.map(({ fn }) => fn)).size).toBe(1);
      expect(doors.map(({ route }) => route.split(' ')[0]).toSorted()).toEqual([
        'DELETE',
        'GET',
        'HEAD',
        'OPTIONS',
        'PATCH',
        'POST',
        'PUT',
      ]);
    }
  });

  it('answers a route wherever there is one', () => {
    expect(routed.length).toBeGreaterThan(0);
    expect(routed.filter(({ fn }) => !functions.some(([id]) => id === fn))).toEqual([]);
  });
});
