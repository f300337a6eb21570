/**
 * A refusal of the Step Functions API. `code` is the name that AWS gives it, which SDKs turn into a class of that name:
 * https://docs.aws.amazon.com/step-functions/latest/apireference/CommonErrors.html
 */
export class StatesApiError extends Error {
  override readonly name = 'StatesApiError';
  readonly code: string;

  constructor(code: string, message: string) {
    super(message);
    this.code = code;
  }
}

export const refusals = {
  executionAlreadyExists: (arn: string) =>
    new StatesApiError('ExecutionAlreadyExists', `Execution Already Exists: '${arn}'`),
  executionDoesNotExist: (arn: string) =>
    new StatesApiError('ExecutionDoesNotExist', `Execution Does Not Exist: '${arn}'`),
  executionNotRedrivable: (reason: string) => new StatesApiError('ExecutionNotRedrivable', reason),
  invalidArn: (arn: string) => new StatesApiError('InvalidArn', `Invalid Arn: 'Invalid ARN prefix: ${arn}'`),
  invalidDefinition: (problems: readonly string[]) =>
    new StatesApiError('InvalidDefinition', `Invalid State Machine Definition: '${problems.join(', ')}'`),
  invalidExecutionInput: (reason: string) =>
    new StatesApiError('InvalidExecutionInput', `Invalid State Machine Execution Input: '${reason}'`),
  invalidName: (name: string) => new StatesApiError('InvalidName', `Invalid Name: '${name}'`),
  invalidOutput: (reason: string) => new StatesApiError('InvalidOutput', `Invalid Output: '${reason}'`),
  invalidPageToken: () => new StatesApiError('InvalidToken', "Invalid Token: 'Invalid nextToken'"),
  invalidTaskToken: () => new StatesApiError('InvalidToken', "Invalid Token: 'Invalid token'"),
  missingRequiredParameter: () =>
    new StatesApiError(
      'MissingRequiredParameter',
      'Either the definition, the role ARN, the LoggingConfiguration, or the TracingConfiguration must be specified',
    ),
  stateMachineAlreadyExists: (arn: string) =>
    new StatesApiError('StateMachineAlreadyExists', `State Machine Already Exists: '${arn}'`),
  stateMachineDeleting: (arn: string) =>
    new StatesApiError('StateMachineDeleting', `State Machine is being deleted: '${arn}'`),
  stateMachineDoesNotExist: (arn: string) =>
    new StatesApiError('StateMachineDoesNotExist', `State Machine Does Not Exist: '${arn}'`),
  stateMachineTypeNotSupported: () =>
    new StatesApiError('StateMachineTypeNotSupported', 'Only state machines of type STANDARD are run here'),
  taskDoesNotExist: () => new StatesApiError('TaskDoesNotExist', "Task Does Not Exist: 'Task does not exist'"),
  taskTimedOut: () => new StatesApiError('TaskTimedOut', "Task Timed Out: 'Provided task does not exist anymore'"),
  unknownOperation: (target: string) => new StatesApiError('UnknownOperationException', `Not run here: '${target}'`),
  validation: (message: string) => new StatesApiError('ValidationException', message),
};
