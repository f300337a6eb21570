import { html } from 'hono/html';
import type { Html } from '../door/page.ts';

/** How an execution stands, as Step Functions says it, in the words of these pages. */
export const STATUSES = {
  RUNNING: { said: 'Running', mark: '▶', look: 'now' },
  SUCCEEDED: { said: 'Succeeded', mark: '✓', look: 'done' },
  FAILED: { said: 'Failed', mark: '✕', look: 'failed' },
  TIMED_OUT: { said: 'Timed out', mark: '✕', look: 'failed' },
  ABORTED: { said: 'Stopped', mark: '■', look: 'stopped' },
} as const;
export type Status = keyof typeof STATUSES;

export function isStatus(text: string | undefined): text is Status {
  return text !== undefined && Object.hasOwn(STATUSES, text);
}

export function statusTag(status: string | undefined): Html {
  if (!isStatus(status)) return html`${status ?? ''}`;
  const { said, mark, look } = STATUSES[status];
  return html`<span class="tag ${look}"><span aria-hidden="true">${mark}</span> ${said}</span>`;
}

/** An instant as `2026-03-01 09:00:00` in UTC. */
export function instant(date: Date | undefined): Html {
  if (date === undefined) return html``;
  const text = date.toISOString();
  return html`<time datetime="${text}">${text.slice(0, 10)} ${text.slice(11, 19)}</time>`;
}

const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['min', 60_000],
  ['s', 1_000],
] as const;

/** A stretch of time in its two largest units, such as `3 d 4 h`; below ten seconds with its tenths. */
export function duration(milliseconds: number): string {
  if (milliseconds < 10_000) return `${(milliseconds / 1000).toFixed(1)} s`;
  const largest = UNITS.findIndex(([, size]) => milliseconds >= size);
  let rest = milliseconds;
  const parts = UNITS.slice(largest, largest + 2).map(([unit, size]) => {
    const count = Math.floor(rest / size);
    rest -= count * size;
    return count > 0 ? `${count} ${unit}` : '';
  });
  return parts.filter(Boolean).join(' ');
}

/** A JSON text, laid out; any other text as it is. */
export function laidOut(text: string): string {
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}

export const WORDING_STYLE = `
.tag { display: inline-block; white-space: nowrap; padding: 0 .5rem; border-radius: 4px; background: var(--fill); color: var(--text); border: 1px solid var(--edge); font-size: .9rem }
`;
