import type { ApplicationState } from '../../../domain/application.ts';
import type { TemplateId } from '../../mail/template-ids.ts';
import { CaseMovedOnError, checkCaseIs, getCase } from '../../store/case-row.ts';
import { SERVICE } from '../../store/event-row.ts';
import { MessageOwedError } from '../../store/message-row.ts';
import type { Desk } from '../desk.ts';
import { recordFact, toApplicant } from '../timeline.ts';

export interface Telling {
  readonly template: TemplateId;
  /** What makes it unique: the same is told once. */
  readonly subject: string;
  /** What the timeline says. */
  readonly what: string;
  /** Only whoever holds an application in one of these states is told. */
  readonly states: readonly ApplicationState[];
  /** Whoever began later knows it. */
  readonly begunBefore?: Date;
}

/** Tells whoever holds an application of something about its round. */
export async function tellHolder(
  { records, at }: Pick<Desk, 'records' | 'at'>,
  reference: string,
  { template, subject, what, states, begunBefore }: Telling,
): Promise<'told' | 'told-before' | 'moved-on'> {
  const row = await getCase(records, reference);
  if (!states.includes(row.state)) return 'moved-on';
  if (begunBefore && new Date(row.startedAt) > begunBefore) return 'moved-on';
  try {
    await records.transact([
      checkCaseIs(reference, states),
      ...recordFact(reference, at, { who: SERVICE, what }, [toApplicant(row, template, subject)]),
    ]);
    return 'told';
  } catch (error) {
    if (error instanceof MessageOwedError) return 'told-before';
    if (error instanceof CaseMovedOnError) return 'moved-on';
    throw error;
  }
}
