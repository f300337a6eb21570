/** Every variable that a function may read. Constructs set them by these names, so a misspelling does not compile. */
export const ENVIRONMENT_NAMES = [
  /** Name of the one table. */
  'RECORDS_TABLE',
  /** ARN of the application workflow. */
  'APPLICATION_WORKFLOW',
  /** ARN of the workflow that does what a round's moments bring. */
  'ROUND_WORKFLOW',
  /** Name of the group of rounds' schedules; ARNs of the role that they start the workflow with, and of their queue. */
  'ROUND_SCHEDULES',
  'ROUND_SCHEDULES_ROLE',
  'ROUND_SCHEDULES_DEAD_LETTERS',
  /** Name of the bucket with the snapshots of the public directory. */
  'DIRECTORY_BUCKET',
  /** ARN of the workflow that publishes the directory. */
  'DIRECTORY_WORKFLOW',
  /** Where the public reaches the service, without a slash at its end: `https://example.org`. */
  'PUBLIC_URL',
  /** The sender of all mail, as `Name <address>`. */
  'MAIL_FROM',
  /** Where answers to mail go. */
  'HELPDESK_EMAIL',
  'HELPDESK_PHONE',
  /** When the helpdesk answers, in words. */
  'HELPDESK_HOURS',
  'MAIL_CONFIGURATION_SET',
  /** The OpenID Connect provider that signs staff in, by its issuer. */
  'OIDC_ISSUER',
  'OIDC_CLIENT_ID',
  /** The claim that lists the groups of a member of staff. */
  'OIDC_GROUPS_CLAIM',
  /** ARN of the secret that holds CloudFront's key. */
  'EDGE_SECRET',
] as const;

export type EnvironmentName = (typeof ENVIRONMENT_NAMES)[number];

/** @throws Error when the construct that made the function did not set the variable */
export function environment(name: EnvironmentName): string {
  const value = process.env[name];
  if (!value) throw new Error(`environment variable ${name} is not set`);
  return value;
}
