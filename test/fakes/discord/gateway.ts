import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import type { Duplex } from 'node:stream';
import type {
  APIGatewayBotInfo,
  GatewayGuildDeleteDispatchData,
  GatewayHello,
  GatewayInvalidSession,
  GatewayReadyDispatchData,
} from 'discord.js';
import { type WebSocket, WebSocketServer } from 'ws';

interface Packet {
  op: number;
  d?: unknown;
}

/** What Discord remembers of a connection, so that another can go on where it broke. */
interface Session {
  id: string;
  shard: [number, number];
  sequence: number;
  events: { s: number; t: string; d: unknown }[];
  /** Who hears it at present. */
  socket?: WebSocket;
}

/** What is no event has no number; it may be left away. */
type Unnumbered<T> = Omit<T, 's' | 't'>;

/** After these nothing can be resumed: the bot said goodbye, or is refused. */
const ending: ReadonlySet<number> = new Set([1000, 1001, 4004, 4010, 4011, 4012, 4013, 4014]);

const channels = [{ id: '1100000000000000002', type: 0, name: 'geral', position: 0, permission_overwrites: [] }];
const guildBody = (id: string, name: string) => ({
  id,
  name,
  unavailable: false,
  owner_id: '1',
  channels,
  roles: [
    {
      id,
      name: '@everyone',
      color: 0,
      hoist: false,
      position: 0,
      permissions: '0',
      managed: false,
      mentionable: false,
      flags: 0,
    },
  ],
  members: [],
  threads: [],
  emojis: [],
  stickers: [],
  features: [],
  voice_states: [],
  presences: [],
  stage_instances: [],
  guild_scheduled_events: [],
  soundboard_sounds: [],
  member_count: 2,
  joined_at: new Date().toISOString(),
  large: false,
});

