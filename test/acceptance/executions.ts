import {
  DescribeExecutionCommand,
  type ExecutionListItem,
  type HistoryEvent,
  paginateGetExecutionHistory,
  paginateListExecutions,
  SFNClient,
} from '@aws-sdk/client-sfn';
import type { Health } from './home-process.ts';

/** The workflow's executions, read as on AWS. */
export class Executions {
  readonly #client: SFNClient;
  readonly #stateMachine: string;

  constructor({ region, endpoints, resources }: Health['aws']) {
    if (!endpoints.sfn || !resources.APPLICATION_WORKFLOW) throw new Error('the home tells of no application workflow');
    const credentials = { accessKeyId: 'local', secretAccessKey: 'local' };
    this.#client = new SFNClient({ region, endpoint: endpoints.sfn, credentials });
    this.#stateMachine = resources.APPLICATION_WORKFLOW;
  }

  /** All runs of one application. */
  async of(reference: string): Promise<ExecutionListItem[]> {
    const found: ExecutionListItem[] = [];
    const pages = paginateListExecutions({ client: this.#client }, { stateMachineArn: this.#stateMachine });
    for await (const { executions = [] } of pages) found.push(...executions);
    return found.filter(({ name }) => name?.startsWith(`${reference}-`));
  }

  /** The only run of an application. */
  async theOne(reference: string): Promise<ExecutionListItem> {
    const [one, ...more] = await this.of(reference);
    if (!one || more.length > 0) throw new Error(`${reference} has ${one ? more.length + 1 : 'no'} executions`);
    return one;
  }

  /** What happened in the only run of an application. */
  async history(reference: string): Promise<HistoryEvent[]> {
    const { executionArn } = await this.theOne(reference);
    const events: HistoryEvent[] = [];
    const pages = paginateGetExecutionHistory({ client: this.#client }, { executionArn });
    for await (const page of pages) events.push(...(page.events ?? []));
    return events;
  }

  /** The input that the only run was given. */
  async input(reference: string): Promise<unknown> {
    const { executionArn } = await this.theOne(reference);
    const { input } = await this.#client.send(new DescribeExecutionCommand({ executionArn }));
    return JSON.parse(input ?? 'null');
  }
}
