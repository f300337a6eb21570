import { randomBytes } from 'node:crypto';
import { designate } from '../../../domain/designation.ts';
import { textAnswer } from '../../acts/eligibility-facts.ts';
import { ENGLISH } from '../../mail/english/frame.ts';
import { ENGLISH_LETTERS } from '../../mail/english/letters.ts';
import { readCase } from '../../mail/load-case.ts';
import { type RenderedMail, renderMail } from '../../mail/render.ts';
import { allAnswers, readCaseFile } from '../../store/case-file.ts';
import { getText } from '../../store/event-row.ts';
import { rowKeys } from '../../store/keys.ts';
import type { MessageRow } from '../../store/message-row.ts';
import { personKey } from '../../store/person-row.ts';
import type { HelpdeskDesk } from '../helpdesk-desk.ts';
import { DECISION_WORDS } from './decision-words.ts';

/** Numbers are given when a decision is carried out. */
const NUMBER = DECISION_WORDS.number;

/** The letter that an applicant would get if the decision on their case were released now. */
export async function previewLetter(desk: HelpdeskDesk, reference: string, now: Date): Promise<RenderedMail> {
  const { records, publicUrl, helpdesk } = desk;
  const file = await readCaseFile(records, reference);
  const { case: row, decision, programme } = file;
  const template = decision?.outcome === 'designate' ? 'designated' : 'declined';
  const message: MessageRow = {
    ...rowKeys.message(rowKeys.case(reference), template, 'preview', 1),
    kind: 'message',
    state: 'owed',
    template,
    subject: 'preview',
    occurrence: 1,
    reference,
    recipient: personKey(row.person),
    owedAt: now.toISOString(),
    attempts: 0,
    claims: 0,
  };
  const { facts } = await readCase({ records, message, publicUrl, helpdesk, now });
  const letter =
    template === 'designated'
      ? ENGLISH_LETTERS.designated(
          {
            ...facts,
            ...designate(programme, now, randomBytes(64)),
            number: NUMBER,
            listed: textAnswer(programme, allAnswers(file), 'consent') === 'yes',
          },
          [],
        )
      : ENGLISH_LETTERS.declined(
          {
            ...facts,
            reasons: programme.decision.declineReasons
              .filter(({ id }) => decision?.declineReasons?.includes(id))
              .map(({ wording }) => wording),
            words:
              decision?.wordsText === undefined ? '' : ((await getText(records, reference, decision.wordsText)) ?? ''),
          },
          [],
        );
  return renderMail(letter, ENGLISH, { name: facts.recipient.name, about: facts.about, helpdesk });
}
