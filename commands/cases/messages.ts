import { SETTLEMENTS, settleMessage } from '../../functions/acts/settle-message.ts';
import { keyOfName } from '../../functions/mail/message-tags.ts';
import { UsageError } from '../command-line.ts';
import { oneOf } from './call.ts';
import type { Subcommand } from './subcommand.ts';

const settle: Subcommand = {
  parameters: ['MESSAGE', 'WORD'],
  options: [],
  takes: '',
  does: `close the task of a message, by its name in "show": ${SETTLEMENTS.join(', ')}`,
  acts: true,
  async run(desk, call) {
    const key = keyOfName(call.parameter('MESSAGE'));
    if (!key) throw new UsageError(`${call.parameter('MESSAGE')} is the name of no message`);
    const word = oneOf(SETTLEMENTS, call.parameter('WORD'));
    await settleMessage(desk, { key, by: call.by, word });
    return [word];
  },
};

/** What staff do about mails that came back, failed, or were interrupted. */
export const MESSAGES = { settle };
