/** One Lambda function of the template, as the home runs it. */
export interface FunctionDefinition {
  readonly name: string;
  readonly arn: string;
  /** The folder with its bundle. */
  readonly codeFolder: string;
  /** `<module>.<export>`, such as `index.handler`: a `.js`, `.cjs` or `.mjs` file in the code folder. */
  readonly handler: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly timeoutSeconds: number;
  readonly memoryMb: number;
}

/** The name in a function's name, ARN or partial ARN, each with or without a qualifier. */
export function functionNameOf(nameOrArn: string): string {
  const afterMarker = nameOrArn.split('function:').at(-1) as string;
  return afterMarker.split(':')[0] as string;
}

/**
 * Everything that a function finds in `process.env`: its own variables, and those that Lambda reserves. The keys are
 * there because the SDK wants some; no door of the home looks at them.
 * See https://docs.aws.amazon.com/lambda/latest/dg/configuration-envvars.html#configuration-envvars-runtime
 */
export function environmentOf(definition: FunctionDefinition): Record<string, string> {
  const region = definition.arn.split(':')[3] ?? '';
  return {
    ...definition.environment,
    _HANDLER: definition.handler,
    AWS_REGION: region,
    AWS_DEFAULT_REGION: region,
    AWS_EXECUTION_ENV: 'AWS_Lambda_nodejs24.x',
    AWS_LAMBDA_FUNCTION_NAME: definition.name,
    AWS_LAMBDA_FUNCTION_MEMORY_SIZE: String(definition.memoryMb),
    AWS_LAMBDA_FUNCTION_VERSION: '$LATEST',
    AWS_LAMBDA_INITIALIZATION_TYPE: 'on-demand',
    AWS_LAMBDA_LOG_GROUP_NAME: `/aws/lambda/${definition.name}`,
    AWS_LAMBDA_LOG_STREAM_NAME: 'local',
    AWS_ACCESS_KEY_ID: 'local',
    AWS_SECRET_ACCESS_KEY: 'local',
    SIGNATURES: 'unchecked',
    LAMBDA_TASK_ROOT: definition.codeFolder,
    LANG: 'en_US.UTF-8',
    TZ: 'UTC',
  };
}
