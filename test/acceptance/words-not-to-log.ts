import { DynamoDBClient, paginateScan } from '@aws-sdk/client-dynamodb';
import type { Health } from './home-process.ts';
import { linksIn, readMailbox } from './mailbox.ts';

/** What no log may say: all texts of the records that can be about somebody, and the secrets of mailed links. */
export async function wordsNotToLog({ aws, urls }: Health): Promise<string[]> {
  const mails = await readMailbox(urls.local);
  const addresses = mails.flatMap(({ to }) => to);
  const secrets = mails.flatMap(linksIn).flatMap((link) => /[\w-]{30,}$/.exec(new URL(link).pathname) ?? []);
  return [...new Set([...(await textsOfRecords(aws)), ...addresses, ...secrets])];
}

/**
 * Addresses, and whatever has two words, such as names and answers. Single words are not looked for: they may be
 * anything, and references are meant to be logged.
 */
async function textsOfRecords({ region, endpoints, resources }: Health['aws']): Promise<Set<string>> {
  const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
  const client = new DynamoDBClient({ region, endpoint: endpoints.dynamodb as string, credentials });
  const words = new Set<string>();
  for await (const { Items = [] } of paginateScan({ client }, { TableName: resources.RECORDS_TABLE as string })) {
    for (const text of Items.flatMap(textsIn)) if (/@|\S\s+\S/.test(text)) words.add(text);
  }
  client.destroy();
  return words;
}

function textsIn(value: unknown): string[] {
  if (typeof value === 'string') return [value];
  return typeof value === 'object' && value !== null ? Object.values(value).flatMap(textsIn) : [];
}
