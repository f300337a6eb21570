import { Call } from '../cases/call.ts';
import { UsageError } from '../command-line.ts';
import { openTarget } from '../target.ts';
import { BY_API } from './by-api.ts';
import { addressOfStack, StaffClient } from './staff-client.ts';
import { SUBCOMMANDS, WITH_SERVICE } from './subcommands.ts';

/** What whoever runs the command is asked. */
export interface Asking {
  /** Where people hear of what is to be done, unless the command line says `--yes`. */
  isAgreed(question: readonly string[]): Promise<boolean>;
  /** To open the address at which staff sign in. */
  showSignIn(address: string): void;
  /** On which home the command acts. */
  showTarget(description: string): void;
}

/**
 * Does what a command line names: `['extend', 'lle-2027-01-04', …]`.
 *
 * @returns lines for the reader; the last is the outcome in a word
 * @throws whatever `roundRefusal` has a sentence for
 */
export async function runRounds(
  [name = '', ...args]: readonly string[],
  { isAgreed, showSignIn, showTarget }: Asking,
): Promise<readonly string[]> {
  const subcommand = SUBCOMMANDS.get(name);
  if (!subcommand) throw new UsageError(`there is no subcommand "${name}": npm run rounds -- --help`);
  const byApi = BY_API.get(name);
  const options = byApi ? [...subcommand.options, ...WITH_SERVICE] : subcommand.options;
  // the provider says who they are
  const signsIn = args.some((arg) => WITH_SERVICE.some((option) => arg.split('=')[0] === `--${option}`));
  const call = new Call({ ...subcommand, options, acts: subcommand.acts && !signsIn }, args);
  const service = await serviceOf(call);
  if (byApi && service !== undefined) {
    return perform(byApi, await StaffClient.connect(service, showSignIn), call, isAgreed);
  }
  const { records, now: at, description, close } = await openTarget(call, new Date());
  showTarget(description);
  try {
    return await perform(subcommand, { records, at }, call, isAgreed);
  } finally {
    await close();
  }
}

async function serviceOf(call: Call): Promise<string | undefined> {
  const stack = call.optional('stack');
  return call.optional('service') ?? (stack === undefined ? undefined : addressOfStack(stack));
}

interface Doing<Where> {
  preview?(where: Where, call: Call): Promise<readonly string[]>;
  run(where: Where, call: Call): Promise<readonly string[]>;
}

async function perform<Where>(
  doing: Doing<Where>,
  where: Where,
  call: Call,
  isAgreed: Asking['isAgreed'],
): Promise<readonly string[]> {
  if (doing.preview && !call.has('yes')) {
    const question = await doing.preview(where, call);
    if (question.length > 0 && !(await isAgreed(question))) return ['not-done'];
  }
  return doing.run(where, call);
}
