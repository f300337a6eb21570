import type { MiddlewareHandler } from 'hono';

const OWN_HOSTS = new Set(['127.0.0.1', 'localhost', '[::1]']);

const isOwn = (host: string) => OWN_HOSTS.has(host.replace(/:\d+$/, ''));

/**
 * Keeps other web sites out of the doors that are not the public's. They listen on loopback only, but every page that a
 * browser on this machine shows can reach loopback: by a name that leads here (then `Host` is not ours) or by a form sent
 * across (then `Origin` is not ours).
 */
export const onlyFromHere: MiddlewareHandler = async (context, next) => {
  const host = context.req.header('host') ?? '';
  const origin = context.req.header('origin');
  if (!isOwn(host) || (origin !== undefined && !isOwn(origin.replace(/^https?:\/\//, '')))) {
    return context.text('this door is for this machine only\n', 403);
  }
  await next();
};
