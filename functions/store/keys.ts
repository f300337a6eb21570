/**
 * Every kind of row of the records table, its key, and the indexes: the one vocabulary of store, workflows, stream
 * filters and infrastructure. A row carries its kind in the attribute `kind`.
 *
 * What must be unique is unique by key. Keys hold ids and hashes, never names or addresses. Partitions are by case,
 * person, round or designation, so no key grows hot; lists across partitions are sharded indexes.
 *
 * | to find | ask |
 * |---|---|
 * | a case with all that belongs to it | partition `CASE#<reference>` |
 * | what a case file is made of | its sort keys from `ANSWERS#` to `MARK#` |
 * | the case of a person in a round (at most one) | `case-of-person` |
 * | a person by email address | `email` → person |
 * | a person's cases and designations | partition `PERSON#<id>` |
 * | what an emailed link leads to | `link` |
 * | the cases of a round, by state, as cards | index `byRound`, all shards |
 * | what staff have to do, oldest due first | index `byQueue`, all shards |
 * | what falls due until an instant | index `byDue`, all shards |
 * | schools by the beginnings of words of name, town and postcode | `school-word` |
 * | where a place or a postcode is | `place`, `postcode-district` |
 * | rounds of a programme, designations, messages of a day, whom an address was asked to endorse | index `byList` |
 * | members of staff, what one of them did in a month | index `byList` |
 */

export interface Key {
  readonly pk: string;
  readonly sk: string;
}

const caseKey = (reference: string, sk: string): Key => ({ pk: `CASE#${reference}`, sk });
const personKey = (person: string, sk: string): Key => ({ pk: `PERSON#${person}`, sk });
const roundKey = (round: string, sk: string): Key => ({ pk: `ROUND#${round}`, sk });
const designationKey = (number: string, sk: string): Key => ({ pk: `DESIGNATION#${number}`, sk });

const SLOT = 'ENDORSEMENT-SLOT#';
const REQUEST = 'ENDORSEMENT-REQUEST#';

/** Instants in keys are ISO 8601 in UTC with milliseconds, so that they sort. */
const instantText = (instant: Date) => instant.toISOString();

