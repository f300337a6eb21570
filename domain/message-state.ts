/**
 * Where a message is. `owed`: a row says so. `claimed`: a sender works on it. `sent`: the mail service took it.
 * `interrupted`: the sender stopped between sending and recording, and only a person can settle whether it went.
 * `failed`: given up. `delivered`, `bounced`, `complained`: what the mail service told later.
 */
export const MESSAGE_STATES = [
  'owed',
  'claimed',
  'sent',
  'delivered',
  'bounced',
  'complained',
  'failed',
  'interrupted',
] as const;
export type MessageState = (typeof MESSAGE_STATES)[number];

/** The states that messages pass through while all goes well, most within a minute. */
export const AS_IT_SHOULD = ['owed', 'claimed', 'sent', 'delivered'] as const satisfies MessageState[];

/** Staff must look at these. */
export const NEEDS_STAFF = ['bounced', 'complained', 'failed', 'interrupted'] as const satisfies MessageState[];

export type MessageEvent =
  | 'claim'
  | 'accepted'
  | 'send-failed'
  | 'gave-up'
  | 'claim-expired'
  | 'delivery'
  | 'bounce'
  | 'complaint'
  | 'staff-says-sent'
  | 'staff-sends-again';

interface MessageMove {
  readonly on: MessageEvent;
  readonly from: readonly MessageState[];
  readonly to: MessageState;
}

/**
 * The mail service's events may come before the send is recorded, and settle what was interrupted. A bounce can follow a
 * delivery (the far server took the mail and sent it back), a delivery never follows a bounce. What staff send again is a
 * decision of theirs, never one of the service.
 */
export const MESSAGE_MOVES: readonly MessageMove[] = [
  { on: 'claim', from: ['owed'], to: 'claimed' },
  { on: 'accepted', from: ['claimed', 'interrupted'], to: 'sent' },
  { on: 'send-failed', from: ['claimed'], to: 'owed' },
  { on: 'gave-up', from: ['claimed'], to: 'failed' },
  { on: 'claim-expired', from: ['claimed'], to: 'interrupted' },
  { on: 'delivery', from: ['claimed', 'interrupted', 'sent'], to: 'delivered' },
  { on: 'bounce', from: ['claimed', 'interrupted', 'sent', 'delivered'], to: 'bounced' },
  { on: 'complaint', from: ['claimed', 'interrupted', 'sent', 'delivered'], to: 'complained' },
  { on: 'staff-says-sent', from: ['interrupted'], to: 'sent' },
  { on: 'staff-sends-again', from: ['interrupted', 'failed', 'bounced'], to: 'owed' },
];

/** Where an event leads; `unchanged` when it tells nothing new there, as the second of two equal events does. */
export function afterMessageEvent(state: MessageState, on: MessageEvent): MessageState | 'unchanged' {
  return MESSAGE_MOVES.find((move) => move.on === on && move.from.includes(state))?.to ?? 'unchanged';
}

/** The states in which an event counts: the store's write condition. */
export function messageStatesBefore(on: MessageEvent): readonly MessageState[] {
  return MESSAGE_MOVES.find((move) => move.on === on)?.from ?? [];
}
