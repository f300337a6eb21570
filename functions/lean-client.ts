import { looksSigned } from './looks-signed.ts';

/** As much of a client of the AWS SDK as is needed here. */
interface Client {
  readonly config: {
    cacheMiddleware?: boolean;
    readonly region: string | (() => Promise<string>);
    readonly defaultSigningName: string;
    signer?: MakeSigner;
    disableClockSkewCorrection?: () => Promise<boolean>;
  };
  readonly middlewareStack: { remove(name: string): boolean };
}

type MakeSigner = (scheme?: never) => Promise<unknown>;

/**
 * Takes from a client what every call pays for and nobody needs: more than half of the time that a call takes. Each kind of
 * command is made ready once instead of at each call, so is the signer (with a copy of all settings), no answer is prepared
 * for a log that nobody keeps, and AWS is not told at each call which versions ask. Where `SIGNATURES` is `unchecked`, as in a
 * home on one machine, nothing is signed, and so no clock compared with AWS's.
 */
export function lean<Any extends Client>(client: Any): Any {
  const { config, middlewareStack } = client;
  config.cacheMiddleware = true;
  for (const nobodyNeeds of ['loggerMiddleware', 'getUserAgentMiddleware']) middlewareStack.remove(nobodyNeeds);
  const isUnchecked = process.env.SIGNATURES === 'unchecked';
  const makeSigner = isUnchecked ? () => unsigned(config) : config.signer;
  if (isUnchecked) config.disableClockSkewCorrection = async () => true;
  let signer: Promise<unknown> | undefined;
  // one for all calls: a client has one region and one service, and its signer asks for credentials anew each time
  if (makeSigner) config.signer = (scheme) => (signer ??= makeSigner(scheme));
  return client;
}

const unsigned = async ({ region, defaultSigningName }: Client['config']) =>
  looksSigned(typeof region === 'string' ? region : await region(), defaultSigningName);
