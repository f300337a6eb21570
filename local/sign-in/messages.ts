import type { SignInClient } from './clients.ts';
import type { TestPerson } from './test-people.ts';

/** What the provider's thread is started with. */
export interface ProviderData {
  readonly issuer: string;
  readonly clients: readonly SignInClient[];
  readonly people: readonly TestPerson[];
  /** The home's instant in milliseconds: what the provider writes into tokens. */
  readonly instant: BigInt64Array<SharedArrayBuffer>;
}

/** What the thread says once: where it listens. */
export interface Listening {
  readonly port: number;
}
