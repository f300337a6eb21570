import type { Adapter, AdapterPayload } from 'oidc-provider';

const kept = new Map<string, AdapterPayload>();

/** What the provider remembers: codes for a minute, sessions while somebody signs in. It checks itself what has expired. */
export class Memory implements Adapter {
  readonly #kind: string;

  constructor(kind: string) {
    this.#kind = kind;
  }

  async upsert(id: string, payload: AdapterPayload): Promise<void> {
    kept.set(`${this.#kind} ${id}`, payload);
  }

  async find(id: string): Promise<AdapterPayload | undefined> {
    return kept.get(`${this.#kind} ${id}`);
  }

  async findByUid(uid: string): Promise<AdapterPayload | undefined> {
    return kept.values().find((payload) => payload.uid === uid && payload.kind === this.#kind);
  }

  /** Codes of devices: nobody signs in by them here. */
  async findByUserCode(): Promise<undefined> {}

  async consume(id: string): Promise<void> {
    const payload = kept.get(`${this.#kind} ${id}`);
    if (payload) payload.consumed = true;
  }

  async destroy(id: string): Promise<void> {
    kept.delete(`${this.#kind} ${id}`);
  }

  async revokeByGrantId(grantId: string): Promise<void> {
    for (const [key, payload] of kept) if (payload.grantId === grantId) kept.delete(key);
  }
}
