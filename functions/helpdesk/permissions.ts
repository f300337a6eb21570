/** What members of staff are: groups of the sign-in provider by the same names. */
export const ROLES = ['case-worker', 'decider', 'programme-manager', 'auditor', 'administrator'] as const;
export type Role = (typeof ROLES)[number];

const EVERYBODY = ROLES;
const AT_CASES = ['case-worker', 'decider', 'programme-manager'] as const;
const FOR_APPLICANTS = ['case-worker', 'programme-manager'] as const;

/**
 * Who may do what. Every page and every part of the API names its action; whoever has none of the action's roles gets
 * 403. Rounds and cases are seen and touched only by staff of their designating body, whatever the action.
 */
export const MAY = {
  // --- reading ------------------------------------------------------------------------------------------------------
  'see-console': EVERYBODY,
  'see-queues': [...AT_CASES, 'auditor'],
  'find-cases': EVERYBODY,
  'see-case': EVERYBODY,
  'see-rounds': EVERYBODY,
  'see-decisions': [...AT_CASES, 'auditor'],
  'see-messages': EVERYBODY,
  'see-designations': EVERYBODY,
  'see-audit': ['programme-manager', 'auditor', 'administrator'],
  'export-case': ['programme-manager', 'auditor', 'administrator'],

  // --- one's own ----------------------------------------------------------------------------------------------------
  'sign-out': EVERYBODY,
  'declare-conflict': EVERYBODY,
  'name-own-schools': EVERYBODY,

  // --- work on a case -----------------------------------------------------------------------------------------------
  'take-case': AT_CASES,
  'write-note': AT_CASES,
  'ask-information': AT_CASES,
  'review-eligibility': FOR_APPLICANTS,
  'settle-task': FOR_APPLICANTS,
  'correct-endorser': FOR_APPLICANTS,
  'remind-endorser': FOR_APPLICANTS,
  'extend-endorsement': FOR_APPLICANTS,
  'withdraw-case': FOR_APPLICANTS,
  'mark-criteria': ['decider'],
  'decide-case': ['decider'],
  'release-decision': ['decider', 'programme-manager'],
  'confirm-release': ['decider', 'programme-manager'],
  'reverse-decision': ['decider', 'programme-manager'],
  'run-again': ['programme-manager', 'administrator'],
  'lift-conflict': ['programme-manager', 'administrator'],

  // --- rounds, designations, the whole ------------------------------------------------------------------------------
  'create-round': ['programme-manager'],
  'change-round': ['programme-manager'],
  'extend-round': ['programme-manager'],
  'close-round': ['programme-manager'],
  'reopen-round': ['programme-manager'],
  'give-late-pass': ['programme-manager'],
  'cancel-round': ['programme-manager'],
  'manage-designations': AT_CASES,
  'erase-case': ['administrator'],
  'sign-out-others': ['administrator'],
} as const satisfies Record<string, readonly Role[]>;

export type Action = keyof typeof MAY;

/** So many decisions can be released together by one person; more need a second one, who confirms it. */
export const LARGE_RELEASE = 25;

/** A body's group: `body:teesside-hub`. Staff of the national body see all. */
const BODY = /^body:([a-z0-9][a-z0-9-]*)$/;
const NATIONAL = 'national';

/** A signed-in member of staff. */
export interface Staff {
  /** Hash of issuer and subject: the same for ever, and no personal data. */
  readonly id: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly Role[];
  readonly bodies: readonly string[];
}

/** What a list of groups says about somebody; groups that are no concern of this service are left out. */
export function readGroups(groups: readonly string[]): Pick<Staff, 'roles' | 'bodies'> {
  return {
    roles: ROLES.filter((role) => groups.includes(role)),
    bodies: groups.flatMap((group) => BODY.exec(group)?.[1] ?? []),
  };
}

export const mayDo = ({ roles }: Pick<Staff, 'roles'>, action: Action): boolean =>
  roles.some((role) => (MAY[action] as readonly Role[]).includes(role));

/** May they see what belongs to a designating body? */
export const worksFor = ({ bodies }: Pick<Staff, 'bodies'>, body: string): boolean =>
  bodies.includes(NATIONAL) || bodies.includes(body);

/** The bodies of a list that they may see. */
export const bodiesOf = (staff: Pick<Staff, 'bodies'>, all: readonly string[]): string[] =>
  all.filter((body) => worksFor(staff, body));
