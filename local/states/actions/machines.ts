import { randomUUID } from 'node:crypto';
import type * as sfn from '@aws-sdk/client-sfn';
import type { Clock } from '../../clock/clock.ts';
import { type Place, requireArn, requireName, stateMachineArn } from '../arn.ts';
import { parseDefinition } from '../definition/parse.ts';
import { requireServices } from '../definition/services.ts';
import { refusals } from '../errors.ts';
import type { Execution } from '../store/executions.ts';
import type { GroupCommit } from '../store/group-commit.ts';
import type { Machine } from '../store/machines.ts';
import type { Store } from '../store/store.ts';
import { pageSize, pageToken, readPageToken } from './paging.ts';

const NO_LOGGING: sfn.LoggingConfiguration = { level: 'OFF', includeExecutionData: false };
const NO_TRACING: sfn.TracingConfiguration = { enabled: false };

/** The API actions on state machines. */
export class MachineActions {
  readonly #store: Store;
  readonly #commits: GroupCommit;
  readonly #clock: Clock;
  readonly #place: Place;

  constructor(store: Store, commits: GroupCommit, clock: Clock, place: Place) {
    this.#store = store;
    this.#commits = commits;
    this.#clock = clock;
    this.#place = place;
  }

  /** The same again is answered as before; another role does not make it different, as on AWS. */
  async create(request: sfn.CreateStateMachineInput): Promise<sfn.CreateStateMachineOutput> {
    const { name = '', definition = '', roleArn = '', type = 'STANDARD' } = request;
    requireName(name);
    if (type !== 'STANDARD') throw refusals.stateMachineTypeNotSupported();
    await requireServices(parseDefinition(definition));
    const arn = stateMachineArn(this.#place, name);
    const logging = JSON.stringify(request.loggingConfiguration ?? NO_LOGGING);
    const tracing = JSON.stringify(request.tracingConfiguration ?? NO_TRACING);
    return this.#commits.write(() => {
      const existing = this.#store.machines.get(arn);
      if (existing?.deleting) throw refusals.stateMachineDeleting(arn);
      const hash = this.#store.machines.putDefinition(definition);
      if (existing !== undefined) {
        const same = existing.definition === hash && existing.logging === logging && existing.tracing === tracing;
        if (!same) throw refusals.stateMachineAlreadyExists(arn);
        return { stateMachineArn: arn, creationDate: new Date(existing.created_at) };
      }
      const now = this.#clock.now();
      const times = { created_at: now, updated_at: now };
      this.#store.machines.put({
        ...{ arn, name, definition: hash, role_arn: roleArn, logging, tracing, ...times, revision: null, deleting: 0 },
      });
      return { stateMachineArn: arn, creationDate: new Date(now) };
    });
  }

  /** Running executions keep the definition and role that they started with. */
  async update(request: sfn.UpdateStateMachineInput): Promise<sfn.UpdateStateMachineOutput> {
    const { stateMachineArn: arn = '', definition, roleArn, loggingConfiguration, tracingConfiguration } = request;
    requireArn(arn, 'stateMachine');
    if (!definition && !roleArn && !loggingConfiguration && !tracingConfiguration) {
      throw refusals.missingRequiredParameter();
    }
    if (definition !== undefined) await requireServices(parseDefinition(definition));
    return this.#commits.write(() => {
      const machine = this.require(arn);
      if (machine.deleting) throw refusals.stateMachineDeleting(arn);
      const updated: Machine = {
        ...machine,
        definition: definition === undefined ? machine.definition : this.#store.machines.putDefinition(definition),
        role_arn: roleArn ?? machine.role_arn,
        logging: loggingConfiguration === undefined ? machine.logging : JSON.stringify(loggingConfiguration),
        tracing: tracingConfiguration === undefined ? machine.tracing : JSON.stringify(tracingConfiguration),
        updated_at: this.#clock.now(),
        revision: randomUUID(),
      };
      this.#store.machines.put(updated);
      return { updateDate: new Date(updated.updated_at), revisionId: updated.revision ?? undefined };
    });
  }

  describe({ stateMachineArn: arn = '' }: sfn.DescribeStateMachineInput): sfn.DescribeStateMachineOutput {
    const machine = this.require(arn);
    return {
      stateMachineArn: machine.arn,
      name: machine.name,
      status: machine.deleting ? 'DELETING' : 'ACTIVE',
      definition: this.#store.machines.definitionText(machine.definition),
      roleArn: machine.role_arn,
      type: 'STANDARD',
      creationDate: new Date(machine.created_at),
      loggingConfiguration: JSON.parse(machine.logging) as sfn.LoggingConfiguration,
      tracingConfiguration: JSON.parse(machine.tracing) as sfn.TracingConfiguration,
      ...(machine.revision !== null && { revisionId: machine.revision }),
    };
  }

  /** By name. */
  list({ maxResults, nextToken }: sfn.ListStateMachinesInput): sfn.ListStateMachinesOutput {
    const size = pageSize(maxResults);
    const machines = this.#store.machines.list(readPageToken(nextToken, ''), size + 1);
    const page = machines.slice(0, size);
    return {
      stateMachines: page.map(({ arn, name, created_at }) => ({
        stateMachineArn: arn,
        name,
        type: 'STANDARD',
        creationDate: new Date(created_at),
      })),
      ...(machines.length > size && { nextToken: pageToken(page.at(-1)?.name ?? '') }),
    };
  }

  /** Takes the machine, its executions and their histories away, at the latest when the last of them ends. */
  delete({ stateMachineArn: arn = '' }: sfn.DeleteStateMachineInput): Promise<sfn.DeleteStateMachineOutput> {
    requireArn(arn, 'stateMachine');
    return this.#commits.write(() => {
      const machine = this.#store.machines.get(arn);
      if (machine !== undefined) this.#store.machines.put({ ...machine, deleting: 1 });
      this.#forgetWhenDone(arn);
      return {};
    });
  }

  /** Part of the transaction in which an execution ends. */
  executionEnded({ machine }: Execution): void {
    if (this.#store.machines.get(machine)?.deleting) this.#forgetWhenDone(machine);
  }

  /** @throws StatesApiError StateMachineDoesNotExist, InvalidArn */
  require(arn: string): Machine {
    const machine = this.#store.machines.get(requireArn(arn, 'stateMachine'));
    if (machine === undefined) throw refusals.stateMachineDoesNotExist(arn);
    return machine;
  }

  #forgetWhenDone(arn: string): void {
    const { machines, executions, strands, events } = this.#store;
    if (executions.countRunning(arn) > 0) return;
    events.forget(arn);
    strands.forget(arn);
    executions.forget(arn);
    machines.delete(arn);
  }
}
