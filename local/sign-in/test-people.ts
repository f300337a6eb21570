/** Somebody who does not exist, to try the helpdesk as. */
export interface TestPerson {
  readonly id: string;
  readonly name: string;
  readonly groups: readonly string[];
  /** What they are there for, in a few words. */
  readonly does: string;
}

/** One of each role, and a second of those who must not confirm what they did themselves. All are invented. */
export const TEST_PEOPLE: readonly TestPerson[] = [
  { id: 'casey', name: 'Casey Example', groups: ['case-worker', 'body:national'], does: 'case worker' },
  { id: 'devi', name: 'Devi Example', groups: ['decider', 'body:national'], does: 'decider' },
  { id: 'dan', name: 'Dan Example', groups: ['decider', 'body:national'], does: 'another decider: the second person' },
  { id: 'priya', name: 'Priya Example', groups: ['programme-manager', 'body:national'], does: 'programme manager' },
  {
    id: 'aidan',
    name: 'Aidan Example',
    groups: ['auditor', 'body:national'],
    does: 'auditor: reads all, changes nothing',
  },
  { id: 'ada', name: 'Ada Example', groups: ['administrator', 'body:national'], does: 'administrator' },
  {
    id: 'hana',
    name: 'Hana Example',
    groups: ['case-worker', 'decider', 'programme-manager', 'body:example-hub'],
    does: 'does everything at the body example-hub, and sees nothing of the others',
  },
];
