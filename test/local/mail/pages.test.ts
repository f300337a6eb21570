import { expect, test } from 'vitest';
import { createMailboxPages } from '../../../local/mail/pages.ts';
import { NOON, openMailbox } from './open-mailbox.ts';

async function openPages(options: Parameters<typeof openMailbox>[0] = {}) {
  const opened = await openMailbox(options);
  const pages = createMailboxPages(opened.mailbox);
  const page = async (path: string) => (await pages.request(path)).text();
  return { ...opened, pages, page };
}

const evil = {
  Simple: {
    Subject: { Data: '<script>alert(1)</script>' },
    Body: {
      Text: { Data: 'See https://service.example/e/abc?x=1&y=2. <b>Now</b>' },
      Html: { Data: '"><script>alert(2)</script><a href="https://service.example/e/abc">Answer</a>' },
    },
  },
};

test('the JSON gives what was sent, newest last, with the tags by name', async () => {
  const { pages, clock, send } = await openPages();
  const { MessageId } = await send({
    Destination: { ToAddresses: ['Ann <ann@school.example>'], BccAddresses: ['records@service.example'] },
    ReplyToAddresses: ['Helpdesk <help@service.example>'],
    EmailTags: [
      { Name: 'key', Value: 'k1' },
      { Name: 'template', Value: 'received' },
      { Name: 'reference', Value: 'LLE-1' },
    ],
    Content: {
      Simple: {
        Subject: { Data: 'Hello' },
        Body: { Text: { Data: 'Hello Ann.' } },
        Headers: [{ Name: 'X-Round', Value: 'spring' }],
      },
    },
  });
  await clock.moveTo(NOON + 1000);
  await send();
  const response = await pages.request('/mailbox.json');
  const { messages } = (await response.json()) as { messages: unknown[] };
  expect(messages).toMatchObject([
    {
      id: MessageId,
      key: 'k1',
      template: 'received',
      reference: 'LLE-1',
      to: ['ann@school.example'],
      replyTo: 'help@service.example',
      subject: 'Hello',
      sentAt: '2026-03-02T12:00:00.000Z',
      headers: { 'X-Round': 'spring', Subject: 'Hello' },
      text: 'Hello Ann.',
      html: null,
    },
    { key: null, template: null, reference: null, replyTo: null, sentAt: '2026-03-02T12:00:01.000Z' },
  ]);
  const brief = await pages.request('/mailbox.json?texts=no');
  expect(await brief.json()).toMatchObject({ messages: [{ id: MessageId, headers: {}, text: null }, { text: null }] });
});

test.each([
  ['to=BOB@school.example', ['Bob']],
  ['reference=LLE-1', ['Ann']],
  ['template=decided', ['Bob']],
  ['since=2026-03-02T12:00:00.500Z', ['Bob']],
  ['', ['Ann', 'Bob']],
])('the JSON is filtered by ?%s', async (query, subjects) => {
  const { pages, clock, send } = await openPages();
  const subject = (Data: string) => ({ Content: { Simple: { Subject: { Data }, Body: { Text: { Data } } } } });
  await send({ ...subject('Ann'), EmailTags: [{ Name: 'reference', Value: 'LLE-1' }] });
  await clock.moveTo(NOON + 1000);
  await send({
    ...subject('Bob'),
    Destination: { ToAddresses: ['bob@school.example'] },
    EmailTags: [{ Name: 'template', Value: 'decided' }],
  });
  const { messages } = (await (await pages.request(`/mailbox.json?${query}`)).json()) as {
    messages: { subject: string }[];
  };
  expect(messages.map((message) => message.subject)).toEqual(subjects);
});

