import { Metrics, MetricUnit } from '@aws-lambda-powertools/metrics';

const metrics = new Metrics({ namespace: 'DesignationRounds', serviceName: 'settle-endorsements' });
const DAY = 86_400_000;

/** Says, as a metric of CloudWatch, how many days it took from sending an application to its last endorsement. */
export function tellEndorsed(submittedAt: Date, at: Date): void {
  metrics.addMetric('EndorsementDays', MetricUnit.NoUnit, (at.getTime() - submittedAt.getTime()) / DAY);
  metrics.publishStoredMetrics();
}
