import { knowPerson } from '../../functions/acts/know-person.ts';
import { NotNowError } from '../../functions/acts/refusals.ts';
import { replaceEndorser } from '../../functions/acts/replace-endorser.ts';
import { saveSections } from '../../functions/acts/save-answers.ts';
import { startDraft } from '../../functions/acts/start-draft.ts';
import { submitApplication } from '../../functions/acts/submit-application.ts';
import { withdraw } from '../../functions/acts/withdraw.ts';
import { CaseMovedOnError } from '../../functions/store/case-row.ts';
import { SlotMovedOnError } from '../../functions/store/slot-row.ts';
import type { SectionAnswers } from './answers.ts';
import type { PlannedApplicant } from './plan.ts';
import type { ArrivedMail } from './simulated-home.ts';
import type { Stage } from './stage.ts';

const HOUR = 3_600_000;

/** Puts on the agenda what an applicant does of their own accord. */
export function planApplication(stage: Stage, applicant: PlannedApplicant): void {
  const { agenda } = stage;
  const { startsAt, sendsAt, withdrawsAt, answers } = applicant;
  const half = Math.ceil(answers.length / 2);
  agenda.plan(startsAt, async () => {
    const reference = await begin(stage, applicant, answers.slice(0, half));
    if (!sendsAt) return;
    agenda.plan(sendsAt, () => send(stage, reference, answers.slice(half)));
    if (withdrawsAt) agenda.plan(withdrawsAt, () => giveUp(stage, reference));
  });
}

async function begin(stage: Stage, applicant: PlannedApplicant, first: readonly SectionAnswers[]): Promise<string> {
  const { home, round, applicants } = stage;
  const { desk } = home;
  const person = await knowPerson(desk, applicant);
  const { reference } = await startDraft(desk, { round: round.id, person });
  applicants.set(reference, applicant);
  await save(stage, reference, first);
  return reference;
}

async function save({ home }: Stage, reference: string, sections: readonly SectionAnswers[]): Promise<void> {
  await saveSections(
    home.desk,
    reference,
    sections.map((section) => ({ ...section, seen: 0 })),
  );
}

async function send(stage: Stage, reference: string, rest: readonly SectionAnswers[]): Promise<void> {
  await save(stage, reference, rest);
  await submitApplication(stage.home.desk, { reference, statementsTicked: true });
}

async function giveUp({ home, programme }: Stage, reference: string): Promise<void> {
  const [reason] = programme.withdrawalReasons;
  if (!reason) throw new Error(`${programme.generation} has no reason to withdraw`);
  try {
    await withdraw(home.desk, { reference, by: { kind: 'applicant' }, reason: reason.id });
  } catch (error) {
    // it has ended by itself meanwhile
    if (!(error instanceof NotNowError)) throw error;
  }
}

/** How long an applicant takes to name somebody else. */
const REACTS_AFTER_HOURS = 20;

/** Mails after which an applicant names another endorser, and whether they do. */
const NAMES_ANOTHER: Readonly<Record<string, (applicant: PlannedApplicant) => boolean>> = {
  'endorser-declined': () => true,
  'endorser-bounced': () => true,
  'endorser-replace': ({ replacesSilent }) => replacesSilent,
};

/** What an applicant does about a mail. */
export function readAsApplicant(stage: Stage, { template, reference, subject, sentAt }: ArrivedMail): void {
  const applicant = stage.applicants.get(reference);
  if (!applicant || !NAMES_ANOTHER[template]?.(applicant)) return;
  const found = requestIn(subject, applicant);
  // the second person asked is next in the list
  const endorser = found && applicant.endorsers.get(found.slot)?.[Number(found.request)];
  if (!endorser || (stage.leftFrom && sentAt >= stage.leftFrom)) return;
  stage.agenda.plan(new Date(sentAt.getTime() + REACTS_AFTER_HOURS * HOUR), async () => {
    const { name, email, role } = endorser;
    const by = { kind: 'applicant' } as const;
    try {
      await replaceEndorser(stage.home.desk, { reference, ...found, by, endorser: { name, email, role } });
    } catch (error) {
      // the endorser has answered after all, or the case is over
      if (!(error instanceof SlotMovedOnError || error instanceof CaseMovedOnError)) throw error;
    }
  });
}

/** The slot and request that a mail is about, from its subject: `governing-body-1-first-note`. */
export function requestIn(
  subject: string,
  { endorsers }: Pick<PlannedApplicant, 'endorsers'>,
): { slot: string; request: string } | undefined {
  for (const slot of endorsers.keys()) {
    const [, request] = subject.startsWith(`${slot}-`) ? (/^(\d+)/.exec(subject.slice(slot.length + 1)) ?? []) : [];
    if (request !== undefined) return { slot, request };
  }
  return undefined;
}