/** A row's key by the row's kind. */
export const rowKeys = {
  // --- a case -------------------------------------------------------------------------------------------------------
  /** The case itself: programme, generation, round, person, state, run of its workflow, assignee. */
  case: (reference: string) => caseKey(reference, 'CASE'),
  /** Answers of one section of the form; one row a section, so that two tabs collide only where they really do. */
  answers: (reference: string, section: string) => caseKey(reference, `ANSWERS#${section}`),
  /** The result of the last eligibility check: word and evidence per criterion. */
  eligibility: (reference: string) => caseKey(reference, 'ELIGIBILITY'),
  /** One endorsement that the programme asks for; the workflow parks its token here, whoever the endorser is. */
  slot: (reference: string, slot: string) => caseKey(reference, SLOT + slot),
  /** One person asked to fill a slot; a replacement is a new row. */
  'endorsement-request': (reference: string, slot: string, request: string) =>
    caseKey(reference, `${REQUEST}${slot}#${request}`),
  /** What an endorser wrote: draft or given. */
  endorsement: (reference: string, slot: string, request: string) =>
    caseKey(reference, `ENDORSEMENT#${slot}#${request}`),
  /** Something that staff ask the applicant; lies over whatever state the case is in. */
  'information-request': (reference: string, request: string) => caseKey(reference, `INFORMATION#${request}`),
  /** One decider's mark and reason for one criterion. */
  mark: (reference: string, criterion: string) => caseKey(reference, `MARK#${criterion}`),
  /** The decision, provisional until released; the workflow parks its token here. */
  decision: (reference: string) => caseKey(reference, 'DECISION'),
  /** A note among staff. */
  note: (reference: string, at: Date, id: string) => caseKey(reference, `NOTE#${instantText(at)}#${id}`),
  /** One line of the case's timeline: who, what, when, why, which message. Append-only, texts by reference. */
  event: (reference: string, at: Date, id: string) => caseKey(reference, `EVENT#${instantText(at)}#${id}`),
  /** A text that the timeline refers to, kept apart so that it can be erased while the timeline stays whole. */
  text: (reference: string, id: string) => caseKey(reference, `TEXT#${id}`),
  /** That a member of staff looked at the case. */
  access: (reference: string, at: Date, id: string) => caseKey(reference, `ACCESS#${instantText(at)}#${id}`),
  /** That a member of staff may not see or touch the case. */
  conflict: (reference: string, staff: string) => caseKey(reference, `CONFLICT#${staff}`),
  /** Something that staff must settle: a bounce, a failed message, a broken invariant. One open task per subject. */
  task: (reference: string, task: string, subject: string) => caseKey(reference, `TASK#${task}#${subject}`),

  // --- a message: owed by the partition of whatever it is about -----------------------------------------------------
  /** One email owed to one person because of one fact. Template, subject and occurrence make it unique. */
  message: (owner: Key, template: string, subject: string, occurrence: number): Key => ({
    pk: owner.pk,
    sk: `MESSAGE#${template}#${subject}#${occurrence}`,
  }),
  /** Where an emailed link leads. Only the link's SHA-256 is kept. */
  link: (linkHash: string): Key => ({ pk: `LINK#${linkHash}`, sk: 'LINK' }),

  // --- people -------------------------------------------------------------------------------------------------------
  person: (person: string) => personKey(person, 'PERSON'),
  /** Which person an address leads to. The hash is keyed SHA-256 of the address in lower case. */
  email: (addressHash: string): Key => ({ pk: `EMAIL#${addressHash}`, sk: 'EMAIL' }),
  /** When an address was last asked to endorse, and what is held for its next digest: for the limits per address. */
  'asked-address': (addressHash: string): Key => ({ pk: `EMAIL#${addressHash}`, sk: 'ASKED' }),
  /** An address that asked for a link to sign in with. */
  'sign-in-request': (addressHash: string): Key => ({ pk: `EMAIL#${addressHash}`, sk: 'SIGN-IN' }),
  /** One mail that asks for several endorsements at once. */
  digest: (addressHash: string, at: Date): Key => ({ pk: `EMAIL#${addressHash}`, sk: `DIGEST#${instantText(at)}` }),
  /** An address of a person, seen from the person. */
  'email-of-person': (person: string, addressHash: string) => personKey(person, `EMAIL#${addressHash}`),
  /** The one case of a person in a round. */
  'case-of-person': (person: string, round: string) => personKey(person, `CASE#${round}`),
  /** The one active designation of a person in a programme. */
  'designation-of-person': (person: string, programme: string) => personKey(person, `DESIGNATION#${programme}`),
  /** A signed-in browser of an applicant; only the cookie's SHA-256 is kept. */
  session: (sessionHash: string): Key => ({ pk: `SESSION#${sessionHash}`, sk: 'SESSION' }),
  /** A form that was sent after its session had ended. */
  'kept-form': (person: string) => personKey(person, 'KEPT-FORM'),
  // --- staff --------------------------------------------------------------------------------------------------------
  /** A member of staff as last seen: a name for lists and timelines. The id is a hash of the sign-in provider's. */
  staff: (staff: string): Key => ({ pk: `STAFF#${staff}`, sk: 'STAFF' }),
  /** A signed-in browser of staff, beside its owner, so that all of one person's can be ended. */
  'staff-session': (staff: string, sessionHash: string): Key => ({
    pk: `STAFF#${staff}`,
    sk: `SESSION#${sessionHash}`,
  }),
  /** One line of what was done to a member of staff: signed out by another, a school that they named. */
  'staff-event': (staff: string, at: Date, id: string): Key => ({
    pk: `STAFF#${staff}`,
    sk: `EVENT#${instantText(at)}#${id}`,
  }),
  /** A school that a member of staff says they are connected with. */
  'staff-school': (staff: string, urn: string): Key => ({ pk: `STAFF#${staff}`, sk: `SCHOOL#${urn}` }),
  /** How often something was done in a window of time: rate limits. `subject` is a hash. */
  'rate-limit': (what: string, subject: string, window: string): Key => ({
    pk: `RATE#${what}#${subject}`,
    sk: `WINDOW#${window}`,
  }),

  // --- rounds -------------------------------------------------------------------------------------------------------
  round: (round: string) => roundKey(round, 'ROUND'),
  /** A copy of the round's end: submissions check one at random, because one hot row would conflict. */
  gate: (round: string, copy: number) => roundKey(round, `GATE#${copy}`),
  /** The windows of all rounds of a programme and designating body: two that overlap cannot both be written. */
  'round-calendar': (programme: string, body: string): Key => ({ pk: `CALENDAR#${programme}`, sk: `BODY#${body}` }),
  /** One of the places of a round that takes a limited number of applications. */
  seat: (round: string, seat: number): Key => ({ pk: `SEATS#${round}`, sk: `SEAT#${seat}` }),
  /** Leave for one person to apply after the end. */
  'late-pass': (round: string, person: string) => roundKey(round, `PASS#${person}`),
  /** One line of the round's own timeline. */
  'round-event': (round: string, at: Date, id: string) => roundKey(round, `EVENT#${instantText(at)}#${id}`),
  /** Something about a round that staff must settle. One open task per subject. */
  'round-task': (round: string, task: string, subject: string) => roundKey(round, `TASK#${task}#${subject}`),
  /** That somebody asks for a large release of decisions, which a second person has to confirm. */
  'release-request': (round: string) => roundKey(round, 'RELEASE'),
  /** The figures of a round that has ended. */
  'round-report': (round: string) => roundKey(round, 'REPORT'),
  /** Somebody who wants to hear of the next round of a programme. */
  interest: (programme: string, addressHash: string): Key => ({
    pk: `INTEREST#${programme}`,
    sk: `EMAIL#${addressHash}`,
  }),

  // --- designations and the directory -------------------------------------------------------------------------------
  designation: (number: string) => designationKey(number, 'DESIGNATION'),
  'designation-event': (number: string, at: Date, id: string) =>
    designationKey(number, `EVENT#${instantText(at)}#${id}`),
  /** What the public may read of a designation, with the person's consent. */
  'directory-entry': (number: string) => designationKey(number, 'ENTRY'),
  /** That the entry's public face changed: starts the next publishing, and stays until that is known to be done. */
  'directory-change': (number: string) => designationKey(number, 'CHANGE'),
  /** A message from a school to a designated person, relayed without showing addresses. */
  enquiry: (number: string, enquiry: string) => designationKey(number, `ENQUIRY#${enquiry}`),
  /** Which snapshot of the directory the public sees. */
  'directory-manifest': (): Key => ({ pk: 'DIRECTORY', sk: 'MANIFEST' }),
  /** A snapshot whose files are, or may be, in the bucket; by its folder, which begins with the instant. */
  'directory-snapshot': (folder: string): Key => ({ pk: 'DIRECTORY', sk: `SNAPSHOT#${folder}` }),

  /** A random key that the service made for itself. */
  secret: (name: string): Key => ({ pk: 'SECRET', sk: name }),

  // --- the school register ------------------------------------------------------------------------------------------
  school: (urn: string): Key => ({ pk: `SCHOOL#${urn}`, sk: 'SCHOOL' }),
  /** One word of names and places with all schools that have it, so that a search for its beginning finds them. */
  'school-word': (word: string): Key => ({ pk: `WORD#${word.slice(0, 3)}`, sk: word }),
  /** Places of one name: towns and local authorities. */
  place: (name: string): Key => ({ pk: `PLACE#${name.slice(0, 3)}`, sk: name }),
  /** Where the register's postcodes of a district such as `SW1A` are. */
  'postcode-district': (district: string): Key => ({ pk: `DISTRICT#${district}`, sk: 'DISTRICT' }),
  /** What was imported, when, with which counts. */
  'register-import': (): Key => ({ pk: 'REGISTER', sk: 'IMPORT' }),
} satisfies Record<string, (...parts: never[]) => Key>;

