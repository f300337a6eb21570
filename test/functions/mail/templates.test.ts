import { describe, expect, it } from 'vitest';
import type { ApplicationState } from '../../../domain/application.ts';
import { MAIL_USES, TEMPLATE_IDS, type TemplateId } from '../../../functions/mail/template-ids.ts';
import { followLink } from '../../../functions/store/link-row.ts';
import { LLE_2014 } from '../../../programmes/lle.ts';
import { SLE_2018 } from '../../../programmes/sle.ts';
import { APPLICANT, addressOf, ENDORSER, owe, reread, seedCase } from './a-case.ts';
import { HELPDESK, openMailRoom, PUBLIC_URL, useRecords } from './mail-room.ts';

const records = useRecords();

const CARRY_A_LINK = [
  'sign-in',
  'endorsement-asked',
  'endorsement-reminder',
  'endorsement-chaser',
  'endorsement-last-call',
  'endorsement-digest',
  'endorsement-extended',
];

/** They end something, or ask nothing of anybody. */
const WITHOUT_DEADLINE = [
  'address-changed',
  'ineligible',
  'endorsement-decline-noted',
  'endorsement-cancelled',
  'not-endorsed',
  'withdrawn',
  'round-cancelled',
  'declined',
  'designated',
  'decision-reversed',
];

/** Mails that make sense only while the case is there. */
const IN_STATE: Partial<Record<TemplateId, ApplicationState>> = {
  'draft-reminder': 'draft',
  'draft-not-submitted': 'not-submitted',
  'round-extended': 'draft',
  'round-closes-early': 'draft',
  'round-reopened': 'not-submitted',
};

/** Sends one mail of a template to the mailbox. */
async function sendOne(template: (typeof TEMPLATE_IDS)[number], programme = LLE_2014) {
  const seeded = await seedCase(records(), {
    programme,
    ...(IN_STATE[template] && { case: { state: IN_STATE[template] } }),
  });
  const room = await openMailRoom(records());
  const message = await owe(seeded, template);
  await room.sender()(message);
  const [mail, ...others] = room.mails();
  if (!mail || others.length > 0) throw new Error(`${others.length + 1} mails of ${template}`);
  return { seeded, mail, after: await reread(records(), message) };
}

/** They have tests of their own: `round-letters.test.ts`, `designation-letters.test.ts`, `enquiry-letters.test.ts`. */
const ELSEWHERE = ['interest', 'round', 'designation', 'enquiry'];

describe.each(TEMPLATE_IDS.filter((id) => !ELSEWHERE.includes(MAIL_USES[id].about)))('%s', (template) => {
  it('says who can help and by when, the same in text and HTML, with links that lead where they should', async () => {
    const { seeded, mail, after } = await sendOne(template);
    const { subject, text, html } = mail.content;
    expect(after).toMatchObject({ state: 'sent', sesMessageId: mail.id, attempts: 1, claims: 1 });

    const isEndorsers = MAIL_USES[template].to === 'endorser' || template === 'endorsement-digest';
    const recipient = isEndorsers ? ENDORSER : APPLICANT;
    expect(mail.recipients).toEqual([recipient.email]);
    // who asks to sign in has not shown yet who they are
    const greeting = template === 'sign-in' ? 'Hello' : `Dear ${recipient.name}`;
    expect(text).toMatch(new RegExp(`^${greeting}\n\n`));
    expect(text?.trimEnd().endsWith(`${HELPDESK.email} or ${HELPDESK.phone}. ${HELPDESK.hours}`)).toBe(true);
    expect(words(htmlAsText(html ?? ''))).toEqual(
      words((text ?? '').replace(/:\nhttps:\S+/g, '').replaceAll('* ', '')),
    );

    const about = MAIL_USES[template].about;
    if (about !== 'person' && about !== 'digest') {
      expect(subject).toMatch(new RegExp(`^${seeded.reference}: .+ \\(Spring 2027\\)$`));
    }
    expect(`${subject} ${text} ${html}`).not.toMatch(/undefined|\[object|Invalid Date|NaN/);
    expect(html).not.toContain('<Example>');
    if (!WITHOUT_DEADLINE.includes(template)) {
      expect(text).toMatch(/(by|until|on) \w+day \d+ \w+ 2027 at [\w:]+ \(UK time\)/);
    }
    expect(text).not.toMatch(/\bSLE\b|specialist leader/);

    const inText = urls(mail.content.text);
    const inHtml = Array.from((mail.content.html ?? '').matchAll(/href="([^"]+)"/g), ([, url]) => url);
    expect(inHtml).toEqual(inText);
    const minted = inText.filter((url) => /\/(e|sign-in)\//.test(url));
    expect(minted).toHaveLength(CARRY_A_LINK.includes(template) ? 1 : 0);
    for (const url of minted) {
      const target = await followLink(records(), url.split('/').at(-1) ?? '');
      const expected =
        template === 'sign-in'
          ? { leadsTo: 'sign-in', address: addressOf(seeded.person) }
          : { leadsTo: 'endorsement', reference: seeded.reference, slot: seeded.slot, request: '1' };
      expect(target).toMatchObject(expected);
    }
    for (const url of inText) expect(url.startsWith(PUBLIC_URL)).toBe(true);
  });

  it('speaks in another programme’s own words', async () => {
    const { mail } = await sendOne(template, SLE_2018);
    expect(`${mail.content.subject} ${mail.content.text}`).not.toMatch(/\bLLE\b|local leader|undefined/);
  });
});

it('says why the round closes later, whatever other dates were put back since', async () => {
  const { mail } = await sendOne('round-extended');
  expect(mail.content.text).toContain('The reason: A storm.');
});

it('tells an endorser who asks, and not the address', async () => {
  const { mail } = await sendOne('endorsement-asked');
  expect(mail.content.text).toContain(APPLICANT.name);
  expect(mail.content.text).not.toContain(APPLICANT.email);
});

const urls = (text: string | null) => Array.from((text ?? '').matchAll(/https:\/\/\S+/g), ([url]) => url);

const words = (text: string) => text.split(/[\s:]+/).filter((word) => word !== '');

function htmlAsText(html: string): string {
  return html
    .replace(/^[\s\S]*<body[^>]*>/, '')
    .replace(/<div style="display:none[\s\S]*?<\/div>/, '')
    .replace(/<[^>]+>/g, ' ')
    .replace(/&#(\d+);/g, (_, code) => String.fromCharCode(Number(code)));
}