/** Discord's gateway, as far as a bot that waits for interactions needs it: identify, heartbeat, resume, dispatch, for one shard or for several. */
export function createFakeGateway(
  server: Server,
  me: { token: string; applicationId: string; guilds: ReadonlyMap<string, string> },
) {
  const sockets = new WebSocketServer({ noServer: true });
  const halfMade = new Set<Duplex>();
  let shy = false;
  let cold = false;
  let introduced = 0;
  server.on('upgrade', (request, socket, head) => {
    if (!shy) return sockets.handleUpgrade(request, socket, head, (made) => sockets.emit('connection', made));
    halfMade.add(socket);
    socket
      .on('end', () => socket.destroy())
      .on('close', () => halfMade.delete(socket))
      .on('error', () => undefined)
      .resume();
  });
  const sessions = new Map<string, Session>();
  const identified: { intents: number; shard: [number, number] }[] = [];
  let origin = '';
  let resumed = 0;
  let silent = false;
  let beat = 41_250;
  let shards = 1;
  let concurrency = 1;
  /** Connections that nobody reads or writes any more, though they stand. */
  const dead = new Set<WebSocket>();

  const live = () => [...sessions.values()].flatMap(({ socket }) => (socket ? [socket] : []));
  const send = (socket: WebSocket, packet: object) => socket.send(JSON.stringify(packet));
  const tell = (session: Session, t: string, d: unknown) => {
    const event = { s: ++session.sequence, t, d };
    session.events.push(event);
    if (session.socket && !dead.has(session.socket)) send(session.socket, { op: 0, ...event });
  };
  const hears = ({ shard: [n, of] }: Session, guild: string | undefined) =>
    Number((BigInt(guild ?? 0) >> 22n) % BigInt(of)) === n;
  const guildIn = (t: string, d: unknown): string | undefined => {
    const { guild_id: guild, id } = d as { guild_id?: string; id?: string };
    return t.startsWith('GUILD_') ? id : guild;
  };
  const dispatch = (t: string, d: unknown) => {
    if (sessions.size === 0) throw new Error('nobody is connected to the gateway');
    for (const session of sessions.values()) if (hears(session, guildIn(t, d))) tell(session, t, d);
  };

  const welcome = (socket: WebSocket, shard: [number, number]) => {
    const session: Session = { id: randomUUID(), shard, sequence: 0, events: [], socket };
    sessions.set(session.id, session);
    const mine = [...me.guilds].filter(([id]) => hears(session, id));
    tell(session, 'READY', {
      v: 10,
      user: {
        id: me.applicationId,
        username: 'carteira',
        discriminator: '0',
        global_name: null,
        avatar: null,
        bot: true,
      },
      guilds: mine.map(([id]) => ({ id, unavailable: true })),
      session_id: session.id,
      resume_gateway_url: `${origin.replace('http', 'ws')}/gw`,
      shard,
      application: { id: me.applicationId, flags: 0 as never, flags_new: '0' },
    } satisfies GatewayReadyDispatchData);
    for (const [id, name] of mine) tell(session, 'GUILD_CREATE', guildBody(id, name));
  };

  const resume = (socket: WebSocket, { session_id: id, seq }: { session_id: string; seq: number }) => {
    const session = sessions.get(id);
    if (!session || seq > session.sequence)
      return send(socket, { op: 9, d: false } satisfies Unnumbered<GatewayInvalidSession>);
    resumed++;
    // Whoever had it hears nothing any more.
    session.socket = socket;
    for (const event of session.events.filter(({ s }) => s > seq)) send(socket, { op: 0, ...event });
    tell(session, 'RESUMED', {});
  };

  sockets.on('connection', (socket) => {
    socket.on('close', (code) => {
      dead.delete(socket);
      for (const session of sessions.values()) {
        if (session.socket !== socket) continue;
        session.socket = undefined;
        if (ending.has(code)) sessions.delete(session.id);
      }
    });
    socket.on('error', () => undefined);
    if (silent) return;
    send(socket, { op: 10, d: { heartbeat_interval: beat } } satisfies Unnumbered<GatewayHello>);
    socket.on('message', (data) => {
      if (dead.has(socket)) return;
      const packet = JSON.parse(String(data)) as Packet;
      if (packet.op === 1) send(socket, { op: 11 });
      if (packet.op !== 2 && packet.op !== 6) return;
      const said = packet.d as { token: string; session_id: string; seq: number; intents: number };
      if (said.token !== me.token) return socket.close(4004, 'Authentication failed.');
      if (packet.op === 6) return resume(socket, said);
      introduced++;
      if (cold) return;
      const { shard = [0, 1] } = packet.d as { shard?: [number, number] };
      if (shard[1] < shards) return socket.close(4011, 'Sharding required.');
      identified.push({ intents: said.intents, shard });
      welcome(socket, shard);
    });
  });

  return {
    identified,
    /** How many connections Discord wants, and how many may introduce themselves at once. */
    wantShards: (count: number, atOnce = 1) => {
      shards = count;
      concurrency = atOnce;
    },
    advice: () =>
      ({
        url: `${origin.replace('http', 'ws')}/gw`,
        shards,
        session_start_limit: { total: 1000, remaining: 1000, reset_after: 0, max_concurrency: concurrency },
      }) satisfies APIGatewayBotInfo,
    setOrigin: (url: string) => {
      origin = url;
    },
    /** From now on no connection is made, and none refused; how many wait. */
    neverAnswer: () => {
      shy = true;
    },
    halfMade: () => halfMade.size,
    /** From now on whoever introduces itself waits. */
    welcomeNobody: () => {
      cold = true;
    },
    introduced: () => introduced,
    open: () => sockets.clients.size,
    /** From now on connections are taken, and nothing is ever said. */
    fallSilent: () => {
      silent = true;
    },
    beatEvery: (milliseconds: number) => {
      beat = milliseconds;
    },
    /** Every connection stands, and is dead: nothing is heard and nothing said; with `deaf` nothing is even read, not a goodbye. */
    die: ({ deaf = false } = {}) => {
      for (const socket of live()) {
        dead.add(socket);
        if (deaf) (socket as unknown as { _socket: { pause(): void } })._socket.pause();
      }
    },
    resumed: () => resumed,
    connections: () => live().length,
    /** Somebody is there to hear what is dispatched. */
    async joined(): Promise<void> {
      for (let tries = 0; sessions.size === 0 && tries < 500; tries++)
        await new Promise((resolve) => setTimeout(resolve, 10));
    },
    dispatch,
    /** The bot came into a server, or was taken out. */
    came: (id: string) => sessions.size > 0 && dispatch('GUILD_CREATE', guildBody(id, me.guilds.get(id) ?? '')),
    went: (id: string) =>
      sessions.size > 0 && dispatch('GUILD_DELETE', { id } satisfies GatewayGuildDeleteDispatchData),
    /** Nobody can go on where they were: it was too long. */
    forget: () => sessions.clear(),
    /** Cuts every connection with a close code. */
    cut(code: number): void {
      for (const socket of live()) socket.close(code);
    },
    stop(): void {
      for (const socket of halfMade) socket.destroy();
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    },
  };
}
