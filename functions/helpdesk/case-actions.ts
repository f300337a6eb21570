import { type ApplicationState, IN_PROGRESS_STATES, isOpenState } from '../../domain/application.ts';
import type { CaseFile } from '../store/case-file.ts';
import { type Action, mayDo, type Staff } from './permissions.ts';

interface Offer {
  readonly text: string;
  /** Below the case's address. */
  readonly path: string;
  readonly action: Action;
  readonly when: (file: CaseFile) => boolean;
}

const isIn =
  (...states: readonly ApplicationState[]) =>
  ({ case: { state } }: CaseFile) =>
    states.includes(state);

const isProvisional = ({ decision }: CaseFile) => decision?.state === 'provisional';
const isCarriedOut = (file: CaseFile) => isIn('designated', 'declined')(file) && file.decision?.state === 'released';

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
    when: (file) => isIn('awaiting-endorsements', 'awaiting-decision')(file) && file.decision?.state !== 'released',
  },
  {
    text: 'Decide',
    path: '/decision',
    action: 'decide-case',
    when: (file) => isIn('awaiting-decision')(file) && file.decision?.state !== 'released',
  },
  { text: 'Release the decision', path: '/release', action: 'release-decision', when: isProvisional },
  {
    text: 'Ask the applicant a question',
    path: '/question',
    action: 'ask-information',
    when: (file) =>
      IN_PROGRESS_STATES.some((state) => state === file.case.state) &&
      file.decision?.state !== 'released' &&
      !file.case.asked,
  },
  {
    text: 'Confirm the reversal',
    path: '/reversal/confirm',
    action: 'reverse-decision',
    when: (file) => isCarriedOut(file) && file.decision?.reversal !== undefined,
  },
  {
    text: 'Ask for a reversal',
    path: '/reversal',
    action: 'reverse-decision',
    when: (file) => isCarriedOut(file) && file.decision?.reversal === undefined,
  },
  { text: 'Open the designation', path: '/designation', action: 'see-designations', when: isIn('designated') },
  { text: 'Add a note', path: '/notes', action: 'write-note', when: () => true },
  {
    text: 'Withdraw on request',
    path: '/withdraw',
    action: 'withdraw-case',
    when: (file) => isOpenState(file.case.state) && file.decision?.state !== 'released',
  },
  { text: 'See what staff did and looked at', path: '/audit', action: 'see-audit', when: () => true },
  { text: 'Download all that is kept (JSON)', path: '/export', action: 'export-case', when: () => true },
];

export const offersOf = (staff: Staff, file: CaseFile) =>
  OFFERS.filter(({ action, when }) => mayDo(staff, action) && when(file));
