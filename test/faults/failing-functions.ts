import { createHash } from 'node:crypto';
import { functionNameOf } from '../../local/functions/definition.ts';
import type { Invocation, InvokeFunction } from '../../local/functions/invoke.ts';
import type { Random } from '../torture/random.ts';
import type { FaultPlan } from './fault-plan.ts';

const LOST: Invocation = { ok: false, error: { errorType: 'FaultError', errorMessage: 'a fault of the suite' } };

/** Fails before the function did anything, or after it has done all and could not say so. */
type Fault = 'before' | 'after' | undefined;

/** Functions that fail as the plan says. A piece of work is a function with what it was given. */
export const failing =
  (plan: FaultPlan, random: Random) =>
  (invoke: InvokeFunction): InvokeFunction => {
    const failures = new Map<string, number>();
    const faultOf = (work: string): Fault => {
      if (plan.functions === 'work') return undefined;
      if (plan.functions === 'fail-at-random') return ([...AT_RANDOM] as const)[random.below(AT_RANDOM.length)];
      const failed = failures.get(work) ?? 0;
      failures.set(work, failed + 1);
      if (plan.functions === 'fail-twice') return (['before', 'after'] as const)[failed];
      return failed > 0 ? undefined : /[0-7]$/.test(work) ? 'before' : 'after';
    };
    return async (name, payload) => {
      const broken = plan.broken === 'never-sweeps' && functionNameOf(name).includes('Sweep');
      if (broken) return { ok: true, payload: 'null' };
      const fault = faultOf(workOf(name, payload));
      if (fault === 'before') return LOST;
      const answer = await invoke(name, payload);
      return fault === 'after' ? LOST : answer;
    };
  };

const AT_RANDOM: readonly Fault[] = ['before', 'after', ...Array<Fault>(8).fill(undefined)];

interface Told {
  readonly rawPath?: string;
  readonly requestContext?: { readonly http?: { readonly method?: string } };
  readonly Records?: readonly { readonly eventID?: string }[];
}

/** The same for the same work tried again: a request has another id, instant and token then. */
function workOf(name: string, payload: string): string {
  const told = JSON.parse(payload) as Told | null;
  const what = told?.rawPath
    ? [told.requestContext?.http?.method, told.rawPath]
    : (told?.Records?.map(({ eventID }) => eventID) ?? payload);
  return createHash('sha256')
    .update(JSON.stringify([name, what]))
    .digest('hex');
}
