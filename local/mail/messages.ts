import type { DatabaseSync, SQLOutputValue } from 'node:sqlite';
import { composeMime, type ReadMessage } from './mime.ts';
import { isReservedHeader } from './send-email.ts';

export const MESSAGE_TABLES = [
  `CREATE TABLE mail_message (
     number INTEGER PRIMARY KEY AUTOINCREMENT,
     id TEXT NOT NULL UNIQUE,
     sent_at INTEGER NOT NULL,
     sender TEXT NOT NULL,
     source TEXT NOT NULL,
     configuration_set TEXT,
     recipients TEXT NOT NULL,
     tags TEXT NOT NULL,
     reference TEXT GENERATED ALWAYS AS (tags ->> 'reference') STORED,
     template TEXT GENERATED ALWAYS AS (tags ->> 'template') STORED,
     content TEXT NOT NULL,
     raw BLOB NOT NULL
   ) STRICT;
   CREATE INDEX mail_message_by_reference ON mail_message (reference);
   CREATE INDEX mail_message_by_template ON mail_message (template);
   CREATE TABLE mail_delivery (
     message INTEGER NOT NULL REFERENCES mail_message (number),
     address TEXT NOT NULL COLLATE NOCASE,
     state TEXT NOT NULL,
     detail TEXT NOT NULL,
     attempts INTEGER NOT NULL DEFAULT 0,
     due INTEGER,
     PRIMARY KEY (message, address)
   ) STRICT, WITHOUT ROWID;
   CREATE INDEX mail_delivery_by_address ON mail_delivery (address);
   CREATE INDEX mail_delivery_by_due ON mail_delivery (due) WHERE due IS NOT NULL`,
];

/** `waiting`: not yet taken by the SMTP relay. `suppressed-…`: not tried. `rejected`: it holds a virus. */
export type DeliveryState =
  | 'delivered'
  | 'waiting'
  | 'bounced'
  | 'complained'
  | 'suppressed-bounce'
  | 'suppressed-complaint'
  | 'rejected';

export interface Delivery {
  readonly address: string;
  readonly state: DeliveryState;
  /** What the recipients' server said, or the relay's last error. */
  readonly detail: string;
  readonly attempts: number;
  /** The instant of the relay's next attempt. */
  readonly due: number | null;
}

export interface NewMessage {
  /** SES's message id. */
  readonly id: string;
  readonly sentAt: number;
  /** The bare address it is sent from. */
  readonly sender: string;
  /** The sender as given, with its name. */
  readonly source: string;
  readonly configurationSet: string | null;
  /** Bare addresses of all recipients. */
  readonly recipients: readonly string[];
  readonly tags: Readonly<Record<string, string>>;
  readonly content: ReadMessage;
  /** The MIME text; null: it is composed when somebody asks for it. */
  readonly raw: Uint8Array | null;
}

export interface KeptMessage extends Omit<NewMessage, 'raw'> {
  /** Messages are numbered in the order of sending. */
  readonly number: number;
  readonly deliveries: readonly Delivery[];
}

export interface MessageFilter {
  /** A recipient's address, whole, in any case. */
  to?: string | undefined;
  reference?: string | undefined;
  template?: string | undefined;
  /** Sent at or after, in milliseconds. */
  since?: number | undefined;
  /** Sent after the message of this id. */
  after?: string | undefined;
  /** Part of a recipient's or sender's address or of the subject, in any case. */
  text?: string | undefined;
}

const MATCHES = `
  number > coalesce((SELECT number FROM mail_message WHERE id = :after), 0)
  AND (:to IS NULL OR EXISTS (SELECT 1 FROM mail_delivery WHERE message = number AND address = :to))
  AND (:reference IS NULL OR reference = :reference) AND (:template IS NULL OR template = :template)
  AND (:since IS NULL OR sent_at >= :since)
  AND (:text IS NULL OR instr(lower(source || ' ' || recipients || ' ' || (content ->> 'subject')), :text) > 0)`;

/** In the column of MIME texts. */
const COMPOSED_WHEN_ASKED = new Uint8Array();

/** Every message ever sent, with what became of it. */
export class Messages {
  readonly #database: DatabaseSync;

