import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { type WebSocket, WebSocketServer } from 'ws';
import { refuseMessage } from './limits.ts';
import { isForeign, methods, post, replace } from './methods.ts';
import { createState, type Json, type Trouble } from './state.ts';

export const botToken = 'xoxb-fake';
export const appToken = 'xapp-fake';

async function bodyOf(request: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}

/** Web API bodies are forms whose objects are JSON. */
function readForm(text: string): Json {
  const parsed = (value: string) => {
    if (!/^[[{]/.test(value)) return value === 'true' ? true : value === 'false' ? false : value;
    return JSON.parse(value);
  };
  return Object.fromEntries([...new URLSearchParams(text)].map(([key, value]) => [key, parsed(value)]));
}

/** A small Slack on this machine: it remembers what stands where, and refuses what Slack refuses. */
export async function startFakeSlack() {
  const state = createState();
  const sockets = new Set<WebSocket>();
  const waiting = new Map<string, (payload: Json) => void>();
  const hanging = new Set<ServerResponse>();

  const json = (response: ServerResponse, status: number, body: Json, headers: Record<string, string> = {}) =>
    response.writeHead(status, { 'content-type': 'application/json', ...headers }).end(JSON.stringify(body));

  /** It is done, and nobody hears of it. */
  const lose = (response: ServerResponse): boolean => {
    hanging.add(response);
    response.end = () => response;
    return false;
  };

  /** True when the request has gone wrong as it was told to. */
  const goesWrong = (method: string, response: ServerResponse): boolean => {
    const trouble: Trouble | undefined =
      state.trouble.get(method)?.shift() ??
      state.trouble.get('*')?.shift() ??
      state.lasting.get(method) ??
      state.lasting.get('*');
    if (!trouble) return false;
    if (trouble === 'lost') return lose(response);
    if (trouble === 'hang') hanging.add(response);
    else if ('error' in trouble) json(response, 200, { ok: false, error: trouble.error });
    else
      json(
        response,
        trouble.status,
        { ok: false, error: 'trouble' },
        trouble.retryAfter ? { 'retry-after': String(trouble.retryAfter) } : {},
      );
    return true;
  };

  const webApi = async (method: string, request: IncomingMessage, response: ServerResponse) => {
    const body = readForm((await bodyOf(request)).toString());
    const token = request.headers.authorization;
    const access = token?.replace(/^Bearer /, '') ?? '';
    const grant = state.oauth.of(access);
    state.calls.push({ method, body, as: (grant?.team ?? grant?.enterprise)?.id });
    if (goesWrong(method, response)) return;
    const ofOAuth = state.oauth.methods[method];
    if (ofOAuth) return json(response, 200, ofOAuth(body, access));
    if (!grant && token !== `Bearer ${method === 'apps.connections.open' ? appToken : botToken}`)
      return json(response, 200, { ok: false, error: access.startsWith('xoxe') ? 'token_revoked' : 'invalid_auth' });
    if (method === 'apps.connections.open')
      return json(response, 200, { ok: true, url: `${url.replace('http', 'ws')}/link` });
    if (method === 'files.getUploadURLExternal') {
      if (!(Number(body.length) > 0)) return json(response, 200, { ok: false, error: 'invalid_arguments' });
      const id = state.next('F');
      state.files.set(id, { id, name: body.filename, length: Number(body.length), bytes: new Uint8Array() });
      return json(response, 200, { ok: true, file_id: id, upload_url: `${url}/upload/${id}` });
    }
    if (method === 'files.info') {
      const file = state.files.get(body.file);
      if (!file) return json(response, 200, { ok: false, error: 'file_not_found' });
      return json(response, 200, {
        ok: true,
        file: {
          id: file.id,
          name: file.name,
          mimetype: state.scanned ? 'image/png' : '',
          url_private_download: `${url}/files/${file.id}`,
        },
      });
    }
    const found = methods[method];
    const { team } = grant ?? {};
    if (method === 'auth.test' && team)
      return json(response, 200, {
        ok: true,
        team: team.name,
        team_id: team.id,
        bot_id: 'B0BOT',
        user_id: 'U0BOT0000',
      });
    json(response, 200, found ? found(state, body) : { ok: false, error: 'unknown_method' });
  };

  const respondTo = async (id: string, request: IncomingMessage, response: ServerResponse) => {
    const body = JSON.parse((await bodyOf(request)).toString());
    state.calls.push({ method: 'response_url', body });
    if (goesWrong('response_url', response)) return;
    const where = state.responseUrls.get(id);
    if (!where || where.uses >= 5) return json(response, 404, { ok: false, error: 'used_url' });
    where.uses++;
    const original = where.original;
    if (body.delete_original) {
      state.messages.splice(0, state.messages.length, ...state.messages.filter((each) => each !== original));
      where.original = undefined;
      return response.end('ok');
    }
    if (isForeign(state, 'response_url', body)) return json(response, 404, { ok: false, error: 'invalid_blocks' });
    const reasons = refuseMessage(body);
    state.refused.push(...reasons.map((reason) => `response_url: ${reason}`));
    if (reasons.length > 0) return json(response, 404, { ok: false, error: 'invalid_blocks' });
    if (body.replace_original && original) replace(state, original, body);
    else {
      const only = body.response_type === 'in_channel' ? undefined : where.user;
      const message = post(state, { channel: where.channel, only, text: body.text, blocks: body.blocks });
      where.original ??= message;
    }
    response.end('ok');
  };

  const upload = async (id: string, request: IncomingMessage, response: ServerResponse) => {
    const raw = await bodyOf(request);
    state.calls.push({ method: 'upload', body: { id } });
    if (goesWrong('upload', response)) return;
    const file = state.files.get(id);
    if (!file) return response.writeHead(404).end();
    const type = request.headers['content-type'] ?? '';
    if (!type.startsWith('multipart/')) file.bytes = raw;
    else {
      const form = await new Response(new Uint8Array(raw), { headers: { 'content-type': type } }).formData();
      for (const value of form.values())
        if (typeof value !== 'string') file.bytes = new Uint8Array(await value.arrayBuffer());
    }
    response.end('OK');
  };

  const download = (id: string, request: IncomingMessage, response: ServerResponse) => {
    if (goesWrong('download', response)) return;
    const file = state.files.get(id);
    const allowed = request.headers.authorization === `Bearer ${botToken}`;
    if (!file || !allowed)
      return response.writeHead(200, { 'content-type': 'text/html; charset=utf-8' }).end('<html>Sign in</html>');
    response.writeHead(200, { 'content-type': 'application/octet-stream' }).end(file.bytes);
  };

  const server = createServer((request, response) => {
    const path = new URL(request.url ?? '/', 'http://x').pathname;
    state.inFlight++;
    response.on('close', () => {
      state.inFlight--;
      state.lastChange = performance.now();
    });
    const [, kind, rest = ''] = /^\/([a-z]+)\/(.*)$/.exec(path) ?? [];
    const handled =
      kind === 'api'
        ? webApi(rest, request, response)
        : kind === 'response'
          ? respondTo(rest, request, response)
          : kind === 'upload'
            ? upload(rest, request, response)
            : kind === 'files'
              ? Promise.resolve(download(rest, request, response))
              : Promise.resolve(response.writeHead(404).end());
    handled.catch((error) => {
      state.refused.push(`the stand-in failed: ${error}`);
      if (!response.headersSent) response.writeHead(500).end();
    });
  });
  let dead = false;
  const link = new WebSocketServer({ server, path: '/link' });
  link.on('connection', (socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    socket.on('error', () => undefined);
    socket.on('message', (data) => {
      const { envelope_id, payload } = JSON.parse(String(data));
      waiting.get(envelope_id)?.(payload);
    });
    socket.send(
      JSON.stringify({
        type: 'hello',
        num_connections: sockets.size,
        debug_info: {},
        connection_info: { app_id: 'A1' },
      }),
    );
    const pings = setInterval(() => !dead && socket.ping(), 1000);
    socket.on('close', () => clearInterval(pings));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;

  return {
    state,
    url,
    apiUrl: `${url}/api/`,
    sockets,
    /** The connections that stand are dead: nothing is read, nothing said, not even goodbye. New ones live. */
    die: () => {
      for (const socket of sockets) (socket as unknown as { _socket: { pause(): void } })._socket.pause();
      sockets.clear();
      dead = true;
      setTimeout(() => {
        dead = false;
      }, 20);
    },
    /** Sends over Socket Mode; resolves with the acknowledgement's payload, or undefined after three seconds. */
    envelope: (type: string, payload: Json, id = state.next('E')): Promise<Json | undefined> =>
      new Promise((resolve) => {
        const done = (answer: Json) => {
          clearTimeout(timer);
          waiting.delete(id);
          resolve(answer);
        };
        const timer = setTimeout(done, 3000);
        waiting.set(id, done);
        const [socket] = sockets;
        socket?.send(JSON.stringify({ type, envelope_id: id, payload, accepts_response_payload: true }));
      }),
    stop: async () => {
      for (const response of hanging) response.destroy();
      for (const socket of sockets) socket.terminate();
      link.close();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
export type FakeSlack = Awaited<ReturnType<typeof startFakeSlack>>;
