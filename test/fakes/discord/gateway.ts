import { randomUUID } from 'node:crypto';
import type { Server } from 'node:http';
import { type WebSocket, WebSocketServer } from 'ws';

interface Packet {
  op: number;
  d?: unknown;
}

/** Discord's gateway, as far as a bot that waits for interactions needs it: identify, heartbeat, resume, dispatch. */
export function createFakeGateway(
  server: Server,
  me: { token: string; applicationId: string; guilds: readonly string[] },
) {
  const sockets = new WebSocketServer({ server, path: '/gw' });
  const ready = new Set<WebSocket>();
  const identified: { intents: number }[] = [];
  let origin = '';
  let resumed = 0;
  let sequence = 0;
  let silent = false;
  let beat = 41_250;
  /** Connections that nobody reads or writes any more, though they stand; and what they missed. */
  const dead = new Set<WebSocket>();
  let missed: { t: string; d: unknown }[] = [];

  const send = (socket: WebSocket, packet: object) => socket.send(JSON.stringify(packet));
  const dispatch = (socket: WebSocket, t: string, d: unknown) => send(socket, { op: 0, t, s: ++sequence, d });

  const welcome = (socket: WebSocket) => {
    const user = {
      id: me.applicationId,
      username: 'carteira',
      discriminator: '0',
      global_name: null,
      avatar: null,
      bot: true,
    };
    const guilds = me.guilds.map((id) => ({ id, unavailable: true }));
    const resume = `${origin.replace('http', 'ws')}/gw`;
    ready.add(socket);
    dispatch(socket, 'READY', {
      v: 10,
      user,
      guilds,
      session_id: randomUUID(),
      resume_gateway_url: resume,
      shard: [0, 1],
      application: { id: me.applicationId, flags: 0 },
    });
    for (const id of me.guilds) {
      const channels = [{ id: '1100000000000000002', type: 0, name: 'geral', position: 0, permission_overwrites: [] }];
      const roles = [
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
      ];
      dispatch(socket, 'GUILD_CREATE', {
        id,
        name: 'Escritório',
        unavailable: false,
        owner_id: '1',
        channels,
        roles,
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
    }
  };

  sockets.on('connection', (socket) => {
    socket.on('close', () => {
      ready.delete(socket);
      dead.delete(socket);
    });
    socket.on('error', () => ready.delete(socket));
    if (silent) return;
    send(socket, { op: 10, d: { heartbeat_interval: beat } });
    socket.on('message', (data) => {
      if (dead.has(socket)) return;
      const packet = JSON.parse(String(data)) as Packet;
      if (packet.op === 1) send(socket, { op: 11 });
      if (packet.op === 2) {
        const { token, intents } = packet.d as { token: string; intents: number };
        if (token !== me.token) return socket.close(4004, 'Authentication failed.');
        identified.push({ intents });
        welcome(socket);
      }
      if (packet.op === 6) {
        resumed++;
        ready.add(socket);
        for (const { t, d } of missed) dispatch(socket, t, d);
        missed = [];
        dispatch(socket, 'RESUMED', {});
      }
    });
  });

  return {
    identified,
    setOrigin: (url: string) => {
      origin = url;
    },
    /** From now on connections are taken, and nothing is ever said. */
    fallSilent: () => {
      silent = true;
    },
    beatEvery: (milliseconds: number) => {
      beat = milliseconds;
    },
    /** Every connection stands, and is dead: nothing is heard and nothing said; with `deaf` nothing is even read, not a goodbye. */
    die: ({ deaf = false } = {}) => {
      for (const socket of ready) {
        dead.add(socket);
        if (deaf) (socket as unknown as { _socket: { pause(): void } })._socket.pause();
      }
    },
    resumed: () => resumed,
    connections: () => ready.size,
    /** Somebody is there to hear what is dispatched. */
    async joined(): Promise<void> {
      for (let tries = 0; ready.size === 0 && tries < 500; tries++)
        await new Promise((resolve) => setTimeout(resolve, 10));
    },
    dispatch(event: string, data: unknown): void {
      if (ready.size === 0) throw new Error('nobody is connected to the gateway');
      for (const socket of ready) {
        if (dead.has(socket)) missed.push({ t: event, d: data });
        else dispatch(socket, event, data);
      }
    },
    /** Cuts every connection with a close code. */
    cut(code: number): void {
      for (const socket of ready) socket.close(code);
    },
    stop(): void {
      for (const socket of sockets.clients) socket.terminate();
      sockets.close();
    },
  };
}
