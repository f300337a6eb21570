import { afterAll, beforeAll, expect, it } from 'vitest';
import { SignInProvider } from '../../../functions/helpdesk/sign-in-provider.ts';
import { Clock } from '../../../local/clock/clock.ts';
import { type Listener, listen } from '../../../local/http/listener.ts';
import { SignIn } from '../../../local/sign-in/sign-in.ts';
import { TEST_PEOPLE } from '../../../local/sign-in/test-people.ts';
import { choosePerson } from './choose-person.ts';

const CALLBACK = 'http://127.0.0.1:3000/helpdesk/sign-in/callback';

let door: Listener;
let signIn: SignIn;
let provider: SignInProvider;

beforeAll(async () => {
  door = await listen(0, 'PORT');
  const issuer = `${door.url}/sign-in`;
  const clock = new Clock({ mode: 'real' });
  signIn = new SignIn({ issuer, clients: [{ id: 'console', callbacks: [CALLBACK] }], people: TEST_PEOPLE, clock });
  door.answer(signIn.pages().fetch);
  provider = new SignInProvider({
    issuer,
    clientId: 'console',
    groupsClaim: 'cognito:groups',
    callback: CALLBACK,
    afterSignOut: 'http://127.0.0.1:3000/helpdesk',
  });
});
afterAll(async () => {
  await signIn.close();
  await door.close();
});

async function choose(address: string, person: string): Promise<URLSearchParams> {
  const back = await choosePerson(address, person);
  expect(back).toMatch(/^http:\/\/127\.0\.0\.1:3000\/helpdesk\/sign-in\/callback\?/);
  return new URL(back).searchParams;
}

it('signs in whom one chooses, with their groups', async () => {
  const who = await provider.signedIn(await choose(await provider.address('secret'), 'devi'), 'secret');
  expect(who).toMatchObject({ name: 'Devi Example', groups: ['decider', 'body:national'] });
  expect(who.staff).toMatch(/^[0-9a-f]{32}$/);
});

it('takes a code once, and only from the browser that asked', async () => {
  const query = await choose(await provider.address('one'), 'casey');
  await expect(provider.signedIn(query, 'another')).rejects.toMatchObject({ name: 'SignInRefusedError' });
  await provider.signedIn(query, 'one');
  await expect(provider.signedIn(query, 'one')).rejects.toMatchObject({ name: 'SignInRefusedError' });
});

it('says when somebody was not signed in', async () => {
  const state = new URL(await provider.address('secret')).searchParams.get('state') ?? '';
  const refused = new URLSearchParams({ error: 'access_denied', state, iss: `${door.url}/sign-in` });
  await expect(provider.signedIn(refused, 'secret')).rejects.toMatchObject({ name: 'SignInRefusedError' });
});
