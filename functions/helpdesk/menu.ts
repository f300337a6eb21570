import { type Action, mayDo, type Staff } from './permissions.ts';

/** The console's parts, in the order of its menu. */
const PARTS: readonly { readonly name: string; readonly path: string; readonly action: Action }[] = [
  { name: 'Queues', path: '/helpdesk/queues', action: 'see-queues' },
  { name: 'Find', path: '/helpdesk/find', action: 'find-cases' },
  { name: 'Rounds', path: '/helpdesk/rounds', action: 'see-rounds' },
  { name: 'Emails', path: '/helpdesk/messages', action: 'see-messages' },
  { name: 'Designations', path: '/helpdesk/designations', action: 'see-designations' },
  { name: 'Audit', path: '/helpdesk/audit', action: 'see-audit' },
];

/** The parts that somebody may go to. */
export const menuOf = (staff: Pick<Staff, 'roles'>, path: string) =>
  PARTS.filter(({ action }) => mayDo(staff, action)).map(({ name, path: to }) => ({
    name,
    to,
    isHere: path === to || path.startsWith(`${to}/`),
  }));
