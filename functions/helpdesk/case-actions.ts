import { type ApplicationState, IN_PROGRESS_STATES, isOpenState } from '../../domain/application.ts';
import type { CaseFile } from '../store/case-file.ts';
import { type Action, mayDo, type Staff } from './permissions.ts';

interface Offer {
  readonly text: string;
  /** Below the case's address. */
  readonly path: string;
  readonly action: Action;
  readonly when: (about: About) => boolean;
}

interface About {
  readonly file: CaseFile;
  /** Nobody can send an application to its round without leave any more. */
  readonly isClosed: boolean;
}

const isIn =
  (...states: readonly ApplicationState[]) =>
  ({ file }: Pick<About, 'file'>) =>
    states.includes(file.case.state);

const isProvisional = ({ file }: About) => file.decision?.state === 'provisional';
const isCarriedOut = (about: About) =>
  isIn('designated', 'declined')(about) && about.file.decision?.state === 'released';

/** What can be done to a case, and when: the acts themselves look again. The most likely first. */
const OFFERS: readonly Offer[] = [
  {
    text: 'Settle the eligibility review',
    path: '/review',
    action: 'review-eligibility',
    when: isIn('eligibility-review'),
  },
  {
    text: 'Mark criteria',
    path: '/marks',
    action: 'mark-criteria',
    when: (about) =>
      isIn('awaiting-endorsements', 'awaiting-decision')(about) && about.file.decision?.state !== 'released',
  },
  {
    text: 'Decide',
    path: '/decision',
    action: 'decide-case',
    when: (about) => isIn('awaiting-decision')(about) && about.file.decision?.state !== 'released',
  },
  { text: 'Release the decision', path: '/release', action: 'release-decision', when: isProvisional },
  {
    text: 'Ask the applicant a question',
    path: '/question',
    action: 'ask-information',
    when: ({ file }) =>
      IN_PROGRESS_STATES.some((state) => state === file.case.state) &&
      file.decision?.state !== 'released' &&
      !file.case.asked,
  },
  {
    text: 'Confirm the reversal',
    path: '/reversal/confirm',
    action: 'reverse-decision',
    when: (about) => isCarriedOut(about) && about.file.decision?.reversal !== undefined,
  },
  {
    text: 'Ask for a reversal',
    path: '/reversal',
    action: 'reverse-decision',
    when: (about) => isCarriedOut(about) && about.file.decision?.reversal === undefined,
  },
  { text: 'Open the designation', path: '/designation', action: 'see-designations', when: isIn('designated') },
  {
    text: 'Open it again for them (late pass)',
    path: '/late-pass',
    action: 'give-late-pass',
    when: ({ file, isClosed }) => isClosed && isIn('draft', 'not-submitted')({ file }),
  },
  { text: 'Add a note', path: '/notes', action: 'write-note', when: () => true },
  {
    text: 'Withdraw on request',
    path: '/withdraw',
    action: 'withdraw-case',
    when: ({ file }) => isOpenState(file.case.state) && file.decision?.state !== 'released',
  },
  {
    text: 'Give it to a colleague',
    path: '/give',
    action: 'take-case',
    when: ({ file }) => isOpenState(file.case.state),
  },
  { text: 'Take back a conflict of interest', path: '/conflicts', action: 'lift-conflict', when: () => true },
  {
    text: 'Start the workflow again',
    path: '/run-again',
    action: 'run-again',
    when: ({ file }) => IN_PROGRESS_STATES.some((state) => state === file.case.state),
  },
  { text: 'See what staff did and looked at', path: '/audit', action: 'see-audit', when: () => true },
  { text: 'Download all that is kept (JSON)', path: '/export', action: 'export-case', when: () => true },
  { text: 'Erase it', path: '/erase', action: 'erase-case', when: ({ file }) => !isOpenState(file.case.state) },
];

export const offersOf = (staff: Staff, about: About) =>
  OFFERS.filter(({ action, when }) => mayDo(staff, action) && when(about));
