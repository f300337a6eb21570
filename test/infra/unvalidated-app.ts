import { App } from 'aws-cdk-lib';

/** An app without CDK's own rules for templates, which take seconds for each: `nag.test.ts` holds the service to them. */
export const unvalidatedApp = (outdir?: string) =>
  new App({ builtinCloudFormationValidation: false, ...(outdir !== undefined && { outdir }) });
