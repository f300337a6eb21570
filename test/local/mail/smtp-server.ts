import { type AddressInfo, createServer, type Socket } from 'node:net';
import { onTestFinished } from 'vitest';

/** The least SMTP server that takes mail (RFC 5321), with a list of what it took. */
export async function startSmtpServer(answerTo: (recipient: string) => string, port = 0) {
  const taken: { to: string[]; data: string }[] = [];
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket.on('close', () => sockets.delete(socket)));
    let to: string[] = [];
    let data: string[] | undefined;
    let rest = '';
    const say = (line: string) => socket.write(`${line}\r\n`);
    say('220 test');
    socket.on('data', (chunk) => {
      const lines = (rest + chunk).split('\r\n');
      rest = lines.pop() ?? '';
      for (const line of lines) {
        if (data && line !== '.') data.push(line);
        else if (data) {
          taken.push({ to, data: data.join('\r\n') });
          to = [];
          data = undefined;
          say('250 taken');
        } else if (line.startsWith('RCPT TO:')) {
          const recipient = /<(.*)>/.exec(line)?.[1] ?? '';
          const answer = answerTo(recipient);
          if (answer.startsWith('2')) to.push(recipient);
          say(answer);
        } else if (line === 'DATA') {
          data = [];
          say('354 go on');
        } else if (line === 'QUIT') socket.end('221 bye\r\n');
        else say('250 ok');
      }
    });
  });
  await new Promise<void>((resolve) => server.listen(port, '127.0.0.1', resolve));
  const stop = (): void => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  onTestFinished(stop);
  return { port: (server.address() as AddressInfo).port, taken, stop };
}
