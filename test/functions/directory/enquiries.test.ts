import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { askAboutEnquiry } from '../../../functions/acts/enquire.ts';
import { createSendMessage } from '../../../functions/send-message/send-message.ts';
import { enquiryKey, enquiryRow } from '../../../functions/store/enquiry-row.ts';
import { rowKeys } from '../../../functions/store/keys.ts';
import { type MessageRow, messageRow } from '../../../functions/store/message-row.ts';
import { HELPDESK } from '../mail/mail-room.ts';
import { runTable, type TestTable } from '../records-harness.ts';
import { Browser } from '../web/browser.ts';
import { aNumber, PUBLIC_URL, PublicDirectory, seedHolder } from './a-public-directory.ts';
import { anEntry } from './an-entry.ts';

const DAY = 24 * 60 * 60_000;
const FIELDS = {
  name: 'Grace School',
  email: 'grace@school.example',
  school: 'Paper Boat Primary School',
  message: 'Could you help us with phonics?\n\nFrom January.',
  share: 'yes',
};

interface Sent {
  readonly to: string | undefined;
  readonly replyTo: string | undefined;
  readonly subject: string;
  readonly text: string;
}

let table: TestTable;
let directory: PublicDirectory;
let browser: Browser;
let number: string;
let visitors = 0;
beforeAll(async () => {
  table = await runTable();
  directory = new PublicDirectory(table.records);
});
afterAll(() => table.end());
beforeEach(async () => {
  number = aNumber();
  await directory.publish(anEntry({ number }));
  await seedHolder(table.records, number);
  browser = new Browser(directory.doors.pages, `198.51.100.${++visitors}`);
});

const contact = () => `/directory/${number}/contact`;
const partition = async <Row>(prefix: string, schema: Parameters<typeof table.records.beginning<Row>>[1]) =>
  Array.fromAsync(table.records.beginning({ pk: `DESIGNATION#${number}`, sk: prefix }, schema));
const owed = async (template: string): Promise<MessageRow> => {
  const found = (await partition('MESSAGE#', messageRow)).find((one) => one.template === template);
  if (!found) throw new Error(`no ${template} is owed`);
  return found;
};
const enquiry = async () => {
  const [row] = await partition('ENQUIRY#', enquiryRow);
  if (!row) throw new Error('nothing was sent');
  return row;
};

/** Sends what is owed; a mailbox that remembers. */
async function deliver(template: string, at = directory.now): Promise<Sent> {
  const sent: Sent[] = [];
  const mail = {
    async send(command: { input: Record<string, unknown> }) {
      const { Destination, ReplyToAddresses, Content } = command.input as never as {
        Destination: { ToAddresses: string[] };
        ReplyToAddresses: string[];
        Content: { Simple: { Subject: { Data: string }; Body: { Text: { Data: string } } } };
      };
      const { Subject, Body } = Content.Simple;
      sent.push({
        to: Destination.ToAddresses[0],
        replyTo: ReplyToAddresses[0],
        subject: Subject.Data,
        text: Body.Text.Data,
      });
      return { MessageId: 'ses-1' };
    },
  };
  const send = createSendMessage({
    records: table.records,
    mail: mail as never,
    from: 'Rounds <rounds@service.example>',
    configurationSet: 'rounds',
    publicUrl: PUBLIC_URL,
    helpdesk: HELPDESK,
    now: () => at,
    waitForSes: async () => false,
  });
  await send(await owed(template));
  const [one] = sent;
  if (!one) throw new Error(`${template} was not sent`);
  return one;
}

async function write(changes: Partial<typeof FIELDS> = {}) {
  await browser.get(contact());
  return browser.post(contact(), { ...FIELDS, ...changes });
}

