import { type ApplicationState, IN_PROGRESS_STATES, isOpenState } from '../../domain/application.ts';
import type { CaseFile } from '../store/case-file.ts';
import { CASE_ACTS } from './act-words.ts';
import { type Action, mayDo, type Staff } from './permissions.ts';

interface Offer {
  /** Below the case's address. */
  readonly path: keyof typeof CASE_ACTS;
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
    path: '/review',
    action: 'review-eligibility',
    when: isIn('eligibility-review'),
  },
  {
    path: '/marks',
    action: 'mark-criteria',
    when: (about) =>
      isIn('awaiting-endorsements', 'awaiting-decision')(about) && about.file.decision?.state !== 'released',
  },
  {
    path: '/decision',
    action: 'decide-case',
    when: (about) => isIn('awaiting-decision')(about) && about.file.decision?.state !== 'released',
  },
  { path: '/release', action: 'release-decision', when: isProvisional },
  {
    path: '/question',
    action: 'ask-information',
    when: ({ file }) =>
      IN_PROGRESS_STATES.some((state) => state === file.case.state) &&
      file.decision?.state !== 'released' &&
      !file.case.asked,
  },
  {
    path: '/reversal/confirm',
    action: 'reverse-decision',
    when: (about) => isCarriedOut(about) && about.file.decision?.reversal !== undefined,
  },
  {
    path: '/reversal',
    action: 'reverse-decision',
    when: (about) => isCarriedOut(about) && about.file.decision?.reversal === undefined,
  },
  { path: '/designation', action: 'see-designations', when: isIn('designated') },
  {
    path: '/late-pass',
    action: 'give-late-pass',
    when: ({ file, isClosed }) => isClosed && isIn('draft', 'not-submitted')({ file }),
  },
  { path: '/notes', action: 'write-note', when: () => true },
  {
    path: '/withdraw',
    action: 'withdraw-case',
    when: ({ file }) => isOpenState(file.case.state) && file.decision?.state !== 'released',
  },
  {
    path: '/give',
    action: 'take-case',
    when: ({ file }) => isOpenState(file.case.state),
  },
  { path: '/conflicts', action: 'lift-conflict', when: () => true },
  {
    path: '/run-again',
    action: 'run-again',
    when: ({ file }) => IN_PROGRESS_STATES.some((state) => state === file.case.state),
  },
  { path: '/audit', action: 'see-audit', when: () => true },
  { path: '/export', action: 'export-case', when: () => true },
  { path: '/erase', action: 'erase-case', when: ({ file }) => !isOpenState(file.case.state) },
];

export const offersOf = (staff: Staff, about: About) =>
  OFFERS.filter(({ action, when }) => mayDo(staff, action) && when(about)).map(({ path }) => ({
    path,
    text: CASE_ACTS[path],
  }));
