import {
  CreateStateMachineCommand,
  DescribeExecutionCommand,
  type ExecutionListItem,
  paginateListExecutions,
  StartExecutionCommand,
} from '@aws-sdk/client-sfn';
import { history } from '../conformance/history.ts';
import { Answers } from './answers.ts';
import type { HomeProcess } from './home-process.ts';
import type { Ending } from './verdict.ts';
import { type Errand, WORKFLOW } from './workflow.ts';

/** A home with everything around it: who begins executions, answers their tokens and watches how they end. */
export class World {
  readonly home: HomeProcess;
  /** Endings that changed after they had been seen. */
  readonly faults: string[] = [];
  readonly #answers: Answers;
  readonly #executions = new Map<string, string>();
  readonly #ends = new Map<string, string>();
  #machineArn = '';

  constructor(home: HomeProcess, errands: ReadonlyMap<string, Errand>) {
    this.home = home;
    this.#answers = new Answers(home, errands);
  }

  get inFlight(): number {
    return this.#executions.size - this.#ends.size;
  }

  /** Starts the home with its state machine. */
  async open(): Promise<void> {
    this.home.start();
    await this.home.ready;
    const machine = new CreateStateMachineCommand({
      name: 'torture',
      definition: JSON.stringify(WORKFLOW),
      roleArn: 'arn:aws:iam::000000000000:role/torture',
    });
    this.#machineArn = (await this.home.ask((sfn) => sfn.send(machine))).stateMachineArn ?? '';
  }

  /** Begins an execution; its name makes it one however often it is asked for. */
  async begin(errand: Errand): Promise<void> {
    const request = { stateMachineArn: this.#machineArn, name: errand.name, input: JSON.stringify(errand) };
    const { executionArn = '' } = await this.home.ask((sfn) => sfn.send(new StartExecutionCommand(request)));
    this.#executions.set(errand.name, executionArn);
  }

  /** Answers what waits for a word, and looks which executions have ended. */
  async attend(): Promise<void> {
    await this.#answers.give();
    for (const { name = '', status, stopDate } of await this.#list()) {
      if (status === 'RUNNING' && !this.#ends.has(name)) continue;
      const end = `${status} at ${stopDate?.toISOString()}`;
      const known = this.#ends.get(name) ?? end;
      if (known !== end) this.faults.push(`${name}: ended ${known}, later ${end}`);
      this.#ends.set(name, end);
    }
  }

  /** How many executions the home knows. */
  async count(): Promise<number> {
    return (await this.#list()).length;
  }

  async ending(name: string): Promise<Ending> {
    const executionArn = this.#executions.get(name);
    return this.home.ask(async (sfn) => ({
      execution: await sfn.send(new DescribeExecutionCommand({ executionArn })),
      events: await history(sfn, executionArn ?? ''),
    }));
  }

  async #list(): Promise<ExecutionListItem[]> {
    return this.home.ask(async (client) => {
      const executions: ExecutionListItem[] = [];
      const request = { stateMachineArn: this.#machineArn, maxResults: 1000 };
      for await (const page of paginateListExecutions({ client }, request)) executions.push(...(page.executions ?? []));
      return executions;
    });
  }
}
