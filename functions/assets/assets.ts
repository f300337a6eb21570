import type { APIGatewayProxyStructuredResultV2 as Answer, APIGatewayProxyEventV2 as Event } from 'aws-lambda';
import { ASSETS } from '../web/assets.ts';

const byPath = new Map(Object.values(ASSETS).map((asset) => [asset.path, asset]));

/** Answers with an asset of this version. A page of an older one may still ask for its own, which is gone. */
export async function serveAsset({ rawPath }: Pick<Event, 'rawPath'>): Promise<Answer> {
  const asset = byPath.get(rawPath);
  if (!asset) return { statusCode: 404, headers: { 'content-type': 'text/plain' }, body: 'Not found' };
  return {
    statusCode: 200,
    headers: {
      'content-type': asset.type,
      'cache-control': 'public, max-age=31536000, immutable',
      'x-content-type-options': 'nosniff',
    },
    body: asset.text,
  };
}
