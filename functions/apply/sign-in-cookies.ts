import { removeCookie, setCookie } from '../web/cookies.ts';
import type { PageRequest } from '../web/request.ts';

/** Whose code this browser may type: that of the address for which it asked. A keyed hash of it tells nobody which. */
const ASKED = '__Host-asked';
/** Where signing in was asked for. */
const NEXT = '__Host-next';
const KEPT_SECONDS = 3600;

type Cookies = PageRequest['cookies'];

export const HOME = '/applications';

/** Only a path of our own: never a way to send somebody elsewhere. */
export const ownPath = (text: string) => (/^\/(?!\/)[\w./-]*$/.test(text) ? text : HOME);

export const keepAsked = (address: string): string => setCookie(ASKED, address, KEPT_SECONDS);
export const keepNext = (path: string): string => setCookie(NEXT, ownPath(path), KEPT_SECONDS);

/** What stands for the address; no cookie of ours is longer. */
export const askedIn = (cookies: Cookies): string | undefined => cookies.get(ASKED)?.slice(0, 100);
export const nextIn = (cookies: Cookies): string => ownPath(cookies.get(NEXT) ?? '');

export const FORGET: readonly string[] = [removeCookie(NEXT), removeCookie(ASKED)];
