import { GetAccountCommand, GetEmailIdentityCommand, NotFoundException, SESv2Client } from '@aws-sdk/client-sesv2';
import type { Settings } from '../settings.ts';

/** What still keeps mail from going out, each as a line for whoever deployed. */
export async function mailLimits({
  region,
  domain,
  scale,
}: Pick<Settings, 'region' | 'domain' | 'scale'>): Promise<string[]> {
  const client = new SESv2Client({ region });
  const { ProductionAccessEnabled, SendQuota } = await client.send(new GetAccountCommand());
  const rate = SendQuota?.MaxSendRate ?? 0;
  const isVerified = await isDomainVerified(client, domain);
  return [
    ...(isVerified
      ? []
      : [`SES has not seen the DKIM records of ${domain} yet: add the three CNAMEs that its console shows`]),
    ...(ProductionAccessEnabled
      ? [`SES sends up to ${rate} mails a second, ${SendQuota?.Max24HourSend ?? 0} a day`]
      : ['SES is in its sandbox: mail goes to verified addresses only. Ask for production access in its console']),
    ...(rate < scale.mailsPerSecond
      ? [`SES sends ${rate} mails a second, the settings count on ${scale.mailsPerSecond}: lower scale.mailsPerSecond`]
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
