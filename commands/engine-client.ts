import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { lean } from '../functions/lean-client.ts';

// the engine takes any
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };

/**
 * A client of a home's engine, that leaves out what takes time and serves nobody there. Its requests only look signed. Its
 * transactions carry no token: at each that has one the engine (dynoxide 1.2) goes through those of the last ten minutes,
 * and here an answer is lost only when the engine dies.
 */
export function engineClient(place: { readonly region: string; readonly endpoint: string }): DynamoDBClient {
  const client = lean(new DynamoDBClient({ ...place, credentials }), { signs: false });
  client.middlewareStack.add(
    (next, { commandName }) =>
      (call) => {
        if (commandName === 'TransactWriteItemsCommand') spareToken(call.request as { body: Uint8Array });
        return next(call);
      },
    // before the body is measured
    { step: 'build', priority: 'high', name: 'spareTokens' },
  );
  return client;
}

function spareToken(request: { body: Uint8Array }): void {
  // the SDK's bodies pose as texts and warn whoever takes them for one: a decoder does not
  const body = JSON.parse(new TextDecoder().decode(request.body));
  request.body = Buffer.from(JSON.stringify({ ...body, ClientRequestToken: undefined }));
}
