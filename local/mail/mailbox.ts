import { randomUUID } from 'node:crypto';
import type { DatabaseSync } from 'node:sqlite';
import type { Clock } from '../clock/clock.ts';
import { migrate, transaction } from '../data/database.ts';
import { type ConfigurationSet, type Identity, identityOf } from './configuration.ts';
import { EventOutbox, OUTBOX_TABLES, type PublishEvent } from './event-outbox.ts';
import * as events from './events.ts';
import { DELIVERED, fateOf, isSimulator, REJECTED, type SuppressionReason } from './fate.ts';
import { type Delivery, type DeliveryState, type KeptMessage, MESSAGE_TABLES, Messages } from './messages.ts';
import { composeMime, type ReadMessage, readMime, readSimple, simpleMessage, stampRaw } from './mime.ts';
import { MailRefusal } from './refusal.ts';
import { Relay } from './relay.ts';
import { bareAddress, parseSendEmail, type SendEmailRequest } from './send-email.ts';
import { SUPPRESSION_TABLES, SuppressionList } from './suppression.ts';

export interface MailboxOptions {
  database: DatabaseSync;
  clock: Clock;
  region: string;
  account: string;
  /** Who may send. Default: anybody. */
  identities?: readonly Identity[];
  configurationSets: readonly ConfigurationSet[];
  publish: PublishEvent;
  /** The SMTP server that also gets every message, as a URL. Default: messages stay in the mailbox. */
  relay?: string | undefined;
  onError: (error: unknown) => void;
}

/** SES v2 for one machine: keeps every message for good and tells what became of it. */
export class Mailbox {
  readonly messages: Messages;
  readonly suppression: SuppressionList;
  readonly #options: MailboxOptions;
  readonly #configurationSets: ReadonlyMap<string, ConfigurationSet>;
  readonly #outbox: EventOutbox;
  readonly #relay: Relay | undefined;

  constructor(options: MailboxOptions) {
    const { database, clock, publish, relay, onError } = options;
    migrate(database, 'mail', [[...MESSAGE_TABLES, ...SUPPRESSION_TABLES, ...OUTBOX_TABLES].join(';\n')]);
    this.#options = options;
    this.#configurationSets = new Map(options.configurationSets.map((set) => [set.name, set]));
    this.messages = new Messages(database);
    this.suppression = new SuppressionList(database);
    this.#outbox = new EventOutbox({ database, clock, publish, onError });
    this.#relay =
      relay === undefined
        ? undefined
        : new Relay({
            database,
            clock,
            url: relay,
            messages: this.messages,
            settle: (message, results) => this.#settle(message, results),
            onError,
          });
  }

  /** Goes on with what was under way: events that nobody took, messages that the relay has not. */
  resume(): void {
    this.#outbox.wake();
    this.#relay?.wake();
  }

  async close(): Promise<void> {
    await this.#relay?.close();
    await this.#outbox.close();
  }

  /**
   * Accepts a message: once this resolves it is kept.
   *
   * @param body of a SendEmail request
   * @returns SES's message id
   * @throws MailRefusal
   */
  send(body: unknown): Promise<string> {
    return this.#options.clock.activity.during(() => this.#send(parseSendEmail(body)));
  }

