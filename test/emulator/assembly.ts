import { appendFileSync, cpSync, globSync, readFileSync, writeFileSync } from 'node:fs';
import * as z from 'zod';

const template = z.looseObject({
  Resources: z.record(
    z.string(),
    z.looseObject({
      Type: z.string(),
      Properties: z.record(z.string(), z.unknown()).default({}),
      DependsOn: z.union([z.string(), z.array(z.string())]).optional(),
    }),
  ),
});
type Resource = z.infer<typeof template>['Resources'][string];

/** Something of our templates that the emulator refuses; all that it took is deployed as it is. */
interface Refusal {
  readonly what: string;
  /** The emulator's own words. */
  readonly because: string;
  readonly isMeant: (resource: Resource) => boolean;
}

const ofType = (type: string) => ({
  what: type,
  because: `Template format error: Unrecognized resource types: [${type}]`,
  isMeant: ({ Type }: Resource) => Type === type,
});

const REFUSED: readonly Refusal[] = [
  ofType('AWS::Cognito::ManagedLoginBranding'),
  ofType('AWS::XRay::SamplingRule'),
  {
    what: 'AWS::CloudWatch::Alarm of several metrics',
    because: 'AWS::CloudWatch::Alarm Properties.Metrics (metric math) is not supported; use MetricName and Namespace.',
    isMeant: ({ Type, Properties }) => Type === 'AWS::CloudWatch::Alarm' && 'Metrics' in Properties,
  },
];

/** An attribute that AWS documents and the emulator does not know; staff sign in by it. */
const POOL_ADDRESS = /\{"Fn::GetAtt":\["\w+","ProviderURL"\]\}/g;
const POOL_REFUSED = {
  what: 'AWS::Cognito::UserPool, its attribute ProviderURL (a fixed address stands in)',
  because: 'Requested attribute ProviderURL does not exist in schema for AWS::Cognito::UserPool',
};

/** The emulator computes no time-out of a task that waits for its token; in a run of minutes none of ours is over. */
const COMPUTED_TIMEOUT = /(\\"TimeoutSeconds\\": )\\"\{%.*?%\}\\"/g;
const TIMEOUT_REFUSED = {
  what: 'workflow, the computed TimeoutSeconds of a task that waits for a token (a fixed day stands in)',
  because: "States.MapFailed: Python's Event.wait is given the expression's text, not its value",
};

/**
 * API Gateway lists a request's cookies in the event
 * (https://docs.aws.amazon.com/apigateway/latest/developerguide/http-api-develop-integrations-lambda.html); the emulator
 * leaves them among the headers, and without them nobody can sign in. Each bundle gets this at its end.
 */
const COOKIES = `
;const { handler: handlerOnAws } = module.exports;
module.exports = {
  handler(event, context) {
    const { cookie } = event?.version === '2.0' ? (event.headers ?? {}) : {};
    return handlerOnAws(cookie && !event.cookies ? { ...event, cookies: cookie.split('; ') } : event, context);
  },
};
`;
const COOKIES_MISSING = {
  what: 'event of an HTTP API, its list of cookies (added to each function, made from the header)',
  because: 'silent: the event that a function gets has no "cookies"',
};

/** What was left out of the templates, and why: how many of each. */
export interface LeftOut {
  readonly what: string;
  readonly because: string;
  readonly count: number;
}

/** Copies a synthesised assembly without what the emulator refuses. */
export function copyForEmulator(assembly: string, copy: string): LeftOut[] {
  cpSync(assembly, copy, { recursive: true });
  const counts = new Map<Omit<Refusal, 'isMeant'>, number>();
  const count = (refusal: Omit<Refusal, 'isMeant'>) => counts.set(refusal, (counts.get(refusal) ?? 0) + 1);
  for (const file of globSync(`${copy}/*.template.json`)) {
    const read = template.parse(JSON.parse(readFileSync(file, 'utf8')));
    const refused = Object.entries(read.Resources).flatMap(([id, resource]) => {
      const refusal = REFUSED.find(({ isMeant }) => isMeant(resource));
      if (refusal) count(refusal);
      return refusal ? [id] : [];
    });
    const Resources = Object.fromEntries(
      Object.entries(read.Resources)
        .filter(([id]) => !refused.includes(id))
        .map(([id, resource]) => [id, withoutDependencies(resource, refused)]),
    );
    const text = JSON.stringify({ ...read, Resources })
      .replaceAll(POOL_ADDRESS, () => {
        count(POOL_REFUSED);
        return '"https://sign-in.example.org"';
      })
      .replaceAll(COMPUTED_TIMEOUT, (_, name: string) => {
        count(TIMEOUT_REFUSED);
        return `${name}86400`;
      });
    writeFileSync(file, text);
  }
  for (const bundle of globSync(`${copy}/asset.*/index.js`)) {
    appendFileSync(bundle, COOKIES);
    count(COOKIES_MISSING);
  }
  return Array.from(counts, ([{ what, because }, count]) => ({ what, because, count }));
}

function withoutDependencies({ DependsOn = [], ...resource }: Resource, gone: readonly string[]) {
  const left = [DependsOn].flat().filter((id) => !gone.includes(id));
  return { ...resource, ...(left.length > 0 && { DependsOn: left }) };
}
