import { connect, createServer, type Socket } from 'node:net';

export interface Cuts {
  /** The address of the server, through us. */
  url: string;
  /** The next client that sends COMMIT loses its connection: before the server hears of it, or when it has carried it out. */
  cutNext(when: 'before' | 'after'): void;
  cuts(): number;
  stop(): Promise<void>;
}

/** Stands between a client and PostgreSQL, and cuts a connection at the one moment that matters. */
export async function cutting(url: string): Promise<Cuts> {
  const { hostname, port } = new URL(url);
  let next: 'before' | 'after' | undefined;
  let count = 0;
  const open = new Set<Socket>();
  const server = createServer((client) => {
    const upstream = connect(Number(port || 5432), hostname);
    open.add(client).add(upstream);
    let silent = false;
    client.on('data', (chunk) => {
      const cut = next && chunk.includes('COMMIT') ? next : undefined;
      if (!cut) return upstream.write(chunk);
      next = undefined;
      count++;
      if (cut === 'before') {
        upstream.destroy();
        client.destroy();
        return;
      }
      silent = true;
      upstream.write(chunk);
    });
    upstream.on('data', (chunk) => {
      if (!silent) return client.write(chunk);
      upstream.destroy();
      client.destroy();
    });
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      one.on('error', () => undefined);
      one.on('close', () => {
        open.delete(one);
        other.destroy();
      });
    }
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const through = new URL(url);
  through.hostname = '127.0.0.1';
  through.port = String((server.address() as { port: number }).port);
  return {
    url: through.href,
    cutNext: (when) => {
      next = when;
    },
    cuts: () => count,
    stop: () =>
      new Promise((resolve) => {
        for (const socket of open) socket.destroy();
        server.close(() => resolve());
      }),
  };
}
