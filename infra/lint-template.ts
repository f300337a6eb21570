import { spawnSync } from 'node:child_process';
import { globSync } from 'node:fs';
import * as z from 'zod';

/**
 * `npm run lint:template`: what cfn-lint (a Python package, https://pypi.org/project/cfn-lint/) finds in the synthesised
 * templates. Ends with 1 when there is anything that is not accepted below. Without cfn-lint it says so and ends well.
 */

const finding = z.object({
  Filename: z.string(),
  Rule: z.object({ Id: z.string() }),
  Message: z.string(),
  Location: z.object({ Start: z.object({ LineNumber: z.int() }) }),
});
type Finding = z.infer<typeof finding>;

const ACCEPTED = [
  { rule: 'W3005', message: /^/, why: 'CDK writes dependencies out that references imply' },
  {
    rule: 'E3601',
    message: /^'\{% .* %\}' is not of type 'number' at .*\/TimeoutSeconds'$/,
    why: 'JSONata may give a time-out (https://docs.aws.amazon.com/step-functions/latest/dg/state-task.html)',
  },
] as const;

const isAccepted = ({ Rule, Message }: Finding) =>
  ACCEPTED.some(({ rule, message }) => rule === Rule.Id && message.test(Message));

/** The folder that `npm run synth` writes. */
const templates = globSync('cdk.out/*.template.json');
if (templates.length === 0) throw new Error('there are no templates: npm run synth makes them');

const { error, stdout, stderr } = spawnSync('cfn-lint', ['--format', 'json', ...templates], { encoding: 'utf8' });
if (error && 'code' in error && error.code === 'ENOENT') {
  console.log('skipped: cfn-lint is not installed (pip install cfn-lint)');
} else {
  if (error) throw error;
  if (stderr) console.error(stderr);
  const found = z.array(finding).parse(JSON.parse(stdout));
  const wrong = found.filter((one) => !isAccepted(one));
  for (const { Filename, Rule, Message, Location } of wrong) {
    console.error(`${Filename}:${Location.Start.LineNumber} ${Rule.Id} ${Message}`);
  }
  console.log(`${templates.length} templates: ${wrong.length} findings, ${found.length - wrong.length} accepted`);
  if (wrong.length > 0) process.exitCode = 1;
}
