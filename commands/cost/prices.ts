/** One price of the list: US dollars for one unit. */
export interface Price {
  readonly dollars: number;
  readonly unit: string;
  /** Where it stands. */
  readonly source: string;
}

const million = (dollars: number) => dollars / 1_000_000;

/**
 * AWS's list prices for London (eu-west-2), in US dollars without VAT, read in October 2026 and without any free tier.
 * They change: look them up at the sources before a budget rests on them.
 */
export const PRICES = {
  stateTransition: {
    dollars: million(25),
    unit: 'state transition (Standard)',
    source: 'https://aws.amazon.com/step-functions/pricing/',
  },
  functionRequest: {
    dollars: million(0.2),
    unit: 'invocation',
    source: 'https://aws.amazon.com/lambda/pricing/',
  },
  functionGigabyteSecond: {
    dollars: 0.0000133334,
    unit: 'GB-second on arm64',
    source: 'https://aws.amazon.com/lambda/pricing/',
  },
  writeUnit: {
    dollars: million(0.7423),
    unit: 'write request unit, on demand',
    source: 'https://aws.amazon.com/dynamodb/pricing/on-demand/',
  },
  readUnit: {
    dollars: million(0.1487),
    unit: 'read request unit, on demand',
    source: 'https://aws.amazon.com/dynamodb/pricing/on-demand/',
  },
  httpRequest: {
    dollars: million(1.16),
    unit: 'HTTP API request',
    source: 'https://aws.amazon.com/api-gateway/pricing/',
  },
  edgeRequest: {
    dollars: 0.012 / 10_000,
    unit: 'HTTPS request at CloudFront, pay as you go',
    source: 'https://aws.amazon.com/cloudfront/pricing/',
  },
  firewallRequest: {
    dollars: million(0.6),
    unit: 'request looked at by WAF',
    source: 'https://aws.amazon.com/waf/pricing/',
  },
  scheduleFired: {
    dollars: million(1.15),
    unit: 'EventBridge Scheduler invocation',
    source: 'https://aws.amazon.com/eventbridge/pricing/',
  },
  objectPut: { dollars: 0.0053 / 1000, unit: 'S3 PUT', source: 'https://aws.amazon.com/s3/pricing/' },
  objectGet: { dollars: 0.0042 / 10_000, unit: 'S3 GET', source: 'https://aws.amazon.com/s3/pricing/' },
  logGigabyte: {
    dollars: 0.5985,
    unit: 'GB of logs taken in',
    source: 'https://aws.amazon.com/cloudwatch/pricing/',
  },
  traceRecorded: {
    dollars: million(5),
    unit: 'trace recorded by X-Ray',
    source: 'https://aws.amazon.com/xray/pricing/',
  },
  mailALaCarte: {
    dollars: million(100),
    unit: 'addressee, SES à la carte',
    source: 'https://aws.amazon.com/ses/pricing/',
  },
  mailEssentials: {
    dollars: million(160),
    unit: "addressee, SES Essentials (new accounts' plan)",
    source: 'https://aws.amazon.com/ses/pricing/',
  },
} satisfies Record<string, Price>;

export type PriceName = keyof typeof PRICES;