test('a reader who knows the last message gets only what came after it', async () => {
  const { pages, send } = await openPages();
  const subject = (Data: string) => ({ Content: { Simple: { Subject: { Data }, Body: { Text: { Data } } } } });
  const read = async (query: string) => {
    const response = await pages.request(`/mailbox.json${query}`);
    const { messages } = (await response.json()) as { messages: { id: string; subject: string }[] };
    return messages;
  };
  await send(subject('first'));
  const last = (await read('')).at(-1);
  await send(subject('second'));
  expect((await read(`?after=${last?.id}`)).map((message) => message.subject)).toEqual(['second']);
});

test('an instant that means nothing is a problem of the query', async () => {
  const { pages } = await openPages();
  const response = await pages.request('/mailbox.json?since=yesterday');
  expect(response.status).toBe(400);
  expect(response.headers.get('content-type')).toBe('application/problem+json');
});

test('the inbox lists messages, newest first, and finds them by address or subject', async () => {
  const { page, send } = await openPages();
  for (const name of ['ann', 'bob', 'cleo']) await send({ Destination: { ToAddresses: [`${name}@school.example`] } });
  const addresses = (text: string) => [...text.matchAll(/<b class="cut">(.*?)<\/b>/g)].map(([, address]) => address);
  expect(addresses(await page('/mailbox'))).toEqual([
    'cleo@school.example',
    'bob@school.example',
    'ann@school.example',
  ]);
  expect(addresses(await page('/mailbox?text=BOB'))).toEqual(['bob@school.example']);
  expect(addresses(await page('/mailbox?text=hello'))).toHaveLength(3);
  expect(await page('/mailbox?text=nobody')).toContain('No message has “nobody”');
});

test('a long inbox has pages', async () => {
  const { page, send } = await openPages();
  for (let n = 1; n <= 51; n++) await send({ Destination: { ToAddresses: [`p${n}@school.example`] } });
  expect(await page('/mailbox')).toContain('Page 1 of 2');
  expect(await page('/mailbox?page=2')).toContain('<b class="cut">p1@school.example</b>');
});

test('a message is shown in a frame in which no script runs, and its words are never markup of the page', async () => {
  const { pages, page, send } = await openPages();
  const { MessageId } = await send({ Content: evil });
  const response = await pages.request(`/mailbox/${MessageId}`);
  const shown = await response.text();
  expect(shown).not.toContain('<script>');
  expect(shown).toContain('sandbox="allow-popups allow-popups-to-escape-sandbox"');
  expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
  const text = await page(`/mailbox/${MessageId}?view=text`);
  expect(text).toContain('<a href="https://service.example/e/abc?x=1&amp;y=2" target="_blank"');
  expect(text).toContain('&lt;b&gt;Now&lt;/b&gt;');
  expect(await page(`/mailbox/${MessageId}?view=headers`)).toContain('Message-ID');
  expect(await page(`/mailbox/${MessageId}?view=raw`)).toContain('multipart/alternative');
});

test('a message says what became of it for each recipient', async () => {
  const { page, send } = await openPages();
  const { MessageId } = await send({
    Destination: { ToAddresses: ['ann@school.example'], BccAddresses: ['gone@bounce.example'] },
  });
  const shown = await page(`/mailbox/${MessageId}`);
  expect(shown).toMatch(/Delivered<\/span><span>ann@school\.example/);
  expect(shown).toMatch(/Bounced<\/span><span>gone@bounce\.example<\/span><span class="quiet">smtp; 550/);
  expect(shown).toMatch(/<dt>Bcc<\/dt><dd>gone@bounce\.example/);
});

test('a message that is not there is not found', async () => {
  const { pages } = await openPages();
  expect((await pages.request('/mailbox/none')).status).toBe(404);
  expect((await pages.request('/mailbox/none/raw')).status).toBe(404);
});

test('the MIME text can be taken away, as text', async () => {
  const { pages, send } = await openPages();
  const { MessageId } = await send({ Content: evil });
  const response = await pages.request(`/mailbox/${MessageId}/raw`);
  expect(response.headers.get('content-type')).toMatch(/^text\/plain/);
  expect(await response.text()).toContain(`<${MessageId}@eu-west-2.amazonses.com>`);
});
