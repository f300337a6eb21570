/**
 * Where the request to one endorser is. A slot of a case has one live request; asking another person makes a new one.
 * `held`: over the limit of its address, goes out with the next digest. `requested`: asked, no answer. `started`: a draft
 * was saved. `given`, `declined`: answered. `bounced`: the address does not work. `replaced`: somebody else was asked.
 * `lapsed`: due date passed. `cancelled`: the case is over.
 */
export const ENDORSEMENT_STATES = [
  'held',
  'requested',
  'started',
  'given',
  'declined',
  'bounced',
  'replaced',
  'lapsed',
  'cancelled',
] as const;
export type EndorsementState = (typeof ENDORSEMENT_STATES)[number];

/** The endorser is to act. */
export const WITH_ENDORSER = ['requested', 'started'] as const satisfies EndorsementState[];

/** The applicant is to act: name somebody else, or correct the address. */
export const WITH_APPLICANT = ['declined', 'bounced'] as const satisfies EndorsementState[];

/** With its live request in one of these, the slot can still be filled. */
export const FILLABLE = ['held', ...WITH_ENDORSER, ...WITH_APPLICANT] as const satisfies EndorsementState[];

/**
 * `address-corrected`: the same person at another address, by the applicant or the helpdesk. `another-asked`: another
 * person. `extended`: a later due date, while the case still waits.
 */
export const ENDORSEMENT_EVENTS = [
  'sent-in-digest',
  'draft-saved',
  'endorsed',
  'declined',
  'bounced',
  'address-corrected',
  'another-asked',
  'due-date-passed',
  'extended',
  'case-ended',
] as const;
export type EndorsementEvent = (typeof ENDORSEMENT_EVENTS)[number];

interface EndorsementMove {
  readonly on: EndorsementEvent;
  readonly from: readonly EndorsementState[];
  readonly to: EndorsementState;
}

/**
 * A person's act outranks the mail system: a late bounce undoes none, and a bounced request can still be answered. Who has
 * declined stays so, whoever is asked instead.
 */
export const ENDORSEMENT_MOVES: readonly EndorsementMove[] = [
  { on: 'sent-in-digest', from: ['held'], to: 'requested' },
  { on: 'draft-saved', from: ['requested', 'started', 'bounced'], to: 'started' },
  { on: 'endorsed', from: ['requested', 'started', 'bounced'], to: 'given' },
  { on: 'declined', from: ['requested', 'started', 'bounced'], to: 'declined' },
  { on: 'bounced', from: ['requested'], to: 'bounced' },
  { on: 'address-corrected', from: ['held', 'requested', 'bounced'], to: 'requested' },
  { on: 'another-asked', from: ['held', 'requested', 'started', 'bounced'], to: 'replaced' },
  { on: 'due-date-passed', from: FILLABLE, to: 'lapsed' },
  { on: 'extended', from: ['lapsed'], to: 'requested' },
  { on: 'case-ended', from: FILLABLE, to: 'cancelled' },
];

/** Where an event leads, or that it changes nothing there. */
export function afterEndorsementEvent(state: EndorsementState, on: EndorsementEvent): EndorsementState | 'refused' {
  return ENDORSEMENT_MOVES.find((move) => move.on === on && move.from.includes(state))?.to ?? 'refused';
}

/** The states in which an event counts: the store's write condition. */
export function endorsementStatesBefore(on: EndorsementEvent): readonly EndorsementState[] {
  return ENDORSEMENT_MOVES.find((move) => move.on === on)?.from ?? [];
}

/** May the endorser still look, save and answer by their link? Otherwise, why not: each has a page that explains. */
export function linkWord(
  state: EndorsementState,
  dueAt: Date,
  now: Date,
): 'live' | 'answered' | 'replaced' | 'cancelled' | 'past-due' {
  if (state === 'given' || state === 'declined') return 'answered';
  if (state === 'replaced' || state === 'cancelled') return state;
  return state === 'lapsed' || now >= dueAt ? 'past-due' : 'live';
}
