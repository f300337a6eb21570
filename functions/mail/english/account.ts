import { printInstant } from '../../../domain/london-time.ts';
import { signInCode } from '../../store/link-row.ts';
import { copyOfAnswers, heading, link, list, paragraph } from '../letter.ts';
import type { Letters } from '../letters.ts';

/** Signing in, and applications that are not sent yet. */
export const ACCOUNT_LETTERS: Letters<
  'sign-in' | 'address-changed' | 'draft-started' | 'draft-reminder' | 'draft-not-submitted'
> = {
  'sign-in': ({ until }, [signIn = '']) => ({
    subject: 'Your link to sign in',
    preview: 'It works once, for a short time.',
    blocks: [
      paragraph('Use this link to sign in to your application.'),
      link('Sign in', signIn),
      // the link ends with what the code is made of
      paragraph(
        `Or type this code on the page where you asked for this email: ${signInCode(signIn.split('/').at(-1) ?? '')}`,
      ),
      paragraph(`Either works once, until ${printInstant(until)}. You can ask for another one on the sign-in page.`),
      paragraph('If you did not ask for this, you do not need to do anything. Do not send the link to anybody.'),
    ],
  }),
  'address-changed': () => ({
    subject: 'Your email address was changed',
    preview: 'From now on we write to your new address.',
    blocks: [
      paragraph('The email address of your account was changed. From now on we write to your new address.'),
      heading('If you did not change it'),
      paragraph('Contact the helpdesk now, so that we can put it right.'),
    ],
  }),
  'draft-started': ({ programme, closes, page, about }) => ({
    subject: 'your application is started',
    preview: `Send it by ${printInstant(closes)}.`,
    blocks: [
      paragraph(
        `You have started an application to become ${programme.words.aHolder}. Its reference is ${about.reference}. What you write is saved as you go.`,
      ),
      heading('What happens next'),
      paragraph(`Send your application by ${printInstant(closes)}. We cannot take it after that.`),
      link('Go on with your application', page),
      paragraph('You will need:'),
      list(programme.words.needed),
    ],
  }),
  'draft-reminder': ({ programme, closes, page }) => ({
    subject: 'your application is not sent yet',
    preview: `The round closes on ${printInstant(closes)}.`,
    blocks: [
      paragraph(
        `You have started an application to become ${programme.words.aHolder}, and have not sent it yet. What you wrote is saved.`,
      ),
      heading('What happens next'),
      paragraph(`The round closes on ${printInstant(closes)}. We can only look at applications sent by then.`),
      link('Go on with your application', page),
      paragraph('If you no longer want to apply, you do not need to do anything.'),
    ],
  }),
  'draft-not-submitted': ({ programme, closes, home, answers }) => ({
    subject: 'you have not applied: the round closed before you sent your application',
    preview: `The round closed on ${printInstant(closes)}.`,
    blocks: [
      paragraph(
        `You have not applied in this round. It closed on ${printInstant(closes)}. We did not get your application to become ${programme.words.aHolder} by then, so we will not look at it.`,
      ),
      heading('What you can do now'),
      paragraph('You can apply again in a later round, starting from the answers you gave.'),
      link('See when rounds open', home),
      paragraph('If something of ours kept you from sending it, contact the helpdesk and say what happened.'),
      ...copyOfAnswers('What you wrote', answers),
    ],
  }),
};
