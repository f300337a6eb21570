import type { SendEmailCommandInput } from '@aws-sdk/client-sesv2';
import { expect, test } from 'vitest';
import { openMailbox } from './open-mailbox.ts';

const body = { Text: { Data: 'text' } };
const simple = (changes: object): Partial<SendEmailCommandInput> => ({
  Content: { Simple: { Subject: { Data: 'Hello' }, Body: body, ...changes } },
});

test.each<[string, Partial<SendEmailCommandInput>, string, RegExp]>([
  ['without content', { Content: {} }, 'BadRequestException', /exactly one of Simple and Raw/],
  ['without a body', simple({ Body: {} }), 'BadRequestException', /Text or Html/],
  ['without a recipient', { Destination: {} }, 'BadRequestException', /at least one recipient/],
  ['without a sender', { FromEmailAddress: undefined }, 'BadRequestException', /FromEmailAddress/],
  [
    'to more than 50 recipients',
    { Destination: { ToAddresses: Array.from({ length: 51 }, (_, n) => `p${n}@school.example`) } },
    'BadRequestException',
    /exceeds 50/,
  ],
  ['to no address', { Destination: { ToAddresses: ['ann'] } }, 'BadRequestException', /Missing final '@domain'/],
  [
    'to an address with a second line',
    { Destination: { ToAddresses: ['ann@school.example\r\nBcc: eve@evil.example'] } },
    'BadRequestException',
    /address/,
  ],
  ['from a stranger', { FromEmailAddress: 'eve@evil.example' }, 'MessageRejected', /not verified.*EU-WEST-2/],
  ['by an unknown configuration set', { ConfigurationSetName: 'none' }, 'NotFoundException', /does not exist/],
  [
    'with a header of its own writing',
    simple({ Headers: [{ Name: 'Message-ID', Value: '<x>' }] }),
    'BadRequestException',
    /cannot be set/,
  ],
  [
    'with a header that holds a line break',
    simple({ Headers: [{ Name: 'X-A', Value: 'a\r\nBcc: eve@evil.example' }] }),
    'BadRequestException',
    /printable/,
  ],
  [
    'with a tag that holds a space',
    { EmailTags: [{ Name: 'key', Value: 'a b' }] },
    'BadRequestException',
    /letters, digits/,
  ],
])('a message %s is refused', async (_, changes, name, reason) => {
  const { mailbox, send } = await openMailbox({ identities: [{ name: 'service.example' }] });
  await expect(send(changes)).rejects.toThrow(
    expect.objectContaining({ name, message: expect.stringMatching(reason) }),
  );
  expect(mailbox.messages.count()).toBe(0);
});

test("an identity's subdomain and its own configuration set are used", async () => {
  const { mailbox, send } = await openMailbox({
    identities: [{ name: 'service.example', configurationSet: 'rounds' }],
  });
  const { MessageId } = await send({
    FromEmailAddress: 'rounds@mail.service.example',
    ConfigurationSetName: undefined,
  });
  expect(mailbox.messages.getById(MessageId ?? '')?.configurationSet).toBe('rounds');
});
