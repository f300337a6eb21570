import { readFileSync } from 'node:fs';
import * as z from 'zod';

/**
 * What differs from one deployment to the next. `settings.example.json` shows every setting; copy it, fill it in and
 * name your copy: `cdk deploy -c settings=settings.production.json`.
 */
const settingsSchema = z.strictObject({
  /** Where the service and its data live. CloudFront's certificate and firewall are always in us-east-1. */
  region: z.string().regex(/^[a-z]{2}-[a-z]+-\d$/),
  /** The AWS account number, 12 digits; absent: the account of whoever deploys. */
  account: z
    .string()
    .regex(/^\d{12}$/)
    .optional(),
  /** The service's host name, without scheme: pages are at `https://<domain>`, mail is sent from addresses under it. */
  domain: z.hostname(),
  /** Who mail comes from. The address must be under `domain`, which SES verifies. */
  sender: z.strictObject({ name: z.string().min(1), address: z.email() }),
  /** Shown on every page and at the foot of every mail; answers to mails go to `email`. */
  helpdesk: z.strictObject({ email: z.email(), phone: z.string().min(1), hours: z.string().min(1) }),
  /** Who is told of alarms (docs/operating.md); absent: nobody, they are seen in CloudWatch only. */
  operators: z.strictObject({ email: z.email() }).optional(),
  /**
   * What the service may use at once, for one account's limits: docs/scale.md says how to choose. A new account's limits
   * may refuse the larger ones: ask AWS for more first.
   */
  scale: z
    .strictObject({
      /** Requests of all pages together, in a second, and how many more at an instant. */
      requestsPerSecond: z.int().positive().default(500),
      requestsAtOnce: z.int().positive().default(1000),
      /** Requests from one address of the internet in five minutes, beyond which the firewall refuses more of them. */
      requestsPerAddress: z.int().min(10).default(2000),
      /** Batches of rows that each listener works on at a time, for each shard of the table's stream. */
      streamLanes: z.int().min(1).max(10).default(4),
      /** Mails that SES takes from the account in a second; 14 is what it grants with production access. */
      mailsPerSecond: z.number().positive().default(14),
      /** What the table can take at once from the first second on; absent: what DynamoDB gives every table. */
      warmThroughput: z
        .strictObject({ readUnitsPerSecond: z.int().min(12_000), writeUnitsPerSecond: z.int().min(4_000) })
        .optional(),
    })
    .prefault({}),
  /**
   * The table that a backup was restored to, and its stream's ARN: the service works on it instead of the one that its
   * stack made, whose changes by the stack do not reach it (docs/operating.md, Backup and restore).
   */
  restored: z.strictObject({ table: z.string(), stream: z.string() }).optional(),
  /** Who signs staff in, an OpenID Connect provider with a public client; absent: a Cognito user pool of our own. */
  oidc: z
    .strictObject({
      issuer: z.url({ protocol: /^https$/ }),
      clientId: z.string().min(1),
      /** The claim that lists a person's roles. */
      groupsClaim: z.string().default('groups'),
    })
    .optional(),
});

export type Settings = z.infer<typeof settingsSchema>;

/**
 * Reads and checks a settings file.
 *
 * @throws Error that names the file and every setting that is wrong
 */
export function readSettings(file: string): Settings {
  const result = settingsSchema.safeParse(readJson(file));
  if (!result.success) throw new Error(`${file} does not fit:\n${z.prettifyError(result.error)}`);
  if (!result.data.sender.address.endsWith(`@${result.data.domain}`)) {
    throw new Error(`${file} does not fit: sender.address must be under ${result.data.domain}, which SES verifies`);
  }
  const { restored } = result.data;
  if (restored && !restored.stream.includes(`:table/${restored.table}/stream/`)) {
    throw new Error(`${file} does not fit: restored.stream is not a stream of the table ${restored.table}`);
  }
  return result.data;
}

function readJson(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch (error) {
    throw new Error(`the settings file ${file} cannot be read: ${(error as Error).message}`);
  }
}
