import { createHash } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { checkCommands, type Registered } from './commandLimits.ts';
import { createFakeGateway } from './gateway.ts';
import { createFakeGuilds } from './guilds.ts';
import { createState, Refused, type Sent } from './state.ts';

/** Something that goes wrong, so many times, with the requests it matches (`POST /channels/…`). */
export interface Trouble {
  match: RegExp;
  times: number;
  /** An answer that never comes. */
  hang?: boolean;
  status?: number;
  code?: number;
  /** Seconds, with a 429. */
  retryAfter?: number;
}

export interface Seen {
  method: string;
  path: string;
  status: number;
  body: Record<string, unknown>;
}

export const fakeToken = 'fake.bot.token';
export const applicationId = '1200000000000000001';
/** The channel everybody is in. */
export const home = '1100000000000000002';

const read = async (request: IncomingMessage): Promise<{ body: Record<string, unknown>; sent: Sent[] }> => {
  const parts: Buffer[] = [];
  for await (const part of request as AsyncIterable<Buffer>) parts.push(part);
  const whole = Buffer.concat(parts);
  if (whole.byteLength === 0) return { body: {}, sent: [] };
  const type = request.headers['content-type'] ?? '';
  if (type.startsWith('application/x-www-form-urlencoded'))
    return { body: Object.fromEntries(new URLSearchParams(whole.toString())), sent: [] };
  if (!type.startsWith('multipart/'))
    return { body: JSON.parse(whole.toString()) as Record<string, unknown>, sent: [] };
  const form = await new Response(whole, { headers: { 'content-type': type } }).formData();
  const sent: Sent[] = [];
  for (let i = 0; form.has(`files[${i}]`); i++) {
    const file = form.get(`files[${i}]`) as File;
    sent.push({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) });
  }
  return { body: JSON.parse(String(form.get('payload_json') ?? '{}')) as Record<string, unknown>, sent };
};

