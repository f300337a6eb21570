import { expect, it } from 'vitest';
import { ENGLISH } from '../../../functions/mail/english/frame.ts';
import { link, list, paragraph, written } from '../../../functions/mail/letter.ts';
import { renderMail } from '../../../functions/mail/render.ts';
import { HELPDESK } from './mail-room.ts';

const about = { reference: 'LLE-7K3M-4QXR', roundTitle: 'Spring 2027' };
const render = (name: string, ...blocks: Parameters<typeof renderMail>[0]['blocks']) =>
  renderMail({ subject: 'hello', preview: 'A preview', blocks }, ENGLISH, { name, about, helpdesk: HELPDESK });

it('lets nothing that somebody typed become markup', () => {
  const { html } = render(
    '<b>"Ann"</b>',
    paragraph('1 < 2 & 3'),
    list(["it's"]),
    link('Go & see', 'https://x.example/?a=1&b="'),
  );
  expect(html).toContain('Dear &#60;b&#62;&#34;Ann&#34;&#60;/b&#62;');
  expect(html).toContain('1 &#60; 2 &#38; 3');
  expect(html).toContain('it&#39;s');
  expect(html).toContain('href="https://x.example/?a=1&#38;b=&#34;"');
});

it('lets nothing that somebody typed begin a line of its own', () => {
  const { text } = render('Ann\r\nBcc: all@example.org\u2028x');
  expect(text.split('\n')[0]).toBe('Dear Ann Bcc: all@example.org x');
  const round = { ...about, roundTitle: 'Spring\r\nBcc: all@example.org' };
  const { subject } = renderMail({ subject: 'hello', preview: '', blocks: [] }, ENGLISH, {
    name: '',
    about: round,
    helpdesk: HELPDESK,
  });
  expect(subject).toBe('LLE-7K3M-4QXR: hello (Spring Bcc: all@example.org)');
});

it('greets whoever has told no name', () => {
  expect(render('').text).toMatch(/^Hello\n/);
});

it('keeps the paragraphs of what staff wrote', () => {
  expect(written('One.\nStill one.\n\n \nTwo.\n')).toEqual([paragraph('One.\nStill one.'), paragraph('Two.')]);
});

it('shows the preview in lists of mails alone, and needs nothing fetched', () => {
  const { html, text } = render('Ann', paragraph('Body'));
  expect(html).toMatch(/<div style="display:none[^>]*>A preview<\/div>/);
  expect(text).not.toContain('A preview');
  expect(html).not.toMatch(/<(img|link|script|table|style)\b/);
});
