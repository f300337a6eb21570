import { expect } from 'vitest';

/**
 * A browser in which somebody chooses a test person at the home's provider.
 *
 * @param address to which a client sent them
 * @returns where the provider sends them back to
 */
export async function choosePerson(address: string, person: string): Promise<string> {
  const cookies = new Map<string, string>();
  const ask = async (url: string, init: RequestInit = {}) => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(url, { ...init, redirect: 'manual', headers: { ...init.headers, cookie } });
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? [];
      cookies.set(name, value);
    }
    return answer;
  };
  const to = (answer: Response) => new URL(answer.headers.get('location') ?? '', address).href;
  const page = to(await ask(address));
  expect(await (await ask(page)).text()).toContain('Who are you?');
  return to(await ask(to(await ask(page, { method: 'POST', body: new URLSearchParams({ person }) }))));
}
