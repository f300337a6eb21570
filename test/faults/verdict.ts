import type { MessageState } from '../../domain/message-state.ts';
import type { Journey } from './journeys.ts';

/** What a home has of one case when all is over. */
export interface Evidence {
  readonly reference: string;
  readonly state: string;
  readonly messages: readonly {
    readonly name: string;
    readonly template: string;
    readonly state: MessageState;
    readonly failure?: string | undefined;
  }[];
  /** The names of the messages whose mails have arrived, one a mail. */
  readonly mails: readonly string[];
  /** Of messages that staff had sent again: those may have gone twice. */
  readonly sentAgain: readonly string[];
  /** The subjects of open tasks. */
  readonly tasks: readonly string[];
  readonly executions: readonly { readonly name: string; readonly status: string }[];
  /** What the service and everybody but staff did, by the timeline. */
  readonly facts: readonly string[];
  readonly designations: number;
  /** Kinds of rows on which something is overdue. */
  readonly overdue: readonly string[];
}

const WENT: readonly MessageState[] = ['sent', 'delivered', 'bounced'];

/** What is wrong with a case, beside the journey that it made; nothing when it is where it would be without faults. */
export function verdict(evidence: Evidence, { name, ends, tells }: Journey): string[] {
  const found: string[] = [];
  const { state, messages, executions, designations, overdue, facts } = evidence;
  if (state !== ends) found.push(`is ${state}, would be ${ends}`);
  const owed = messages.map(({ template }) => template).toSorted();
  if (owed.join() !== tells.join()) found.push(`owes ${difference(owed, tells)}`);
  for (const message of messages) found.push(...aboutMessage(message, evidence));
  for (const { name: run, status } of executions) if (status === 'RUNNING') found.push(`left ${run} behind`);
  if (executions.length === 0) found.push('was never taken up');
  if (designations !== Number(ends === 'designated')) found.push(`has ${designations} designations`);
  for (const kind of overdue) found.push(`something is overdue on a row "${kind}"`);
  const twice = facts.filter((fact, index) => facts.indexOf(fact) !== index);
  for (const fact of new Set(twice)) found.push(`"${fact}" happened ${twice.length + 1} times`);
  return found.map((fault) => `${evidence.reference} (${name}): ${fault}`);
}

function aboutMessage(
  { name, state, failure }: Evidence['messages'][number],
  { mails, sentAgain, tasks }: Evidence,
): string[] {
  const went = mails.filter((key) => key === name).length;
  if (went > 1 && !sentAgain.includes(name)) return [`${name} was sent ${went} times`];
  if (WENT.includes(state)) return went === 0 ? [`${name} is ${state}, and no mail arrived`] : [];
  if (state === 'interrupted') return tasks.includes(name) ? [] : [`${name} is interrupted, and nobody is told`];
  // what it told of was no longer so when it could be sent
  if (state === 'failed' && failure === 'overtaken' && went === 0) return [];
  return [`${name} is ${state} (${failure ?? 'no failure'})`];
}

/** `+withdrawn -eligible`: what is too much, what is missing. */
function difference(got: readonly string[], wanted: readonly string[]): string {
  const missing = [...wanted];
  const tooMuch = got.filter((one) => {
    const at = missing.indexOf(one);
    if (at >= 0) missing.splice(at, 1);
    return at < 0;
  });
  return [...tooMuch.map((one) => `+${one}`), ...missing.map((one) => `-${one}`)].join(' ');
}
