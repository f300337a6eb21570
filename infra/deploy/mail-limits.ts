import { GetAccountCommand, GetEmailIdentityCommand, NotFoundException, SESv2Client } from '@aws-sdk/client-sesv2';
import type { Settings } from '../settings.ts';

/** What SES says of an account that it sets no limit in 24 hours. */
const UNLIMITED = -1;

const HALF_AN_HOUR_SECONDS = 1800;

/** What still keeps mail from going out, each as a line for whoever deployed. */
export async function mailLimits({
  region,
  domain,
  scale,
}: Pick<Settings, 'region' | 'domain' | 'scale'>): Promise<string[]> {
  const client = new SESv2Client({ region });
  const { ProductionAccessEnabled, SendQuota } = await client.send(new GetAccountCommand());
  const { MaxSendRate: rate = 0, Max24HourSend: day = 0 } = SendQuota ?? {};
  const isLimited = day !== UNLIMITED;
  const isVerified = await isDomainVerified(client, domain);
  return [
    ...(isVerified
      ? []
      : [`SES has not seen the DKIM records of ${domain} yet: add the three CNAMEs that its console shows`]),
    ...(ProductionAccessEnabled
      ? [`SES sends up to ${rate} mails a second, ${isLimited ? `${day} in 24 hours` : 'without a limit by day'}`]
      : ['SES is in its sandbox: mail goes to verified addresses only. Ask for production access in its console']),
    ...(rate < scale.mailsPerSecond
      ? [`SES sends ${rate} mails a second, the settings count on ${scale.mailsPerSecond}: lower scale.mailsPerSecond`]
      : []),
    ...(ProductionAccessEnabled && isLimited && day < scale.mailsPerSecond * HALF_AN_HOUR_SECONDS
      ? [`SES's ${day} mails in 24 hours are used up in half an hour at ${scale.mailsPerSecond} a second: ask for more`]
      : []),
  ];
}

async function isDomainVerified(client: SESv2Client, domain: string): Promise<boolean> {
  try {
    const identity = await client.send(new GetEmailIdentityCommand({ EmailIdentity: domain }));
    return identity.DkimAttributes?.Status === 'SUCCESS';
  } catch (error) {
    if (error instanceof NotFoundException) return false;
    throw error;
  }
}
