import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { lean } from '../functions/lean-client.ts';

// the engine takes any
const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };

/**
 * A client of a home's engine, that leaves out what takes time and serves nobody there. Its requests only look signed: to
 * sign one takes two fifths of a call, and no engine on one machine checks it. Its transactions carry no token: at each that
 * has one the engine (dynoxide 1.2) goes through those of the last ten minutes, and here an answer is lost only when the
 * engine dies.
 */
export function engineClient(place: { readonly region: string; readonly endpoint: string }): DynamoDBClient {
  const client = lean(new DynamoDBClient({ ...place, credentials, signer: looksSigned(place.region) }));
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

/**
 * The headers without which the engine refuses a request, with a signature of nothing:
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
function looksSigned(region: string) {
  const scope = `${credentials.accessKeyId}/20000101/${region}/dynamodb/aws4_request`;
  const headers = {
    'x-amz-date': '20000101T000000Z',
    authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=none`,
  };
  return {
    async sign<Request extends { headers: Record<string, string> }>(request: Request): Promise<Request> {
      Object.assign(request.headers, headers);
      return request;
    },
  };
}

function spareToken(request: { body: Uint8Array }): void {
  // the SDK's bodies pose as texts and warn whoever takes them for one: a decoder does not
  const body = JSON.parse(new TextDecoder().decode(request.body));
  request.body = Buffer.from(JSON.stringify({ ...body, ClientRequestToken: undefined }));
}
