import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';
import type { StateCount } from '../../domain/round-figures.ts';
import { logWarning } from '../log.ts';
import type { Violation } from './invariants/violation.ts';

const metrics = new Metrics({ namespace: 'DesignationRounds', serviceName: 'sweep' });

/**
 * Counts violations as a metric of CloudWatch, through the log, and says in the log what they are. None is counted too:
 * an alarm can tell that from no sweep at all.
 *
 * @param messagesWaiting emails that the sweep found unsent some minutes after they were owed
 */
export function tellOperators(violations: readonly Violation[], messagesWaiting: number): void {
  for (const { rule, subject, repaired } of violations) {
    logWarning('must never be', { rule, subject, outcome: repaired ? 'repaired' : 'reported' });
  }
  metrics.addMetric('InvariantViolations', MetricUnit.Count, violations.length);
  metrics.addMetric('MessagesWaiting', MetricUnit.Count, messagesWaiting);
  metrics.publishStoredMetrics();
}

/** Counts where the applications of rounds are that are not over, as metrics of CloudWatch. */
export function tellCases(counts: readonly StateCount[]): void {
  for (const { state, cases } of counts) {
    metrics.singleMetric().addDimension('state', state).addMetric('Cases', MetricUnit.Count, cases);
  }
}
