import { createHash, timingSafeEqual } from 'node:crypto';
import type { APIGatewayRequestAuthorizerEventV2 } from 'aws-lambda';

/** The header by which CloudFront shows that it is ours (`x-edge-…` is AWS's own). */
export const EDGE_HEADER = 'x-from-cloudfront';

export interface GuardEdgeDependencies {
  /** The keys that are good now: the current one and, while it is being changed, the one before. */
  readonly readKeys: () => Promise<readonly string[]>;
}

/**
 * Lets a request into the API only with the key that CloudFront adds, so that nobody goes round the firewall. The answer
 * is the simple response of https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-lambda-authorizer.html
 * and API Gateway keeps it for an hour for each key that was sent.
 */
export const createGuardEdge =
  ({ readKeys }: GuardEdgeDependencies) =>
  async ({ headers }: Pick<APIGatewayRequestAuthorizerEventV2, 'headers'>): Promise<{ isAuthorized: boolean }> => {
    const sent = digest(headers?.[EDGE_HEADER] ?? '');
    const keys = (await readKeys()).filter((key) => key !== '');
    return { isAuthorized: keys.some((key) => timingSafeEqual(digest(key), sent)) };
  };

const digest = (text: string) => createHash('sha256').update(text).digest();