  /** Puts an address on the suppression list by hand. */
  suppress(address: string, reason: SuppressionReason): void {
    this.suppression.put(address, reason, this.#options.clock.now());
  }

  sentLast24Hours(): number {
    return this.messages.count({ since: this.#options.clock.now() - 24 * 3_600_000 });
  }

  async #send(request: SendEmailRequest): Promise<string> {
    const sentAt = this.#options.clock.now();
    const id = `010b${sentAt.toString(16).padStart(12, '0')}-${randomUUID()}-000000`;
    const messageId = `<${id}@${this.#options.region}.amazonses.com>`;
    const { content, raw, asGiven = content } = await readRequest(request, messageId, sentAt);
    const recipients = recipientsOf(request, asGiven);
    const source = request.FromEmailAddress ?? content.from;
    const sender = bareAddress(source);
    const configurationSet = this.#admit(sender, request.ConfigurationSetName);
    transaction(this.#options.database, () => {
      const message = this.messages.add({
        id,
        sentAt,
        sender,
        source,
        configurationSet,
        recipients,
        tags: Object.fromEntries(request.EmailTags.map(({ Name, Value }) => [Name, Value])),
        content,
        raw,
      });
      this.#tell(message, events.sent());
      const first = recipients.map((address) => this.#firstDelivery(address, content.infected));
      this.#writeResults(message, first);
    });
    this.resume();
    return id;
  }

  /** Who sends, by which configuration set. */
  #admit(sender: string, requested: string | undefined): string | null {
    const { identities, region } = this.#options;
    const identity = identities && identityOf(sender, identities);
    if (identities && !identity) {
      throw new MailRefusal(
        'MessageRejected',
        'Email address is not verified. The following identities failed the check in region ' +
          `${region.toUpperCase()}: ${sender}`,
      );
    }
    const name = requested ?? identity?.configurationSet ?? null;
    if (name !== null && !this.#configurationSets.has(name)) {
      throw new MailRefusal('NotFoundException', `Configuration set <${name}> does not exist.`);
    }
    return name;
  }

  /** What happens to one recipient at once; the relay's recipients wait. */
  #firstDelivery(address: string, infected: boolean): Delivery {
    const fate = infected ? REJECTED : fateOf(address, this.suppression.get(address)?.reason);
    if (fate || !this.#relay) return { address, ...(fate ?? DELIVERED), attempts: 0, due: null };
    const detail = 'Not yet handed to the SMTP server';
    return { address, state: 'waiting', detail, attempts: 0, due: this.#options.clock.now() };
  }

  #settle(message: KeptMessage, results: readonly Delivery[]): void {
    transaction(this.#options.database, () => this.#writeResults(message, results));
    this.#outbox.wake();
  }

  /** Writes what became of some recipients, and everything that follows from it. */
  #writeResults(message: KeptMessage, results: readonly Delivery[]): void {
    const now = this.#options.clock.now();
    for (const result of results) this.messages.setDelivery(message.number, result);
    const byState = Map.groupBy(results, ({ state }) => state);
    const to = (state: DeliveryState): string[] => (byState.get(state) ?? []).map(({ address }) => address);

    if (to('rejected').length > 0) this.#tell(message, events.rejected());
    this.#tellAbout(message, to('suppressed-bounce'), (them) => events.suppressedBounce(them, now));
    this.#tellAbout(message, to('suppressed-complaint'), (them) => events.suppressedComplaint(them, now));
    // a complaint is about a message that arrived
    const answer = byState.get('delivered')?.[0]?.detail ?? DELIVERED.detail;
    this.#tellAbout(message, [...to('delivered'), ...to('complained')], (them) =>
      events.delivered(them, now, message.sentAt, answer),
    );
    for (const [diagnosis, bounced] of Map.groupBy(byState.get('bounced') ?? [], ({ detail }) => detail)) {
      const them = bounced.map(({ address }) => address);
      this.#tell(message, events.bounced(them, now, diagnosis));
    }
    this.#tellAbout(message, to('complained'), (them) => events.complained(them, now));
    this.#suppress(message, to('bounced'), 'BOUNCE');
    this.#suppress(message, to('complained'), 'COMPLAINT');
  }

  #suppress(message: KeptMessage, addresses: readonly string[], reason: SuppressionReason): void {
    const reasons = this.#configurationSets.get(message.configurationSet ?? '')?.suppressedReasons;
    if (reasons && !reasons.includes(reason)) return;
    for (const address of addresses) {
      if (!isSimulator(address)) this.suppression.put(address, reason, this.#options.clock.now());
    }
  }

  #tellAbout(
    message: KeptMessage,
    addresses: readonly string[] = [],
    event: (addresses: readonly string[]) => events.MailEvent,
  ): void {
    if (addresses.length > 0) this.#tell(message, event(addresses));
  }

  /** Keeps an event for every destination that the message's configuration set has for it. */
  #tell(message: KeptMessage, event: events.MailEvent): void {
    const { clock, region, account } = this.#options;
    const destinations = this.#configurationSets.get(message.configurationSet ?? '')?.destinations ?? [];
    for (const { arn } of destinations.filter(({ types }) => types.includes(event.type))) {
      this.#outbox.add(
        message.number,
        arn,
        events.publishedEvent(event, message, { at: clock.now(), region, account }),
      );
    }
  }
}

interface ReadRequest {
  readonly content: ReadMessage;
  readonly raw: Uint8Array | null;
  /** A raw message as it came, with its Bcc. */
  readonly asGiven?: ReadMessage;
}

async function readRequest(request: SendEmailRequest, messageId: string, sentAt: number): Promise<ReadRequest> {
  const { Raw } = request.Content;
  if (Raw) {
    const given = Buffer.from(Raw.Data, 'base64');
    const raw = stampRaw(given, messageId);
    return { raw, content: await readMime(raw), asGiven: await readMime(given) };
  }
  const message = simpleMessage(request);
  if (message.attachments.length === 0) return { raw: null, content: readSimple(message, messageId, sentAt) };
  const raw = await composeMime(message, messageId, sentAt);
  return { raw, content: await readMime(raw) };
}

/** Whom it goes to: a raw message may leave that to its own headers. Each address once. */
function recipientsOf({ Destination }: SendEmailRequest, content: ReadMessage): string[] {
  const named = [...Destination.ToAddresses, ...Destination.CcAddresses, ...Destination.BccAddresses];
  const all = named.length > 0 ? named : [...content.to, ...content.cc, ...content.bcc];
  if (all.length === 0) throw new MailRefusal('BadRequestException', 'The message has no recipients');
  const byLowerCase = new Map(all.map(bareAddress).map((address) => [address.toLowerCase(), address]));
  return [...byLowerCase.values()];
}
