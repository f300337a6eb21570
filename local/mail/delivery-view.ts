import { html } from 'hono/html';
import type { Html } from '../door/page.ts';
import type { Delivery, DeliveryState, KeptMessage } from './messages.ts';

const WORDS: Readonly<Record<DeliveryState, string>> = {
  delivered: 'Delivered',
  waiting: 'Waiting',
  bounced: 'Bounced',
  complained: 'Complaint',
  'suppressed-bounce': 'Not sent',
  'suppressed-complaint': 'Not sent',
  rejected: 'Rejected',
};

/** What is said of a message with several recipients: the worst that became of it. */
const WORST_FIRST: readonly DeliveryState[] = [
  'rejected',
  'bounced',
  'complained',
  'suppressed-bounce',
  'suppressed-complaint',
  'waiting',
  'delivered',
];

export function deliveryBadge({ deliveries }: KeptMessage): Html {
  const state = WORST_FIRST.find((candidate) => deliveries.some((delivery) => delivery.state === candidate));
  return state ? badge(state) : html``;
}

/** What became of a message for each recipient. */
export function deliveryList({ deliveries }: KeptMessage): Html {
  return html`<ul class="deliveries" aria-label="Delivery">${deliveries.map(
    (delivery) =>
      html`<li>${badge(delivery.state)}<span>${delivery.address}</span><span class="quiet">${detail(delivery)}</span></li>`,
  )}</ul>`;
}

function badge(state: DeliveryState): Html {
  return html`<span class="badge ${state}">${WORDS[state]}</span>`;
}

function detail({ detail: said, attempts, due }: Delivery): string {
  if (due === null || attempts === 0) return said;
  const next = new Date(due).toLocaleString('en-GB', {
    timeZone: 'Europe/London',
    dateStyle: 'medium',
    timeStyle: 'short',
  });
  return `${said} (${attempts} failed ${attempts === 1 ? 'attempt' : 'attempts'}, next on ${next})`;
}
