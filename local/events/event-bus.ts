import * as z from 'zod';
import type { InvokeFunction } from '../functions/invoke.ts';
import { propertiesOf } from '../template/properties.ts';
import type { Resource } from '../template/read-template.ts';
import { type Pattern, readPattern } from './pattern.ts';

const ruleProperties = z.object({
  EventPattern: z.record(z.string(), z.unknown()),
  State: z.string().default('ENABLED'),
  Targets: z.array(
    z.object({ Arn: z.string().regex(/:lambda:.*:function:/, { error: 'only functions are targets here' }) }),
  ),
});

interface Rule {
  readonly matches: Pattern;
  readonly functions: readonly string[];
}

/** A target did not take an event: whoever published it keeps it and tries again. */
export class EventNotTakenError extends Error {
  override readonly name = 'EventNotTakenError';
}

/** EventBridge's default bus on one machine: hands each event to the functions of the rules that match it. */
export class EventBus {
  readonly #rules: readonly Rule[];
  readonly #invoke: InvokeFunction;

  /**
   * @param rules `AWS::Events::Rule`
   * @throws TemplateError, PatternError when a rule asks for something that is not done here
   */
  constructor(rules: readonly Pick<Resource, 'path' | 'properties'>[], invoke: InvokeFunction) {
    this.#invoke = invoke;
    this.#rules = rules
      .map((rule) => propertiesOf(ruleProperties, rule))
      .filter(({ State }) => State !== 'DISABLED')
      .map(({ EventPattern, Targets }) => ({
        matches: readPattern(JSON.stringify(EventPattern)),
        functions: Targets.map(({ Arn }) => Arn),
      }));
  }

  /**
   * Resolves once every target has taken the event.
   *
   * @throws EventNotTakenError when one has not; some may be given it again
   */
  async publish(event: object): Promise<void> {
    const payload = JSON.stringify(event);
    for (const { functions } of this.#rules.filter(({ matches }) => matches(event))) {
      for (const name of functions) {
        const answer = await this.#invoke(name, payload);
        if (!answer.ok) throw new EventNotTakenError(`${name} did not take the event: ${answer.error.errorType}`);
      }
    }
  }
}