/** A small Discord: REST under `/api`, a gateway under `/gw`, uploaded files under `/cdn`. It refuses what Discord refuses. */
export async function createFakeDiscord() {
  const gone = new Set<string>();
  const servers = createFakeGuilds(applicationId, {
    guilds: new Map([['1100000000000000001', 'Escritório']]),
    came: (id) => void gateway.came(id),
    went: (id) => void gateway.went(id),
  });
  const state = createState(gone, servers.barred);
  const troubles: Trouble[] = [];
  const seen: Seen[] = [];
  const refusals: string[] = [];
  const uploads = new Map<string, Uint8Array>();
  const commands = new Map<string, Registered[]>();
  const hanging = new Set<ServerResponse>();
  const places = {
    guild: {} as Record<string, unknown>,
    channels: new Map<string, object>(),
    members: new Map<string, object>(),
  };
  /** What people have written, as it stands now. */
  const written = new Map<string, object>();
  let busy = 0;
  let lastActivity = 0;
  let origin = '';

  const messageJson = (id: string) => {
    const message = state.messages.find((each) => each.id === id)!;
    const attachments = message.files.map((file) => ({
      id: file.id,
      filename: file.name,
      size: file.bytes.byteLength,
      url: fileUrl(file.name, file.bytes),
    }));
    return {
      id,
      channel_id: message.channel,
      type: 0,
      content: '',
      flags: message.flags | (message.private ? 64 : 0),
      attachments,
      components: message.components,
      embeds: [],
      mentions: [],
      mention_roles: [],
      pinned: false,
      tts: false,
      timestamp: new Date().toISOString(),
      edited_timestamp: null,
      mention_everyone: false,
      author: { id: applicationId, username: 'carteira', discriminator: '0', avatar: null, global_name: null },
    };
  };

  function fileUrl(name: string, bytes: Uint8Array): string {
    const path = `/cdn/${createHash('sha256').update(bytes).digest('hex').slice(0, 16)}/${encodeURIComponent(name)}`;
    uploads.set(path, bytes);
    return `${origin}${path}?ex=signed`;
  }

  const route = (
    method: string,
    path: string,
    query: URLSearchParams,
    body: Record<string, unknown>,
    sent: Sent[],
    authorization: string,
  ): unknown => {
    const [, first = '', second = '', third = '', fourth = '', fifth = ''] = path.split('/').map(decodeURIComponent);
    if (first === 'interactions' && fourth === 'callback' && method === 'POST')
      return state.respond(second, third, body, sent);
    if (first === 'webhooks' && fourth === 'messages') {
      if (method === 'PATCH') return messageJson(state.edit(third, fifth, body, sent).id);
      if (method === 'DELETE') return state.remove(third);
    }
    if (first === 'webhooks' && method === 'POST') return messageJson(state.follow(third, body, sent).id);
    if (path === '/oauth2/token' && method === 'POST') return servers.token(body);
    if (path === '/users/@me' && authorization.startsWith('Bearer ')) return servers.whose(authorization);
    if (authorization !== `Bot ${fakeToken}`) throw new Refused(401, 0, '401: Unauthorized');
    if (path === '/gateway/bot') return gateway.advice();
    if (path === '/applications/@me') return { id: applicationId, name: 'Carteira' };
    if (first === 'applications') {
      const scope = third === 'guilds' ? fourth : 'global';
      if (method === 'GET') return commands.get(scope) ?? [];
      const problems = checkCommands(body as unknown as Registered[], scope === 'global');
      if (problems.length > 0) throw new Refused(400, 50035, problems.join('\n'));
      // Discord leaves out what is not set, and adds what it keeps for itself.
      const kept = (body as unknown as Registered[]).map((each) => ({
        ...each,
        id: state.nextId(),
        application_id: applicationId,
        version: state.nextId(),
        nsfw: false,
        default_member_permissions: each.default_member_permissions ?? null,
        dm_permission: true,
      }));
      const unset = (key: string, value: unknown) =>
        value === false && /^(required|autocomplete)$/.test(key) ? undefined : value;
      commands.set(scope, JSON.parse(JSON.stringify(kept, unset)) as Registered[]);
      return commands.get(scope);
    }
    if (path === '/users/@me/channels' && method === 'POST')
      return { id: state.direct(String(body.recipient_id)), type: 1 };
    if (path.startsWith('/users/@me/guilds/') && method === 'DELETE') return void servers.leave(fourth);
    if (first === 'guilds' && method === 'GET') {
      if (!servers.guilds.has(second)) throw new Refused(404, 10004, 'Unknown Guild');
      if (third === '') return places.guild;
      const member = third === 'members' ? places.members.get(fourth) : undefined;
      if (member) return member;
      throw new Refused(404, 10007, 'Unknown Member');
    }
    if (first === 'channels' && third === '' && method === 'GET') {
      const channel = places.channels.get(second);
      if (channel) return channel;
      throw new Refused(404, 10003, 'Unknown Channel');
    }
    if (first === 'channels' && third === 'typing' && method === 'POST') return undefined;
    if (first === 'channels' && third === 'messages' && fourth && method === 'GET') {
      const said = written.get(fourth);
      if (said) return said;
      throw new Refused(404, 10008, 'Unknown Message');
    }
    if (first === 'channels' && third === 'messages') {
      if (method === 'GET') {
        const said = state.after(second, query.get('after') ?? '0', Number(query.get('limit') ?? 50));
        return said.map(({ id }) => messageJson(id));
      }
      if (method === 'POST') return messageJson(state.post(second, body, sent).id);
      if (method === 'PATCH') return messageJson(state.patch(second, fourth, body, sent).id);
    }
    throw new Refused(404, 0, `404: Not Found ${method} ${path}`);
  };

  const reply = (response: ServerResponse, status: number, body?: unknown, headers: Record<string, string> = {}) => {
    // A 204 that names a content type makes the client fail, so it has none.
    response.writeHead(status, body === undefined ? headers : { 'content-type': 'application/json', ...headers });
    response.end(body === undefined ? undefined : JSON.stringify(body));
  };

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const url = new URL(request.url ?? '/', origin);
    if (url.pathname.startsWith('/cdn/')) {
      const bytes = uploads.get(url.pathname);
      response.writeHead(bytes ? 200 : 404);
      response.end(bytes);
      return;
    }
    const method = request.method ?? 'GET';
    const path = url.pathname.replace(/^\/api\/v10/, '');
    const { body, sent } = await read(request);
    const record: Seen = { method, path, status: 0, body };
    seen.push(record);
    const trouble = troubles.find((each) => each.times > 0 && each.match.test(`${method} ${decodeURIComponent(path)}`));
    if (trouble) {
      trouble.times--;
      if (trouble.hang) return void hanging.add(response);
      record.status = trouble.status ?? 500;
      const after = trouble.retryAfter ?? 0;
      const headers: Record<string, string> =
        record.status === 429
          ? {
              'retry-after': String(after),
              'x-ratelimit-scope': 'user',
              'x-ratelimit-reset-after': String(after),
              'x-ratelimit-remaining': '0',
              'x-ratelimit-limit': '5',
            }
          : {};
      return reply(
        response,
        record.status,
        { code: trouble.code ?? 0, message: 'trouble', retry_after: after },
        headers,
      );
    }
    try {
      const answer = route(method, path, url.searchParams, body, sent, request.headers.authorization ?? '');
      record.status = answer === undefined ? 204 : 200;
      reply(response, record.status, answer);
    } catch (error) {
      if (!(error instanceof Refused)) throw error;
      record.status = error.status;
      refusals.push(`${method} ${path}: ${error.code} ${error.message}`);
      reply(response, error.status, { code: error.code, message: error.message });
    }
  };

  const server = createServer((request, response) => {
    busy++;
    lastActivity = Date.now();
    response.on('close', () => {
      busy--;
      lastActivity = Date.now();
    });
    serve(request, response).catch((error) => reply(response, 500, { message: String(error) }));
  });
  const gateway = createFakeGateway(server, { token: fakeToken, applicationId, guilds: servers.guilds });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  gateway.setOrigin(origin);

  return {
    origin,
    apiUrl: `${origin}/api`,
    state,
    servers,
    gateway,
    /** Requests, oldest first. */
    seen,
    /** What was refused, with why: a good adapter is never refused anything. */
    refusals,
    troubles,
    gone,
    /** The server, its channels and who is in it, for whoever asks. */
    places,
    written,
    commands,
    fileUrl,
    messageJson,
    touch: () => {
      lastActivity = Date.now();
    },
    /** Nothing under way, for so many milliseconds. */
    quietFor: (milliseconds: number) => busy - hanging.size <= 0 && Date.now() - lastActivity >= milliseconds,
    async stop(): Promise<void> {
      gateway.stop();
      for (const response of hanging) response.destroy();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}

export type FakeDiscord = Awaited<ReturnType<typeof createFakeDiscord>>;
