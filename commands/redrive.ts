/** `npm run redrive -- QUEUE|all`: what could not be delivered is shown, and done again. The last line is the outcome. */
import { argv, stderr, stdout } from 'node:process';
import { isAnsweredYes } from './ask.ts';
import { readCommandLine, UsageError } from './command-line.ts';
import type { ReceivedLetter } from './redrive/dead-letter-queue.ts';
import { openQueues } from './redrive/open-queues.ts';
import { type Outcome, type Redoing, redo, STAYING } from './redrive/redo.ts';
import { TargetError } from './target.ts';

const USAGE = `npm run redrive -- QUEUE|all [--list] [--yes] [--stack NAME | --home URL]

Shows what lies in a dead-letter queue, asks, and does it again: what became of emails is recorded, moments of rounds start
their workflow; what the sweep has done since is only taken off. What fails again stays where it is.

  --list         only show what is there
  --yes          do not ask
  --stack NAME   in AWS, by your usual AWS configuration: DesignationRounds
  --home URL     a home that runs (else: the one at LOCAL_URL)
`;

/** Does each again. Gives the lines of what became of them; what stays is said to be there. */
async function redoAll(letters: readonly ReceivedLetter[], redoing: Redoing): Promise<string[]> {
  const counts = new Map<Outcome | 'failed', number>();
  const lines: string[] = [];
  for (const letter of letters) {
    const outcome = await redo(letter, redoing).catch((error: unknown) => {
      lines.push(`${letter.from}: ${error instanceof Error ? error.name : 'it failed'}`);
      return 'failed' as const;
    });
    counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
    await (outcome === 'failed' || STAYING.includes(outcome) ? letter.leave() : letter.drop());
  }
  return [...lines, ...Array.from(counts, ([outcome, count]) => `${outcome}: ${count}`)];
}

async function redriveFrom(
  wanted: string,
  options: Readonly<{ list: boolean; yes: boolean; stack?: string; home?: string }>,
) {
  const { queues, redoing, close } = await openQueues(options, new Date());
  let letters: ReceivedLetter[] = [];
  try {
    const named = queues.filter(({ name }) => wanted === 'all' || name === wanted);
    if (named.length === 0) {
      throw new UsageError(`there is no queue "${wanted}": all, ${queues.map(({ name }) => name).join(', ')}`);
    }
    for (const queue of named) {
      const found = await queue.receive();
      stdout.write(`${queue.name}: ${found.length}\n`);
      for (const { at, from } of found) stdout.write(`  ${at.toISOString()}  ${from}\n`);
      letters.push(...found);
    }
    if (options.list || letters.length === 0) return;
    if (!options.yes && !(await isAnsweredYes(`Do ${letters.length} again?`))) return;
    const now = letters;
    letters = [];
    stdout.write(`${(await redoAll(now, redoing)).join('\n')}\n`);
  } finally {
    for (const letter of letters) await letter.leave();
    await close();
  }
}

async function redrive(): Promise<void> {
  const { values, positionals } = readCommandLine({
    args: argv.slice(2),
    allowPositionals: true,
    options: {
      list: { type: 'boolean', default: false },
      yes: { type: 'boolean', default: false },
      stack: { type: 'string' },
      home: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  const [queue, ...others] = positionals;
  if (values.help) stdout.write(USAGE);
  else if (queue === undefined || others.length > 0) throw new UsageError(`name one queue, or all\n\n${USAGE}`);
  else await redriveFrom(queue, values);
}

try {
  await redrive();
} catch (error) {
  if (!(error instanceof UsageError || error instanceof TargetError)) throw error;
  stderr.write(`redrive: ${error.message.trim()}\n`);
  process.exitCode = 1;
}
