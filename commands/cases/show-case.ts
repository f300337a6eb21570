import { printInstant } from '../../domain/london-time.ts';
import type { School } from '../../domain/school.ts';
import type { Desk } from '../../functions/acts/desk.ts';
import { checkCase } from '../../functions/acts/eligibility-facts.ts';
import { sayWhy } from '../../functions/findings/say-finding.ts';
import { type CaseFile, liveRequest, readCaseFile } from '../../functions/store/case-file.ts';
import type { EventRow } from '../../functions/store/event-row.ts';
import { getText } from '../../functions/store/event-row.ts';
import type { Records } from '../../functions/store/records.ts';
import { schoolOf } from '../../functions/store/school-row.ts';
import { openTasks } from '../../functions/store/task-row.ts';
import type { Subcommand } from './subcommand.ts';

/** Reads a text by its id; undefined where texts are not asked for, or the text was erased. */
type ReadText = (id: string | undefined) => Promise<string | undefined>;

/** A case as staff see it. What people wrote is left out unless it is asked for. */
export const SHOW: Subcommand = {
  parameters: ['REFERENCE'],
  options: [],
  flags: ['texts'],
  takes: '[--texts]',
  does: 'one case; with what people wrote',
  acts: false,
  async run(desk, call) {
    const { reference } = call;
    const { records } = desk;
    const withTexts = call.has('texts');
    const file = await readCaseFile(records, reference);
    const { school: urn, state } = file.case;
    const school = await schoolOf(records, urn);
    const read: ReadText = async (id) => (withTexts && id !== undefined ? getText(records, reference, id) : undefined);
    const parts: [string, readonly string[]][] = [
      ['Findings', findingLines(file, school, desk)],
      ['Endorsements', endorsementLines(file, withTexts)],
      ['Information requests', await informationLines(file, read)],
      [
        'Marks',
        file.marks.map(({ criterion, mark, by, reason }) =>
          line(`${criterion}: ${mark}, by ${by}`, withTexts && reason),
        ),
      ],
      ['Decision', await decisionLines(file, read, withTexts)],
      ['Open tasks', await taskLines(records, reference)],
      ['Timeline', await Promise.all(file.events.map((event) => eventLine(event, file, read)))],
    ];
    return [
      `${reference}, ${file.programme.generation}, round ${file.case.round}`,
      `school: ${school ? `${school.name} (${school.urn})` : (urn ?? 'none yet')}`,
      ...parts.flatMap(([title, lines]) => (lines.length === 0 ? [] : ['', title, ...lines.map((one) => `  ${one}`)])),
      '',
      `state ${state}`,
    ];
  },
};

const line = (text: string, words: string | undefined | false) => (words ? `${text}: “${words}”` : text);
const instant = (text: string) => printInstant(new Date(text));
const plain = (word: string) => word.replaceAll('-', ' ');

/** As the check finds them now: endorsements that came in count. */
function findingLines(file: CaseFile, school: School | undefined, { at }: Desk): string[] {
  if (!file.eligibility) return [];
  const findings = checkCase(file, school, at).findings;
  return [
    `check: ${file.eligibility.state}`,
    ...findings.map(({ criterion, outcome, by, why }) => `${criterion}: ${outcome} (${by}: ${sayWhy(why)})`),
  ];
}

function endorsementLines(file: CaseFile, withTexts: boolean): string[] {
  return file.slots.flatMap((slot) => {
    const { name, email, role, warnings } = liveRequest(file, slot);
    const written = file.endorsements.find((one) => one.slot === slot.slot && one.request === slot.request);
    const texts = withTexts && written ? [...Object.values(written.says), written.words ?? ''] : [];
    return [
      `${slot.slot}: ${slot.state}, due ${instant(slot.dueAt)}`,
      `  request ${slot.request}: ${name}, ${role}, ${email}${warnings.map((warning) => ` (${plain(warning)})`).join('')}`,
      ...texts.filter(Boolean).map((text) => `  “${text}”`),
    ];
  });
}

const informationLines = ({ information }: CaseFile, read: ReadText): Promise<string[]> =>
  Promise.all(
    information.map(async ({ request, state, dueAt, asks, answer }) => {
      const words = [await read(asks), await read(answer)].filter(Boolean).join('” – “');
      return line(`${request}: ${state}, due ${instant(dueAt)}`, words);
    }),
  );

async function decisionLines({ decision }: CaseFile, read: ReadText, withTexts: boolean): Promise<string[]> {
  if (!decision) return [];
  const { state, outcome, declineReasons = [], decidedBy, releasedBy, wordsText, reversal } = decision;
  const parts = [
    state,
    outcome,
    ...declineReasons,
    decidedBy && `decided by ${decidedBy}`,
    releasedBy && `released by ${releasedBy}`,
  ];
  const asked = reversal && line(`reversal asked for by ${reversal.askedBy}`, withTexts && reversal.reason);
  return [line(parts.filter(Boolean).join(', '), await read(wordsText)), ...(asked ? [asked] : [])];
}

async function taskLines(records: Records, reference: string): Promise<string[]> {
  return (await openTasks(records, reference)).map(
    ({ task, subject, at }) => `${plain(task)} (${subject}), since ${instant(at)}`,
  );
}

async function eventLine(event: EventRow, { programme }: CaseFile, read: ReadText): Promise<string> {
  const { at, who, what, about, reasons = [], why, messages = [] } = event;
  const slot = programme.endorsements.slots.find(({ id }) => id === about);
  const by = who.kind === 'staff' && who.id !== undefined ? `staff (${who.id})` : who.kind;
  const subject = about === undefined ? '' : `, ${slot?.title ?? about}`;
  const because = reasons.length > 0 ? `, because of ${reasons.join(', ')}` : '';
  const mails = messages.length > 0 ? `; mail: ${messages.map(plain).join(', ')}` : '';
  return line(`${instant(at)}: ${plain(what)}${subject}${because}, by ${by}${mails}`, await read(why));
}
