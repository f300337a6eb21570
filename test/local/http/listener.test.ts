import { expect, it } from 'vitest';
import { listen, PortTakenError } from '../../../local/http/listener.ts';

it('says that it is starting until there is something to answer with', async () => {
  const listener = await listen(0, 'PORT');
  const early = await fetch(listener.url);
  listener.answer(() => new Response('ready'));
  const late = await fetch(listener.url);
  expect([early.status, await late.text()]).toEqual([503, 'ready']);
  await listener.close();
});

it('names the port that is taken, and the setting that chooses another', async () => {
  const first = await listen(0, 'PORT');
  const port = Number(new URL(first.url).port);
  await expect(listen(port, 'LOCAL_PORT')).rejects.toThrow(
    new PortTakenError(`port ${port} is taken: stop what uses it, or set LOCAL_PORT to another port`),
  );
  await first.close();
});

it('promises no end of an idle connection, on which somebody may be sending', async () => {
  const listener = await listen(0, 'PORT');
  try {
    const response = await fetch(listener.url);
    expect(response.headers.get('keep-alive')).toBeNull();
  } finally {
    await listener.close();
  }
});
