import { printInstant } from '../../../domain/london-time.ts';
import { GRACE } from '../../../domain/round-gate.ts';
import { heading, link, paragraph } from '../letter.ts';
import type { Letters } from '../letters.ts';

/** A manager changed something about a round, and applicants must know. */
export const ROUND_CHANGE_LETTERS: Letters<
  | 'round-extended'
  | 'round-closes-early'
  | 'round-closes-early-list'
  | 'round-reopened'
  | 'round-cancelled'
  | 'late-pass'
> = {
  'round-extended': ({ programme, closes, reason, isDraft, page, roundPage }) => ({
    subject: 'you have more time to apply',
    preview: `The round now closes on ${printInstant(closes)}.`,
    blocks: [
      paragraph(
        `The round closes later than we told you. You have until ${printInstant(closes)} to send your application to become ${programme.words.aHolder}.`,
      ),
      paragraph(`The reason: ${reason}`),
      heading('What happens next'),
      paragraph('What you wrote is saved. Finish your application and send it before the round closes.'),
      isDraft ? link('Go on with your application', page) : link('See the round and go on', roundPage),
    ],
  }),
  'round-closes-early': ({ programme, closes, isClosed, isDraft, reason, graceUntil, page, roundPage }) =>
    isClosed
      ? {
          subject: 'the round closed earlier than we told you',
          preview: `It closed on ${printInstant(closes)}.`,
          blocks: [
            paragraph(
              `We closed this round on ${printInstant(closes)}, which is earlier than we told you. You have not applied to become ${programme.words.aHolder}: your application was not sent.`,
            ),
            paragraph(`The reason: ${reason}`),
            heading('What you can do now'),
            ...(isDraft
              ? [
                  paragraph(
                    `If you saved your application in the last ${GRACE.savedWithinMinutes} minutes before the round closed, you can still send it until ${printInstant(graceUntil)}.`,
                  ),
                  link('Go to your application', page),
                  paragraph(
                    'If not, you can apply again in a later round, starting from what you wrote. We email you a copy of it.',
                  ),
                ]
              : [paragraph('You can apply again in a later round, starting from what you wrote.')]),
            link('See the round', roundPage),
          ],
        }
      : {
          subject: 'the round closes earlier than we told you',
          preview: `Send your application by ${printInstant(closes)}.`,
          blocks: [
            paragraph(
              `The round closes earlier than we told you. You have until ${printInstant(closes)} to send your application to become ${programme.words.aHolder}.`,
            ),
            paragraph(`The reason: ${reason}`),
            heading('What happens next'),
            paragraph('What you wrote is saved. Finish your application and send it before the round closes.'),
            isDraft ? link('Go on with your application', page) : link('See the round and go on', roundPage),
          ],
        },
  'round-closes-early-list': ({ programme, title, closes, isClosed, reason, page }, [stop = '']) => ({
    subject: isClosed
      ? `The round closed early: ${programme.words.name}`
      : `The round closes early: ${programme.words.name}`,
    preview: `${title} ${isClosed ? 'closed' : 'closes'} on ${printInstant(closes)}.`,
    blocks: [
      paragraph(
        `We told you that you can apply to become ${programme.words.aHolder}. That round, ${title}, ${isClosed ? `closed earlier than planned, on ${printInstant(closes)}` : `closes earlier than planned: on ${printInstant(closes)}`}.`,
      ),
      paragraph(`The reason: ${reason}`),
      heading('What happens next'),
      paragraph(
        isClosed
          ? 'If you have sent an application, nothing changes for it. If not, we email you when you can next apply.'
          : 'If you want to apply, send your application by then. If you have sent one, nothing changes for it.',
      ),
      link('See the round', page),
      paragraph('You can stop these emails at any time.'),
      link('Stop these emails', stop),
    ],
  }),
  'round-reopened': ({ programme, closes, roundPage }) => ({
    subject: 'you can still apply: the round is open again',
    preview: `It is open until ${printInstant(closes)}.`,
    blocks: [
      paragraph(
        `The round closed before you sent your application to become ${programme.words.aHolder}. We have opened it again, until ${printInstant(closes)}.`,
      ),
      heading('What happens next'),
      paragraph(
        'We kept what you wrote. If you still want to apply, go on with it and send it before the round closes.',
      ),
      link('See the round and go on', roundPage),
      paragraph('If you no longer want to apply, you do not need to do anything.'),
    ],
  }),
  'round-cancelled': ({ programme, home }) => ({
    subject: 'the round is cancelled',
    preview: 'Your application ends here. It was not judged.',
    blocks: [
      paragraph(
        `We have cancelled this round, so your application to become ${programme.words.aHolder} ends here. This has nothing to do with you or with what you wrote. Anybody who was still to endorse you is told that there is no need to.`,
      ),
      heading('What you can do now'),
      paragraph('You can apply again in a later round, starting from the answers you gave.'),
      link('See when rounds open', home),
      paragraph('If you want to know more, contact the helpdesk.'),
    ],
  }),
  'late-pass': ({ programme, title, until, page }) => ({
    subject: `You can still apply to become ${programme.words.aHolder}`,
    preview: `Send your application by ${printInstant(until)}.`,
    blocks: [
      paragraph(
        `The round is closed: ${title}. We let you send one application to become ${programme.words.aHolder} all the same, until ${printInstant(until)}.`,
      ),
      heading('What happens next'),
      paragraph('What you may have written before is kept. Sign in, finish your application and send it by then.'),
      link('See the round and go on', page),
    ],
  }),
};
