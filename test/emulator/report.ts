import type { LeftOut } from './assembly.ts';
import type { Made } from './deployed.ts';
import { VERSION } from './emulator.ts';
import type { Outcome } from './scenarios.ts';

export interface EmulatorRun {
  readonly on: Date;
  readonly seconds: { readonly start: number; readonly deploy: number; readonly scenarios: number };
  readonly leftOut: readonly LeftOut[];
  readonly made: readonly Made[];
  readonly outcomes: readonly Outcome[];
}

/** What is behind a failure, by how it reads. */
const EXPLAINED: readonly { readonly failure: RegExp; readonly because: string }[] = [
  { failure: /POST \/clock/, because: "it waits for hours or days, and the emulator has the computer's clock" },
  {
    failure: /endorser-bounced/,
    because:
      'an address bounces; the emulator keeps the event destination of a configuration set, and publishes nothing to it',
  },
  { failure: /^SyntaxError/, because: "it asks for the home's record of its calls, and an emulator keeps none" },
  {
    failure: /^TestTimeoutError/,
    because: 'it was not over in ten minutes: each look whether the service is quiet reads all rows',
  },
];

/** `docs/emulator.md`: what an emulator made of our templates. */
export function emulatorReport({ on, seconds, leftOut, made, outcomes }: EmulatorRun): string {
  const passed = outcomes.filter(({ why }) => why === undefined);
  const failed = outcomes.filter(({ why }) => why !== undefined);
  const types = [...Map.groupBy(made, ({ type }) => type)].sort(([a], [b]) => a.localeCompare(b));
  return `# A second, independent home

\`npm run emulate\` deploys the synthesised app to MiniStack ${VERSION} (https://pypi.org/project/ministack/), an emulator of AWS
that nobody of this project wrote: CDK's own command line bootstraps and deploys all three stacks through its CloudFormation, and the
acceptance suite runs against what that made, through its API Gateway, authoriser, functions, streams, workflows and mail. In
CloudFront's place stands a small proxy that adds the key of the edge. This page is written by the command.

Last run: ${on.toISOString().slice(0, 10)}. Installed and started in ${seconds.start} s, deployed in ${seconds.deploy} s, scenarios in ${seconds.scenarios} s.
**${passed.length} of ${outcomes.length} scenarios passed**, ${made.length} resources made.

## What the emulator does not take

| of our templates | how many | the emulator's reason |
|---|---|---|
${leftOut.map(({ what, count, because }) => `| ${what} | ${count} | ${cell(because)} |`).join('\n')}

## Scenarios that do not pass there

| part | scenario | why | in its words |
|---|---|---|---|
${failed.map(({ file, scenario, why = '' }) => `| ${file} | ${cell(scenario)} | ${explained(why)} | ${cell(why)} |`).join('\n')}

The scenarios of durability are not among them: they start and kill single-machine homes of their own.

## Scenarios that pass

| part | scenario |
|---|---|
${passed.map(({ file, scenario }) => `| ${file} | ${cell(scenario)} |`).join('\n')}

## What was made

| type | how many |
|---|---|
${types.map(([type, all]) => `| ${type} | ${all.length} |`).join('\n')}
`;
}

const explained = (why: string) => EXPLAINED.find(({ failure }) => failure.test(why))?.because ?? 'not explained yet';

/** One line, without what would end a table's cell; addresses of the run are different each time. */
const cell = (text: string) =>
  text
    .replaceAll(/\s+/g, ' ')
    .replaceAll('|', '\\|')
    .replaceAll(/127\.0\.0\.1:\d+/g, '127.0.0.1')
    .replaceAll(/[0-9a-f]{8}@/g, '…@')
    .slice(0, 300);
