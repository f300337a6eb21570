import { mkdtempSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { App, CfnResource, Stack, Validations } from 'aws-cdk-lib';
import { AwsSolutionsChecks, ServerlessChecks } from 'cdk-nag';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import * as z from 'zod';
import { readSettings } from '../../infra/settings.ts';
import { addStacks } from '../../infra/stacks.ts';

const reportSchema = z.object({
  pluginReports: z.array(
    z.object({
      violations: z.array(
        z.object({ ruleName: z.string(), violatingConstructs: z.array(z.object({ constructPath: z.string() })) }),
      ),
    }),
  ),
});

/**
 * What the rules find in the stacks, as `rule at construct`; what constructs acknowledge with a reason is not among it.
 * CDK's own rules for templates are among them.
 */
function findings(addTo: (app: App) => void): string[] {
  const outdir = mkdtempSync(join(tmpdir(), 'nag-'));
  const app = new App({ outdir });
  addTo(app);
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app), new ServerlessChecks(app));
  try {
    app.synth();
  } catch (error) {
    // the report is written all the same, and looked at below
    if (!(error instanceof Error && error.name === 'ValidationFailed')) throw error;
  }
  const report = reportSchema.parse(JSON.parse(readFileSync(join(outdir, 'validation-report.json'), 'utf8')));
  return report.pluginReports
    .flatMap(({ violations }) => violations)
    .flatMap(({ ruleName, violatingConstructs }) =>
      violatingConstructs.map(({ constructPath }) => `${ruleName} at ${constructPath}`),
    );
}

/** Wildcards in the names of resources that do not exist before somebody makes them; all else must be mended or acknowledged. */
const ACCEPTED = [
  { finding: /IAM5\[Resource::.*:execution:.*:\*\] at .*\/(Sweep|Helpdesk)Role/, why: 'executions of the workflow' },
  {
    finding: /IAM5\[Resource::.*DirectoryBucket.*\/\*\] at .*\/(Directory|PublishDirectory)Role/,
    why: 'files of snapshots',
  },
  {
    finding: /IAM5\[Resource::.*schedule\/.*Rounds.*\/\*\] at .*\/(StartWorkflows|Sweep)Role/,
    why: 'schedules of rounds',
  },
  {
    finding: /IAM5\[Resource::<Sweep\w+\.Arn>:\*\] at .*\/SchedulerRole/,
    why: "CDK's own grant to Scheduler names versions",
  },
];

// a shell may have switched CDK's own rules off
beforeEach(() => void vi.stubEnv('CDK_VALIDATION', 'true'));
afterEach(() => void vi.unstubAllEnvs());

it("looks by CDK's own rules for templates", () => {
  const found = findings((app) => {
    new CfnResource(new Stack(app, 'Wrong'), 'Queue', { type: 'AWS::SQS::Queue', properties: { Unknown: 1 } });
  });
  expect(found).toContain('F3002 at Wrong/Queue');
});

it("finds nothing by AWS's rules of security (cdk-nag: AwsSolutions, Serverless) that is not accepted with a reason", () => {
  const found = findings((app) => addStacks(app, readSettings('settings.example.json')));
  expect(found.filter((one) => !ACCEPTED.some(({ finding }) => finding.test(one)))).toEqual([]);
  for (const { finding, why } of ACCEPTED)
    expect(
      found.some((one) => finding.test(one)),
      why,
    ).toBe(true);
});
