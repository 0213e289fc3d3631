import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import { createInterface } from 'node:readline';

/** A receiver on loopback: takes one line, remembers how often it came, and says that it has it. */
export async function createSink(): Promise<{ port: number; seen: Map<string, number>; stop(): Promise<void> }> {
  const seen = new Map<string, number>();
  const sockets = new Set<Socket>();
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    // Whoever is killed leaves a broken connection behind, and both the socket and its reader say so.
    createInterface({ input: socket })
      .on('error', () => undefined)
      .on('line', (line) => {
        seen.set(line, (seen.get(line) ?? 0) + 1);
        if (socket.writable) socket.write(`${line}\n`);
      });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    port: (server.address() as AddressInfo).port,
    seen,
    stop: () =>
      new Promise((resolve) => {
        for (const socket of sockets) socket.destroy();
        server.close(() => resolve());
      }),
  };
}

/** Sends lines to the receiver; each promise ends when that line was taken. */
export function toSink(port: number): { send(line: string): Promise<void>; end(): void } {
  const waiting = new Map<string, () => void>();
  const socket = connect(port, '127.0.0.1');
  socket.on('error', () => undefined);
  createInterface({ input: socket })
    .on('error', () => undefined)
    .on('line', (line) => {
      waiting.get(line)?.();
      waiting.delete(line);
    });
  return {
    send: (line) =>
      new Promise((resolve) => {
        waiting.set(line, resolve);
        socket.write(`${line}\n`);
      }),
    end: () => socket.destroy(),
  };
}
