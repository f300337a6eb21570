import { printInstant } from '../../../domain/london-time.ts';
import { heading, link, paragraph } from '../letter.ts';
import type { Letters } from '../letters.ts';

/** To the applicant about one endorser. What an endorser wrote, and why one declined, is not told by email. */
export const ABOUT_ENDORSER_LETTERS: Letters<
  'endorser-answered' | 'endorser-declined' | 'endorser-waiting' | 'endorser-replace' | 'endorser-bounced'
> = {
  'endorser-answered': ({ endorser, decisionsDue, page }) => ({
    subject: 'an endorsement has arrived',
    preview: `${endorser} has endorsed you.`,
    blocks: [
      paragraph(`${endorser} has endorsed you.`),
      heading('What happens next'),
      paragraph(
        `You do not need to do anything now. Once we have all the endorsements we decide, by ${printInstant(decisionsDue)}.`,
      ),
      link('See your application', page),
    ],
  }),
  'endorser-declined': ({ endorser, slot, dueAt, endorserPage, pointsTo }) => ({
    subject: 'an endorser has declined',
    preview: 'You can name somebody else.',
    blocks: [
      paragraph(
        pointsTo === undefined
          ? `${endorser} has told us that they will not endorse you (${slot.title}).`
          : `${endorser} has told us that they are not the right person to endorse you (${slot.title}).`,
      ),
      ...(pointsTo ? [paragraph(`They say that you should ask: ${pointsTo}`)] : []),
      heading('What you need to do'),
      paragraph(
        `Name somebody else, and we ask them at once. We can take their endorsement until ${printInstant(dueAt)}. Without it your application ends then.`,
      ),
      paragraph(slot.who),
      link('Name another endorser', endorserPage),
    ],
  }),
  'endorser-waiting': ({ endorser, slot, dueAt, endorserPage }) => ({
    subject: 'we are waiting for an endorser',
    preview: `${endorser} has not answered yet.`,
    blocks: [
      paragraph(`We have asked ${endorser} to endorse you (${slot.title}) and have no answer yet.`),
      heading('What happens next'),
      paragraph(
        `We go on reminding them. They can answer until ${printInstant(dueAt)}. You could ask them whether our email has arrived, or have us remind them now.`,
      ),
      link('See your endorsers', endorserPage),
    ],
  }),
  'endorser-replace': ({ endorser, slot, dueAt, endorserPage }) => ({
    subject: 'think of naming another endorser',
    preview: `${endorser} has still not answered.`,
    blocks: [
      paragraph(`We have asked ${endorser} to endorse you (${slot.title}) and still have no answer.`),
      heading('What you can do'),
      paragraph(
        `Talk to them, correct their email address, or name somebody else. We can take an endorsement until ${printInstant(dueAt)}. Without it your application ends then.`,
      ),
      link('See your endorsers', endorserPage),
    ],
  }),
  'endorser-bounced': ({ endorser, slot, dueAt, endorserPage }) => ({
    subject: 'our email to an endorser did not arrive',
    preview: 'Please check the email address.',
    blocks: [
      paragraph(`Our email to ${endorser} (${slot.title}) came back: the address you gave does not work.`),
      heading('What you need to do'),
      paragraph(
        `Correct the address or name somebody else, and we write to them at once. We can take an endorsement until ${printInstant(dueAt)}. Without it your application ends then.`,
      ),
      link('Correct the address', endorserPage),
    ],
  }),
};
