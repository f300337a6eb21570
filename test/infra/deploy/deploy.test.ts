import { afterEach, describe, expect, it, vi } from 'vitest';
import { checkAccount } from '../../../infra/deploy/check-account.ts';
import { checkBootstrap } from '../../../infra/deploy/check-bootstrap.ts';
import { mailLimits } from '../../../infra/deploy/mail-limits.ts';
import { readSettings } from '../../../infra/settings.ts';
import { awsAnswers } from './aws-answers.ts';

const CALLER = `<GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><GetCallerIdentityResult>
<Account>111122223333</Account></GetCallerIdentityResult></GetCallerIdentityResponse>`;
const NO_STACK = `<ErrorResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><Error><Type>Sender</Type>
<Code>ValidationError</Code><Message>Stack with id CDKToolkit does not exist</Message></Error></ErrorResponse>`;
const STACK = `<DescribeStacksResponse xmlns="http://cloudformation.amazonaws.com/doc/2010-05-15/"><DescribeStacksResult>
<Stacks><member><StackName>CDKToolkit</StackName></member></Stacks></DescribeStacksResult></DescribeStacksResponse>`;
const { region, domain, scale } = readSettings('settings.example.json');
const settings = { region, domain, scale };

function reach(url: string) {
  vi.stubEnv('AWS_ENDPOINT_URL', url);
  vi.stubEnv('AWS_ACCESS_KEY_ID', 'test');
  vi.stubEnv('AWS_SECRET_ACCESS_KEY', 'test');
}
afterEach(() => vi.unstubAllEnvs());

describe('before deploying', () => {
  it('the account of the credentials must be that of the settings', async () => {
    using aws = await awsAnswers(() => ({ status: 200, body: CALLER }));
    reach(aws.url);
    expect(await checkAccount({ ...settings, account: '111122223333' })).toBe('111122223333');
    expect(await checkAccount(settings)).toBe('111122223333');
    await expect(checkAccount({ ...settings, account: '444455556666' })).rejects.toThrow(
      'the credentials are of account 111122223333, the settings are for 444455556666',
    );
  });

  it('regions without bootstrap are named with the command', async () => {
    using aws = await awsAnswers(() => ({ status: 400, body: NO_STACK }));
    reach(aws.url);
    await expect(checkBootstrap('111122223333', ['eu-west-2', 'us-east-1', 'us-east-1'])).rejects.toThrow(
      /npx cdk bootstrap aws:\/\/111122223333\/eu-west-2 aws:\/\/111122223333\/us-east-1$/,
    );
  });

  it('nothing is said where CDK is set up', async () => {
    using aws = await awsAnswers(() => ({ status: 200, body: STACK }));
    reach(aws.url);
    await expect(checkBootstrap('111122223333', ['eu-west-2'])).resolves.toBeUndefined();
  });
});

describe('after deploying', () => {
  it('the sandbox of SES and a domain without its records are told', async () => {
    using aws = await awsAnswers(({ path }) =>
      path.endsWith('/account')
        ? { status: 200, body: '{"ProductionAccessEnabled": false, "SendQuota": {"MaxSendRate": 1}}' }
        : { status: 200, body: '{"DkimAttributes": {"Status": "PENDING"}}' },
    );
    reach(aws.url);
    expect(await mailLimits(settings)).toEqual([
      expect.stringContaining('DKIM records of rounds.example.org'),
      expect.stringContaining('sandbox'),
      expect.stringContaining('SES sends 1 mails a second, the settings count on 14'),
    ]);
  });

  it.each([
    ['told once all is in place', 14, 50_000, ['SES sends up to 14 mails a second, 50000 in 24 hours']],
    ['not told where there are none', 200, -1, ['SES sends up to 200 mails a second, without a limit by day']],
    ['too low for the rate', 200, 50_000, [expect.anything(), expect.stringContaining('used up in half an hour')]],
  ])('the limits of SES are %s', async (_, MaxSendRate, Max24HourSend, lines) => {
    using aws = await awsAnswers(({ path }) =>
      path.endsWith('/account')
        ? {
            status: 200,
            body: JSON.stringify({ ProductionAccessEnabled: true, SendQuota: { MaxSendRate, Max24HourSend } }),
          }
        : { status: 200, body: '{"DkimAttributes": {"Status": "SUCCESS"}}' },
    );
    reach(aws.url);
    const scale = { ...settings.scale, mailsPerSecond: MaxSendRate };
    expect(await mailLimits({ ...settings, scale })).toEqual(lines);
  });
});