  constructor(database: DatabaseSync) {
    this.#database = database;
  }

  /** Keeps a message; inside the caller's transaction. */
  add(message: NewMessage): KeptMessage {
    const { lastInsertRowid } = this.#database
      .prepare(
        `INSERT INTO mail_message (id, sent_at, sender, source, configuration_set, recipients, tags, content, raw)
         VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
      )
      .run(
        message.id,
        message.sentAt,
        message.sender,
        message.source,
        message.configurationSet,
        JSON.stringify(message.recipients),
        JSON.stringify(message.tags),
        JSON.stringify(message.content),
        message.raw ?? COMPOSED_WHEN_ASKED,
      );
    return { ...message, number: Number(lastInsertRowid), deliveries: [] };
  }

  /** Writes what became of a message for one recipient. */
  setDelivery(message: number, { address, state, detail, attempts, due }: Delivery): void {
    this.#database
      .prepare('INSERT OR REPLACE INTO mail_delivery VALUES (?, ?, ?, ?, ?, ?)')
      .run(message, address, state, detail, attempts, due);
  }

  get(number: number): KeptMessage | undefined {
    const row = this.#database.prepare('SELECT * FROM mail_message WHERE number = ?').get(number);
    return row && this.#read(row);
  }

  getById(id: string): KeptMessage | undefined {
    const row = this.#database.prepare('SELECT * FROM mail_message WHERE id = ?').get(id);
    return row && this.#read(row);
  }

  /** The MIME text of a message. */
  async raw({ number, source, sentAt, content }: KeptMessage): Promise<Uint8Array> {
    const row = this.#database.prepare('SELECT raw FROM mail_message WHERE number = ?').get(number);
    const raw = row?.raw as Uint8Array;
    if (raw.length > 0) return raw;
    const headers = content.headers.filter(({ name }) => !isReservedHeader(name));
    const messageId = content.headers.find(({ name }) => name === 'Message-ID')?.value ?? '';
    return composeMime({ ...content, from: source, headers, attachments: [] }, messageId, sentAt);
  }

  /** Matching messages in the order of sending; without texts and headers, if they are not wanted. */
  *list(filter: MessageFilter = {}, { texts = true } = {}): Generator<KeptMessage> {
    const content = texts ? 'content' : `json_set(content, '$.text', NULL, '$.html', NULL, '$.headers', json('[]'))`;
    const rows = this.#database.prepare(
      `SELECT number, id, sent_at, sender, source, configuration_set, recipients, tags, ${content} AS content
       FROM mail_message WHERE ${MATCHES} ORDER BY number`,
    );
    for (const row of rows.iterate(bindings(filter))) yield this.#read(row);
  }

  count(filter: MessageFilter = {}): number {
    const row = this.#database.prepare(`SELECT count(*) AS n FROM mail_message WHERE ${MATCHES}`).get(bindings(filter));
    return Number(row?.n);
  }

  /** One page of matching messages, newest first. */
  newest(filter: MessageFilter, limit: number, offset: number): KeptMessage[] {
    return this.#database
      .prepare(`SELECT * FROM mail_message WHERE ${MATCHES} ORDER BY number DESC LIMIT :limit OFFSET :offset`)
      .all({ ...bindings(filter), limit, offset })
      .map((row) => this.#read(row));
  }

  #read(row: Record<string, SQLOutputValue>): KeptMessage {
    const number = Number(row.number);
    const deliveries = this.#database
      .prepare('SELECT address, state, detail, attempts, due FROM mail_delivery WHERE message = ?')
      .all(number);
    return {
      number,
      id: String(row.id),
      sentAt: Number(row.sent_at),
      sender: String(row.sender),
      source: String(row.source),
      configurationSet: row.configuration_set as string | null,
      recipients: JSON.parse(String(row.recipients)),
      tags: JSON.parse(String(row.tags)),
      content: JSON.parse(String(row.content)),
      deliveries: deliveries as unknown as Delivery[],
    };
  }
}

function bindings({ to, reference, template, since, after, text }: MessageFilter) {
  return {
    to: to ?? null,
    reference: reference ?? null,
    template: template ?? null,
    since: since ?? null,
    after: after ?? null,
    text: text?.toLowerCase() ?? null,
  };
}
