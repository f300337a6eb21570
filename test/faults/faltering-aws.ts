import { createHash } from 'node:crypto';
import type { Answer } from '../../local/http/listener.ts';
import type { Random } from '../torture/random.ts';
import type { FaultPlan } from './fault-plan.ts';

/** The SDK calls three times: this loses one whole wake, and the next one only in part. */
const LOST_CALLS = 4;

const json = (status: number, body: object, type?: string) =>
  Response.json(body, { status, ...(type !== undefined && { headers: { 'x-amzn-errortype': type } }) });
const failed = () => json(500, { __type: 'InternalFailure', message: 'a fault of the suite' });

/** AWS endpoints that lose what starts and wakes workflows, and falter with mail, as the plan says. */
export const faltering =
  (plan: FaultPlan, random: Random) =>
  (answer: Answer): Answer => {
    const lost = new Map<string, number>();

    const wake: Answer = async (request, environment) => {
      if (plan.broken === 'never-wakes') return json(200, {});
      if (plan.wakes === 'arrive') return answer(request, environment);
      const call = createHash('sha256')
        .update(await request.clone().text())
        .digest('hex');
      const before = lost.get(call) ?? 0;
      lost.set(call, before + 1);
      if (before >= LOST_CALLS) return answer(request, environment);
      // of every second one only the answer is lost, at the end
      if (before === LOST_CALLS - 1 && /[0-7]$/.test(call)) await answer(request, environment);
      return failed();
    };

    const mail: Answer = async (request, environment) => {
      if (plan.broken === 'swallows-mail') return json(200, { MessageId: 'nowhere' });
      if (plan.broken === 'mails-twice') await answer(request.clone(), environment);
      const chance = plan.mail === 'falters' ? random.below(8) : undefined;
      if (chance === 0) return json(429, { message: 'slower' }, 'TooManyRequestsException');
      const answered = await answer(request, environment);
      return chance === 1 ? failed() : answered;
    };

    return (request, environment) => {
      const target = request.headers.get('x-amz-target') ?? '';
      if (/\.(SendTaskSuccess|StartExecution)$/.test(target)) return wake(request, environment);
      if (request.url.endsWith('/outbound-emails')) return mail(request, environment);
      return answer(request, environment);
    };
  };