export type RowKind = keyof typeof rowKeys;

/** The case to whose partition a row belongs. */
export const referenceOf = ({ pk }: Pick<Key, 'pk'>): string => pk.replace('CASE#', '');

/** The slot that a sort key names; undefined when it is of another row. */
export const slotIn = (sk: string): string | undefined => (sk.startsWith(SLOT) ? sk.slice(SLOT.length) : undefined);

/** The slot that somebody was asked to fill, by the sort key of the request. */
export const slotOfRequest = (sk: string): string => sk.slice(REQUEST.length, sk.lastIndexOf('#'));

/**
 * The part of a case's partition that a case file is made of, chosen by the alphabet: who looked at the case (`ACCESS#`) comes
 * before it; its messages, half of all that belongs to it, notes, tasks and texts come after it. Conflicts lie between, and
 * are few.
 */
export const caseFileKeys = (reference: string) => ({
  pk: rowKeys.case(reference).pk,
  from: rowKeys.answers(reference, '').sk,
  until: 'MARK#~',
});

/** Of the case file, what says where the case stands: between the answers and the timeline, a third of it. */
export const caseStandingKeys = (reference: string) => ({
  pk: rowKeys.case(reference).pk,
  from: rowKeys.case(reference).sk,
  until: `${SLOT}~`,
});

