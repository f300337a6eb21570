import type { NamedEndorser } from '../../domain/answers.ts';
import { endorserWarnings } from '../../domain/endorser-warnings.ts';
import type { EndorsementSlot, EndorserWarning } from '../../programmes/endorsements.ts';
import type { AskedAddresses } from '../store/asked-address-row.ts';
import type { CaseRow } from '../store/case-row.ts';
import { putRequest } from '../store/endorsement-rows.ts';
import type { Write } from '../store/records.ts';
import type { SlotRow } from '../store/slot-row.ts';
import { putTask } from '../store/task-row.ts';
import { type Mail, toEndorser } from './timeline.ts';

export interface Asking {
  readonly case: Pick<CaseRow, 'reference' | 'round' | 'body'>;
  readonly rules: EndorsementSlot;
  readonly endorser: NamedEndorser;
  /** `1` for the first person asked to fill the slot. */
  readonly request: string;
  readonly dueAt: Date;
  readonly applicant: { readonly email: string; readonly schoolWebsite?: string };
}

/** What asking somebody leaves: the slot as it is then, the rows to write besides it, and the mail, if it is not held. */
export interface Asked {
  readonly slot: SlotRow;
  readonly writes: readonly Write[];
  readonly mails: readonly Mail[];
  /** Staff are asked to look at the address. */
  readonly isOdd: boolean;
}

/** The kind of task about an endorser whose address may be the applicant's; its subject is the slot. */
export const WARNING_TASK = 'endorser-warning';

/** Private accounts are too common to trouble staff with. */
const isOdd = (warnings: readonly EndorserWarning[]) => warnings.some((warning) => warning !== 'private-provider');

/** Asks one person to fill a slot: by a mail of their own, or with their next digest when they get many. */
export async function askEndorser(addresses: AskedAddresses, asking: Asking, at: Date): Promise<Asked> {
  const { case: row, rules, endorser, request, dueAt, applicant } = asking;
  const { reference, body } = row;
  const asked = { reference, slot: rules.id, request };
  const sending = await addresses.ask(endorser.email, asked);
  const state = sending === 'send' ? 'requested' : 'held';
  const now = at.toISOString();
  const warnings = endorserWarnings(rules, endorser.email, applicant);
  return {
    slot: {
      kind: 'slot',
      ...asked,
      state,
      requestedAt: now,
      dueAt: dueAt.toISOString(),
      done: [],
      lastMailAt: now,
      version: 1,
    },
    writes: [
      putRequest(
        {
          kind: 'endorsement-request',
          ...asked,
          ...endorser,
          askedAt: now,
          state,
          warnings,
        },
        await addresses.hashOf(endorser.email),
      ),
      ...(isOdd(warnings) ? [putTask(reference, body, WARNING_TASK, rules.id, at)] : []),
    ],
    isOdd: isOdd(warnings),
    mails: state === 'requested' ? [toEndorser(row, asked, 'endorsement-asked')] : [],
  };
}
