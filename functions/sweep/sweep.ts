import * as z from 'zod';
import type { StateCount } from '../../domain/round-figures.ts';
import { askAboutEnquiry } from '../acts/enquire.ts';
import { logError } from '../log.ts';
import { interruptStaleClaim, retryDueMessage } from '../mail/outbox.ts';
import { FORMER_DUE_SHARDS, indexes, type Key, type RowKind, referenceOf, shardsOf } from '../store/keys.ts';
import { wakeCase } from '../store/wake.ts';
import { chaseSlot } from './chase-slot.ts';
import { countCasesOfDay } from './count-cases.ts';
import { keepDesignation, promptToConfirm } from './designation-due.ts';
import { endLatePass } from './end-late-pass.ts';
import { endOverdueInformation } from './end-overdue-information.ts';
import { healDirectory } from './heal-directory.ts';
import { ROW_INVARIANTS } from './invariants/invariants.ts';
import type { Violation } from './invariants/violation.ts';
import { RoundKeeper } from './keep-rounds.ts';
import { reportViolations } from './report-violations.ts';
import { sendDigest } from './send-digest.ts';
import { isDaily, type Sweeping, type Swept } from './sweeping.ts';
import { takeUpCase } from './take-up-case.ts';

export interface SweepDependencies extends Omit<Sweeping, 'at'> {
  readonly now: () => Date;
  /** Says what was found as it must never be. */
  readonly tellOperators: (violations: readonly Violation[], messagesWaiting: number) => void;
  /** Says where the applications are, once a day. */
  readonly tellCases: (counts: readonly StateCount[]) => void;
}

/** Something that was due could not be done: the next sweep tries it again. */
export class SweepIncompleteError extends Error {
  override readonly name = 'SweepIncompleteError';
}

const dueRow = z.object({ pk: z.string(), sk: z.string(), kind: z.string() });

/** What falls due on which kind of row. Each looks at the row again before it acts: the index may be late. */
const DUE: Partial<Record<RowKind, (sweeping: Sweeping, key: Key) => Promise<unknown>>> = {
  case: takeUpCase,
  slot: chaseSlot,
  'asked-address': sendDigest,
  'information-request': endOverdueInformation,
  'late-pass': endLatePass,
  eligibility: wake,
  decision: wake,
  enquiry: askAboutEnquiry,
  designation: keepDesignation,
  'directory-entry': promptToConfirm,
  'directory-change': healDirectory,
  async message({ records, at }, key) {
    if ((await retryDueMessage(records, key, at)) === 'not-due') await interruptStaleClaim(records, key, at);
  },
};

function wake({ records, workflows, at }: Sweeping, key: Key): Promise<void> {
  return wakeCase(records, workflows, referenceOf(key), at);
}

/**
 * Does what is due: chasers and notes, ends of requests and questions, digests, messages to be tried again, workflows that
 * nobody woke or started; sees to it that rounds are where they should be; and looks for what must never be. What it does
 * twice, it does once: every act is a condition on the row.
 *
 * @throws SweepIncompleteError after everything else was done
 */
export function createSweep({ now, tellOperators, tellCases, ...dependencies }: SweepDependencies) {
  const rounds = new RoundKeeper();
  return async (): Promise<{ due: number; violations: number }> => {
    const sweeping: Sweeping = { ...dependencies, at: now() };
    // rows of one case are in one shard, and so looked at one after the other; those of an older version beside them
    const lists = [...shardsOf('DUE', 'byDue'), ...(isDaily(sweeping.at) ? FORMER_DUE_SHARDS : [])];
    const shards = lists.map((shard) => orFailed(sweepShard(sweeping, shard)));
    const parts: readonly (Swept & Partial<DueRows>)[] = await Promise.all([
      ...shards,
      orFailed(rounds.keep(sweeping)),
    ]);
    const violations = parts.flatMap((part) => part.violations);
    const failed = parts.reduce((sum, part) => sum + part.failed, 0);
    const due = parts.reduce((sum, part) => sum + (part.due ?? 0), 0);
    await reportViolations(sweeping, violations);
    tellOperators(
      violations,
      parts.reduce((sum, { messages = 0 }) => sum + messages, 0),
    );
    tellCases(await countCasesOfDay(sweeping));
    if (failed > 0) throw new SweepIncompleteError(`${failed} of ${due}`);
    return { due, violations: violations.length };
  };
}

/** A part that breaks off ends no other. */
function orFailed<Part extends Swept>(part: Promise<Part>): Promise<Part | Swept> {
  return part.catch((error): Swept => {
    logError('a part of the sweep broke off', error);
    return { violations: [], failed: 1 };
  });
}

/** How many rows were due, and how many of them messages: not sent at once, or to be tried again. */
interface DueRows {
  readonly due: number;
  readonly messages: number;
}

async function sweepShard(sweeping: Sweeping, shard: string): Promise<Swept & DueRows> {
  const query = {
    IndexName: 'byDue',
    KeyConditionExpression: `${indexes.byDue.partitionKey} = :shard AND ${indexes.byDue.sortKey} <= :now`,
    ExpressionAttributeValues: { ':shard': shard, ':now': sweeping.at.toISOString() },
  };
  const violations: Violation[] = [];
  let due = 0;
  let messages = 0;
  let failed = 0;
  for await (const { kind, ...key } of sweeping.records.query(query, dueRow)) {
    due++;
    if (kind === 'message') messages++;
    try {
      for (const look of ROW_INVARIANTS[kind as RowKind] ?? []) violations.push(...(await look(sweeping, key)));
      await DUE[kind as RowKind]?.(sweeping, key);
    } catch (error) {
      failed++;
      logError('what was due is not done', error, { row: `${key.pk} ${key.sk}` });
    }
  }
  return { due, messages, violations, failed };
}
