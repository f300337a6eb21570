import type { Result } from './result.ts';

/** The counts, one a line. */
export function printTable(result: Result): string {
  const { messages, ...rest } = result;
  const rows = [
    ...Object.entries(rest),
    ...Object.entries(messages).map(([name, number]) => [`messages ${name}`, number] as const),
  ];
  const width = Math.max(...rows.map(([name]) => name.length));
  return rows.map(([name, value]) => `${name.padEnd(width)}  ${value}\n`).join('');
}
