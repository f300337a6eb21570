import { BadRequestException, MessageRejected, SESv2ServiceException } from '@aws-sdk/client-sesv2';

/** No request left this machine. */
const NOT_CONNECTED = ['ECONNREFUSED', 'ENOTFOUND', 'EAI_AGAIN'];

/** SES turned the request away without looking at it. Of other failures of its own it does not say how far it came. */
const UNAVAILABLE = 503;

/**
 * What an error of a sending means for the message.
 * `never`: SES will not take this mail, however often it is asked. `later`: it did not take it now: throttled, paused,
 * unavailable, or not set up. `unknown`: it failed on the way, or no answer came, and it may have taken it; only a person
 * can tell.
 */
export function sendRefusal(error: unknown): 'never' | 'later' | 'unknown' {
  if (error instanceof MessageRejected || error instanceof BadRequestException) return 'never';
  if (error instanceof SESv2ServiceException) {
    return error.$fault === 'client' || error.$metadata.httpStatusCode === UNAVAILABLE ? 'later' : 'unknown';
  }
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return NOT_CONNECTED.includes(code) ? 'later' : 'unknown';
}
