/** As much of a request of the AWS SDK as a signer sees. */
interface Request {
  headers: Record<string, string>;
}

/**
 * A signer for where nobody checks signatures: the home's own doors, and a DynamoDB engine on one machine, which refuses a
 * request only when these headers are missing. To sign one takes two fifths of a call.
 * https://docs.aws.amazon.com/IAM/latest/UserGuide/reference_sigv-create-signed-request.html
 */
export function looksSigned(region: string, service: string) {
  const scope = `local/20000101/${region}/${service}/aws4_request`;
  const headers = {
    'x-amz-date': '20000101T000000Z',
    authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=none`,
  };
  return {
    async sign<Any extends Request>(request: Any): Promise<Any> {
      Object.assign(request.headers, headers);
      return request;
    },
  };
}
