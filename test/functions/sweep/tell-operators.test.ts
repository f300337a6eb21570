import { afterEach, expect, it, vi } from 'vitest';
import { tellCases, tellOperators } from '../../../functions/sweep/tell-operators.ts';

afterEach(() => vi.restoreAllMocks());

/** What CloudWatch would read from the log: https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/CloudWatch_Embedded_Metric_Format_Specification.html */
function metricsOf(tell: () => void): Record<string, unknown>[] {
  const lines: string[] = [];
  const write = (text: string | Uint8Array) => lines.push(String(text)) > 0;
  vi.spyOn(process.stdout, 'write').mockImplementation(write);
  vi.spyOn(process.stderr, 'write').mockImplementation(write);
  tell();
  return lines.map((line) => JSON.parse(line)).filter((line) => '_aws' in line);
}

it('counts violations, also when there are none, so that an alarm can tell that from no sweep', () => {
  expect(metricsOf(() => tellOperators([], 0))).toMatchObject([
    { InvariantViolations: 0, MessagesWaiting: 0, service: 'sweep' },
  ]);
  const violation = { rule: 'owed-message', subject: 'eligible', repaired: true };
  expect(metricsOf(() => tellOperators([violation], 2))).toMatchObject([
    { InvariantViolations: 1, MessagesWaiting: 2, service: 'sweep' },
  ]);
});

it('counts the applications in each state, as one metric', () => {
  const counts = [
    { state: 'draft', cases: 3 },
    { state: 'submitted', cases: 0 },
  ] as const;
  expect(metricsOf(() => tellCases(counts))).toMatchObject([
    { Cases: 3, state: 'draft', service: 'sweep' },
    { Cases: 0, state: 'submitted', service: 'sweep' },
  ]);
});