export interface Index {
  readonly partitionKey: string;
  readonly sortKey: string;
  /** Attributes that the index shows besides keys. */
  readonly projects: readonly string[];
  /** Over how many partition keys one list is spread; readers ask all of them. None: one key a list. */
  readonly shards?: number;
}

/** The sparse indexes: a row is in one when it carries its key attributes. */
export const indexes = {
  /**
   * Everything on which something falls due: chaser, reminder, retry, wake-up, review. Read every 15 minutes by the
   * sweep, which reads the row itself again before it acts.
   */
  byDue: { partitionKey: 'duePk', sortKey: 'dueSk', projects: ['kind'], shards: 2 },
  /** The cases of a round as cards of at most 300 bytes: 20,000 cards are 6 MB, six pages of 1 MB. */
  byRound: { partitionKey: 'roundPk', sortKey: 'roundSk', projects: ['kind', 'card'], shards: 8 },
  /** What waits for staff. */
  byQueue: { partitionKey: 'queuePk', sortKey: 'queueSk', projects: ['kind', 'card'], shards: 2 },
  /** Short lists: rounds, designations, messages of a day, what a member of staff did in a month. */
  byList: { partitionKey: 'listPk', sortKey: 'listSk', projects: ['kind', 'card'] },
} satisfies Record<string, Index>;

export type IndexName = keyof typeof indexes;
type ShardedIndexName = Exclude<IndexName, 'byList'>;

/** Index attributes by what they list. Remove them from a row and it leaves the list. */
export const listed = {
  /** @param id what spreads the shards: the case's reference, or the row's own id */
  due: (id: string, at: Date) => ({ duePk: shardedKey('DUE', 'byDue', id), dueSk: instantText(at) }),
  /** @param moved to this state, or into other hands since */
  inRound: (round: string, reference: string, state: string, moved: Date) => ({
    roundPk: shardedKey(`ROUND#${round}`, 'byRound', reference),
    roundSk: `${state}#${instantText(moved)}`,
  }),
  /** @param body the designating body whose staff see it */
  inQueue: (body: string, queue: string, reference: string, due: Date) => ({
    queuePk: shardedKey(`QUEUE#${body}#${queue}`, 'byQueue', reference),
    queueSk: `${instantText(due)}#${reference}`,
  }),
  round: (programme: string, opens: Date, round: string) => ({
    listPk: `ROUNDS#${programme}`,
    listSk: `${instantText(opens)}#${round}`,
  }),
  /** Whom an address was asked to endorse, whoever asked. */
  asked: (addressHash: string, reference: string) => ({ listPk: `ASKED#${addressHash}`, listSk: reference }),
  designation: (programme: string, number: string) => ({ listPk: `DESIGNATIONS#${programme}`, listSk: number }),
  message: (day: string, at: Date, id: string) => ({ listPk: `MESSAGES#${day}`, listSk: `${instantText(at)}#${id}` }),
  /** Members of staff who have ever signed in. */
  staff: (staff: string) => ({ listPk: 'STAFF', listSk: staff }),
  /** What a member of staff did or looked at, a month at a time: months of UTC. */
  doneBy: (staff: string, at: Date, id: string) => ({
    listPk: `DONE-BY#${staff}#${instantText(at).slice(0, 7)}`,
    listSk: `${instantText(at)}#${id}`,
  }),
};

/** All partition keys over which a list is spread: `ROUND#<id>#0` to `ROUND#<id>#7`. */
export function shardsOf(list: string, index: ShardedIndexName): string[] {
  return Array.from({ length: indexes[index].shards }, (_, shard) => `${list}#${shard}`);
}

/** Where rows that fall due were listed when that list had four shards: those of then stay there until they are next written. */
export const FORMER_DUE_SHARDS = ['DUE#2', 'DUE#3'] as const;

function shardedKey(list: string, index: ShardedIndexName, id: string): string {
  let hash = 0;
  for (const character of id) hash = (hash * 31 + character.charCodeAt(0)) >>> 0;
  return `${list}#${hash % indexes[index].shards}`;
}
