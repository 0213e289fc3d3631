import type { AddressInfo } from 'node:net';
import PostalMime, { type Email } from 'postal-mime';
import { SMTPServer } from 'smtp-server';

/** What came over the wire. `accepted`: the server said so, as far as it knows. */
export interface Arrived {
  from: string;
  to: string[];
  raw: string;
  messageId: string;
  accepted: boolean;
  /** When it had come in full, and from which address. */
  at: number;
  by: string;
}

export interface Smtp {
  url: string;
  /** Every message that came in full, in order. */
  arrived: Arrived[];
  /** Answers the next `times` recipients of this address with a code; at the end of the message where `atData`. */
  refuse(to: string, code: number, options?: { times?: number; atData?: boolean }): void;
  /** Takes the next message to this address in full, and cuts the connection instead of answering. */
  cut(to: string, times?: number): void;
  connections(): number;
  stop(): Promise<void>;
}

export const parsed = (mail: Arrived): Promise<Email> => PostalMime.parse(mail.raw);

/** A mail server, on loopback where nothing else is said, that remembers what it took, and misbehaves when told to. */
export async function createSmtp({
  user,
  password,
  host = '127.0.0.1',
}: {
  user?: string;
  password?: string;
  host?: string;
} = {}): Promise<Smtp> {
  const arrived: Arrived[] = [];
  const refusals = new Map<string, { code: number; times: number; atData: boolean }>();
  const cuts = new Map<string, number>();
  let connections = 0;

  const refusal = (to: string, atData: boolean): Error | undefined => {
    const rule = refusals.get(to);
    if (!rule || rule.atData !== atData || rule.times === 0) return undefined;
    rule.times--;
    return Object.assign(new Error(`no, not ${to}`), { responseCode: rule.code });
  };

  const server = new SMTPServer({
    disabledCommands: user ? ['STARTTLS'] : ['STARTTLS', 'AUTH'],
    authOptional: !user,
    allowInsecureAuth: true,
    logger: false,
    disableReverseLookup: true,
    onConnect: (_session, done) => {
      connections++;
      done();
    },
    onAuth: (auth, _session, done) =>
      auth.username === user && auth.password === password
        ? done(null, { user: auth.username })
        : done(Object.assign(new Error('wrong password'), { responseCode: 535 })),
    onRcptTo: ({ address }, _session, done) => done(refusal(address, false)),
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks).toString('utf8');
        const to = session.envelope.rcptTo.map(({ address }) => address);
        const from = session.envelope.mailFrom ? session.envelope.mailFrom.address : '';
        const refused = refusal(to[0]!, true);
        const messageId = /^message-id:\s*(<[^>]*>)/im.exec(raw)?.[1] ?? '';
        arrived.push({ from, to, raw, messageId, accepted: !refused, at: Date.now(), by: session.remoteAddress });
        const left = cuts.get(to[0]!) ?? 0;
        if (left === 0) return done(refused);
        cuts.set(to[0]!, left - 1);
        for (const connection of server.connections) if (connection.session === session) connection._socket.destroy();
      });
    },
  });
  server.on('error', () => undefined);
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  const { port } = server.server.address() as AddressInfo;

  return {
    url: `smtp://${user ? `${user}:${password}@` : ''}${host}:${port}`,
    arrived,
    refuse: (to, code, { times = 1, atData = false } = {}) => refusals.set(to, { code, times, atData }),
    cut: (to, times = 1) => cuts.set(to, times),
    connections: () => connections,
    stop: () => new Promise((resolve) => server.close(() => resolve())),
  };
}
