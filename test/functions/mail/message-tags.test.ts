import { expect, it } from 'vitest';
import { keyOfName, messageName } from '../../../functions/mail/message-tags.ts';
import { TEMPLATE_IDS } from '../../../functions/mail/template-ids.ts';
import { rowKeys } from '../../../functions/store/keys.ts';

const OWNERS = [
  rowKeys.case('LLE-7K3M-4QXR'),
  rowKeys.person('0b5f1c52-7d0c-4b6f-9a51-0123456789ab'),
  rowKeys.digest('0a1b2c', new Date('2027-01-29T12:00:00Z')),
];

it.each(OWNERS)('leads from the name of a message of $pk back to its row', (owner) => {
  for (const template of TEMPLATE_IDS) {
    const key = rowKeys.message(owner, template, 'governing-body-1-last-call-2027-03-12', 12);
    const name = messageName({ ...key, template, subject: 'governing-body-1-last-call-2027-03-12', occurrence: 12 });
    expect(name).toMatch(/^[\w-]{1,256}$/);
    expect(keyOfName(name)).toEqual(key);
  }
});

it.each(['', 'CASE-X', 'CASE-LLE-7K3M-4QXR_no-such-template_x_1', 'somebody else’s'])('knows no message %j', (name) => {
  expect(keyOfName(name)).toBeUndefined();
});
