import { GetAccountCommand, GetEmailIdentityCommand, NotFoundException, SESv2Client } from '@aws-sdk/client-sesv2';
import type { Settings } from '../settings.ts';

/** What still keeps mail from going out, each as a line for whoever deployed. */
export async function mailLimits({ region, domain }: Pick<Settings, 'region' | 'domain'>): Promise<string[]> {
  const client = new SESv2Client({ region });
  const { ProductionAccessEnabled, SendQuota } = await client.send(new GetAccountCommand());
  const isVerified = await isDomainVerified(client, domain);
  return [
    ...(isVerified
      ? []
      : [`SES has not seen the DKIM records of ${domain} yet: add the three CNAMEs that its console shows`]),
    ...(ProductionAccessEnabled
      ? [`SES sends up to ${SendQuota?.MaxSendRate ?? 0} mails a second, ${SendQuota?.Max24HourSend ?? 0} a day`]
      : ['SES is in its sandbox: mail goes to verified addresses only. Ask for production access in its console']),
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
