import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { SFNClient } from '@aws-sdk/client-sfn';
import { Records } from '../../functions/store/records.ts';
import { HomeClock } from './clock.ts';
import { HomeProcess } from './home-process.ts';

export type OpenHome = Awaited<ReturnType<typeof openHome>>;

/** A home in a process of its own, with its table and its workflows at hand. */
export async function openHome(folder: string, settings: Readonly<Record<string, string>>) {
  const process = await HomeProcess.start(folder, settings);
  const { aws, urls } = process.health;
  const access = { region: aws.region, credentials: { accessKeyId: 'local', secretAccessKey: 'local' } };
  const table = new DynamoDBClient({ ...access, endpoint: aws.endpoints.dynamodb ?? '' });
  const workflows = new SFNClient({ ...access, endpoint: aws.endpoints.sfn ?? '' });
  return {
    process,
    localUrl: urls.local,
    clock: new HomeClock(urls.local),
    records: new Records(aws.resources.RECORDS_TABLE ?? '', table),
    workflows,
    stateMachineArn: aws.resources.APPLICATION_WORKFLOW ?? '',
    /** Lets go of it; whether it runs or was killed. */
    let: () => {
      table.destroy();
      workflows.destroy();
    },
  };
}
