import { printInstant } from '../../../domain/london-time.ts';
import type { FigureLine } from '../../figures/report-view.ts';
import { type Block, heading, link, list, paragraph } from '../letter.ts';
import type { Letters } from '../letters.ts';

/** About rounds: to those who wait for the next one, and to the staff who ran one. */
export const ROUND_LETTERS: Letters<'interest-confirm' | 'round-opened' | 'round-report'> = {
  'interest-confirm': ({ programme, isConfirmed, until }, [url = '']) =>
    isConfirmed
      ? {
          subject: `You are on our list already: ${programme.words.name}`,
          preview: 'We email you when the next round opens.',
          blocks: [
            paragraph(
              `You asked us to email you when you can next apply to become ${programme.words.aHolder}. You are on our list already, so you do not need to do anything.`,
            ),
            paragraph('If you no longer want these emails, you can stop them now.'),
            link('Stop these emails', url),
          ],
        }
      : {
          subject: `Confirm that you want to hear about ${programme.words.name}`,
          preview: 'We email you when the next round opens, once you have confirmed.',
          blocks: [
            paragraph(
              `You, or somebody who typed your address, asked us to email you when people can next apply to become ${programme.words.aHolder}. We also tell you if a round closes early.`,
            ),
            link('Confirm that you want this email', url),
            paragraph(
              `You can confirm until ${printInstant(until)}. If you did not ask for this, you do not need to do anything: we do not write to you again, and delete your address.`,
            ),
          ],
        },
  'round-opened': ({ programme, title, closes, isAgain, page }, [stop = '']) => ({
    subject: `You can ${isAgain ? 'apply again' : 'now apply'} to become ${programme.words.aHolder}`,
    preview: `${title} is open until ${printInstant(closes)}.`,
    blocks: [
      paragraph(
        `You asked us to tell you when you can apply to become ${programme.words.aHolder}. ${isAgain ? 'The round had closed, and is open again' : 'The round is open now'}: ${title}.`,
      ),
      heading('What happens next'),
      paragraph(`If you want to apply, send your application by ${printInstant(closes)}.`),
      link('See the round and apply', page),
      heading('Why you get this email'),
      paragraph(
        'You left your address with us and confirmed it. We email you each time a round opens, or closes early. You can stop these emails at any time.',
      ),
      link('Stop these emails', stop),
    ],
  }),
  'round-report': ({ title, report, page }) => ({
    subject: `Report: ${title}`,
    preview: 'The round is completed.',
    blocks: [
      paragraph(`${title} is completed: every application in it has come to its end. These are its figures.`),
      ...part('How far applications came', report.funnel),
      ...part('How they ended', report.ends),
      ...part('How long it took', report.times),
      ...part('Why applications ended', report.reasons),
      link('See the round', page),
    ],
  }),
};

function part(title: string, lines: readonly FigureLine[]): Block[] {
  if (lines.length === 0) return [];
  return [heading(title), list(lines.map(({ label, value }) => `${label}: ${value}`))];
}
