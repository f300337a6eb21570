import { looksSigned } from './looks-signed.ts';

/** As much of a client of the AWS SDK as is needed here. */
interface Client {
  readonly config: {
    cacheMiddleware?: boolean;
    readonly region: () => Promise<string>;
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
 * for a log that nobody keeps, and AWS is not told at each call which versions ask.
 *
 * @param options `signs`: false where nobody checks signatures, as a home says by `SIGNATURES`; then no clock is compared with
 *   AWS's either
 */
export function lean<Any extends Client>(client: Any, { signs = process.env.SIGNATURES !== 'unchecked' } = {}): Any {
  const { config, middlewareStack } = client;
  config.cacheMiddleware = true;
  for (const nobodyNeeds of ['loggerMiddleware', 'getUserAgentMiddleware']) middlewareStack.remove(nobodyNeeds);
  const makeSigner = signs ? config.signer : async () => looksSigned(await config.region(), config.defaultSigningName);
  if (!signs) config.disableClockSkewCorrection = async () => true;
  let signer: Promise<unknown> | undefined;
  // one for all calls: a client has one region and one service, and its signer asks for credentials anew each time
  if (makeSigner) config.signer = (scheme) => (signer ??= makeSigner(scheme));
  return client;
}
