import * as z from 'zod';
import { wallClock } from '../../domain/london-time.ts';
import { extendEndorsement } from '../acts/extend-endorsement.ts';
import { remindEndorser } from '../acts/remind-endorser.ts';
import { replaceEndorser } from '../acts/replace-endorser.ts';
import { withdraw } from '../acts/withdraw.ts';
import { liveRequest } from '../store/case-file.ts';
import { PageNotFoundError } from '../web/problems.ts';
import { actorOf, actRoute, WrongFormError } from './act-route.ts';
import type { CaseRequest } from './case-route.ts';
import { dueIn } from './due-date.ts';
import { slotTitle } from './slot-title.ts';
import type { PageGroup } from './staff-route.ts';
import { WORDS } from './words.ts';

const SLOT = '/endorsements/:slot';

/** What staff do for applicants: at their endorsements, and withdrawing on request. */
export const endorserPages: PageGroup = (desk) => [
  actRoute(desk, {
    path: `${SLOT}/endorser`,
    action: 'correct-endorser',
    template: 'helpdesk/endorser.njk',
    done: 'replaced',
    context: slotContext,
    act: async (at, request) => {
      const { form, staff, file } = request;
      const { slot, rules } = slotOf(request);
      const endorser = { name: form.one('name'), email: form.one('email'), role: form.one('role') };
      const errors = [
        ...(endorser.name === '' ? [{ field: 'name', text: WORDS.endorser.name }] : []),
        ...(z.email().max(254).safeParse(endorser.email).success
          ? []
          : [{ field: 'email', text: WORDS.endorser.email }]),
        ...(rules.roles.some(({ id }) => id === endorser.role) ? [] : [{ field: 'role', text: WORDS.endorser.role }]),
      ];
      if (errors.length > 0) throw new WrongFormError(...errors);
      const asked = { reference: file.case.reference, slot: slot.slot, request: form.one('request') };
      const { word } = await replaceEndorser(at, { ...asked, by: actorOf({ staff }), endorser });
      if (word === 'same') throw new WrongFormError({ field: 'email', text: WORDS.endorser.same });
    },
  }),
  actRoute(desk, {
    path: `${SLOT}/due`,
    action: 'extend-endorsement',
    template: 'helpdesk/extend.njk',
    done: 'extended',
    context: slotContext,
    act: async (at, request) => {
      const { form, staff, file } = request;
      const { slot } = slotOf(request);
      await extendEndorsement(at, {
        reference: file.case.reference,
        slot: slot.slot,
        dueAt: dueIn(request),
        by: actorOf({ staff }),
        reason: form.one('reason'),
      });
    },
  }),
  actRoute(desk, {
    path: `${SLOT}/remind`,
    action: 'remind-endorser',
    done: 'reminded',
    act: async (at, request) => {
      const { slot } = slotOf(request);
      await remindEndorser(at, { reference: request.file.case.reference, slot: slot.slot, by: actorOf(request) });
    },
  }),
  actRoute(desk, {
    path: '/withdraw',
    action: 'withdraw-case',
    template: 'helpdesk/withdraw.njk',
    done: 'withdrawn',
    act: async (at, { file, form, staff }) => {
      const { reference } = file.case;
      const [reason, words] = [form.one('reason'), form.one('words')];
      if (!file.programme.withdrawalReasons.some(({ id }) => id === reason)) {
        throw new WrongFormError({ field: 'reason', text: WORDS.withdrawal });
      }
      await withdraw(at, { reference, by: actorOf({ staff }), reason, ...(words && { words }) });
    },
  }),
];

function slotOf({ file, parameters }: CaseRequest) {
  const slot = file.slots.find((row) => row.slot === parameters.slot);
  const rules = file.programme.endorsements.slots.find(({ id }) => id === slot?.slot);
  if (!slot || !rules) throw new PageNotFoundError();
  return { slot, rules };
}

function slotContext(request: CaseRequest) {
  const { slot, rules } = slotOf(request);
  const [date, time] = wallClock(new Date(slot.dueAt)).split('T');
  const roles = rules.roles.map(({ id, name }) => ({ value: id, text: name }));
  return { slot, title: slotTitle(rules), roles, date, time, request: liveRequest(request.file, slot) };
}
