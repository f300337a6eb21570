/**
 * Stands in for `@aws-sdk/credential-provider-node` in the functions' bundles. In Lambda, credentials are in the
 * environment (https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html), and nowhere else: what looks for
 * them in files, sign-in caches and metadata servers would be a tenth of each bundle.
 */
export const defaultProvider = () => async () => {
  const { AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN } = process.env;
  if (!AWS_ACCESS_KEY_ID || !AWS_SECRET_ACCESS_KEY) throw new Error('the environment holds no credentials');
  return {
    accessKeyId: AWS_ACCESS_KEY_ID,
    secretAccessKey: AWS_SECRET_ACCESS_KEY,
    ...(AWS_SESSION_TOKEN && { sessionToken: AWS_SESSION_TOKEN }),
  };
};