describe('the contact form', () => {
  it('relays a message to the person, and shows their address to nobody', async () => {
    expect((await browser.get(contact())).body).toContain('Do not write anything about a pupil');
    expect((await write()).location).toBe(`${contact()}/sent`);
    const relayed = await deliver('enquiry');
    expect(relayed).toMatchObject({ to: 'ada@secret.example', replyTo: FIELDS.email });
    expect(relayed.text).toContain('Could you help us with phonics?\n\nFrom January.');
    expect(relayed.text).toContain('Paper Boat Primary School');
    // an answer to this mail goes to the school
    expect(relayed.text).toContain(`Contact the helpdesk: ${HELPDESK.email}`);
    const copy = await deliver('enquiry-copy');
    expect(copy).toMatchObject({ to: FIELDS.email, replyTo: HELPDESK.email });
    expect(copy.text).not.toContain('secret.example');
    expect((await browser.get(`${contact()}/sent`)).body).not.toContain('secret.example');
  });

  it('writes to the designating body where the programme says so', async () => {
    await directory.publish(anEntry({ number, contact: 'designating-body', name: 'Ada Teacosy' }));
    await write();
    const relayed = await deliver('enquiry-to-body');
    expect(relayed).toMatchObject({ to: HELPDESK.email, replyTo: FIELDS.email });
    expect(relayed.text).toContain('Ada Teacosy');
    await expect(owed('enquiry')).rejects.toThrow();
  });

  it('says what is missing beside each field, and keeps what was typed', async () => {
    await browser.get(contact());
    const { status, body } = await browser.post(contact(), { message: 'Hello', email: 'grace@' });
    expect(status).toBe(422);
    for (const words of ['Enter your name', 'correct format', 'name of your school', 'Tick that we may pass']) {
      expect(body).toContain(words);
    }
    expect(body).toContain('>Hello</textarea>');
    expect((await write({ message: 'x'.repeat(3001) })).status).toBe(422);
  });

  it('takes a few messages from one address, and no flood', async () => {
    const email = 'flood@school.example';
    const answers = [];
    for (let n = 0; n < 6; n++) answers.push((await write({ email })).status);
    expect(answers).toEqual([303, 303, 303, 303, 303, 429]);
  });

  it('does not write to somebody who left while the form was open', async () => {
    await browser.get(contact());
    await directory.publish();
    expect((await browser.post(contact(), FIELDS)).status).toBe(404);
  });
});

describe('after seven days', () => {
  const later = () => new Date(directory.now.getTime() + 7 * DAY);

  async function followUp() {
    await write({ email: `grace-${visitors}@school.example` });
    const row = await enquiry();
    await askAboutEnquiry({ records: table.records, at: later() }, enquiryKey(row));
    const { text } = await deliver('enquiry-follow-up', later());
    return new URL(/https:\S+\/directory\/enquiries\/\S+/.exec(text)?.[0] ?? '').pathname;
  }

  it('is due, and deletes itself when its time is over', async () => {
    await write({ email: 'due@school.example' });
    const { pk, sk } = enquiryKey(await enquiry());
    const query = {
      KeyConditionExpression: 'pk = :pk AND sk = :sk',
      ExpressionAttributeValues: { ':pk': pk, ':sk': sk },
    };
    const raw = await Array.fromAsync(table.records.query(query, enquiryRow.loose()));
    const expected = { dueSk: later().toISOString(), expiresAt: (directory.now.getTime() + 90 * DAY) / 1000 };
    expect(raw[0]).toMatchObject(expected);
  });

  it('asks the sender whether an answer came; looking says nothing', async () => {
    const link = await followUp();
    expect((await browser.get(link)).body).toContain('Did you get an answer');
    expect((await enquiry()).state).toBe('asked');
    await askAboutEnquiry({ records: table.records, at: later() }, enquiryKey(await enquiry()));
    expect((await browser.post(link, {})).status).toBe(422);
  });

  it('reminds the person once when none came', async () => {
    const link = await followUp();
    await browser.get(link);
    expect((await browser.send(link, { answer: 'no' })).body).toContain('We have reminded them');
    const reminder = await deliver('enquiry-reminder');
    expect(reminder.to).toBe('ada@secret.example');
    expect((await enquiry()).state).toBe('unanswered');
    expect((await browser.get(link)).status).toBe(410);
  });

  it('leaves the person in peace when one came', async () => {
    const link = await followUp();
    await browser.get(link);
    await browser.send(link, { answer: 'yes' });
    expect((await enquiry()).state).toBe('answered');
    await expect(owed('enquiry-reminder')).rejects.toThrow();
  });

  it('asks nothing about a message that is gone', async () => {
    const gone = rowKeys.enquiry(number, 'gone');
    await expect(askAboutEnquiry({ records: table.records, at: later() }, gone)).resolves.toBeUndefined();
  });
});
