import {
  createMcpHandler,
  isLegacyRequest,
  Server,
  WebStandardStreamableHTTPServerTransport,
} from '@modelcontextprotocol/server';
import { createLimit } from '../../src/kit/limit.ts';
import { createCall } from './call.ts';
import { isOurs, keyIn } from './guard.ts';
import type { McpParts, Who } from './port.ts';
import { readSigned } from './signed.ts';
import { toolsOf } from './tools.ts';

const largestBody = 256 * 1024;
/** Of one person's assistants together, whatever they ask: a call is slowed down before that, in words (`hurry` in src/core.ts). */
export const hammering = { perSecond: 10, burst: 80 };

/** The same words for every key that opens nothing: whoever tries keys learns nothing of them. */
const shut = (metadata: string | undefined) => {
  // Those that take no key learn here where to begin.
  const challenge = `Bearer realm="carteira"${metadata ? `, resource_metadata="${metadata}"` : ''}`;
  return Response.json(
    { error: 'unauthorized' },
    { status: 401, headers: { 'www-authenticate': challenge, 'cache-control': 'no-store' } },
  );
};

/** What was asked, where it is plain JSON no larger than it may be; what is not, the protocol's library reads and refuses. */
async function bodyOf(request: Request): Promise<{ body?: unknown; request: Request }> {
  const length = request.headers.get('content-length');
  if (request.method !== 'POST' || length === null || Number(length) > largestBody) return { request };
  const text = await request.text();
  try {
    const body: unknown = JSON.parse(text);
    if (typeof body === 'object' && body !== null) return { body, request };
  } catch {
    // It is told so by the library.
  }
  const { url, method, headers } = request;
  return { request: new Request(url, { method, headers, body: text }) };
}

/** `POST /mcp`: nothing is kept between two requests, so any process answers any of them. */
export function createServing<W extends Who>(
  parts: McpParts<W>,
): { fetch(request: Request): Promise<Response>; close(): Promise<void> } {
  const { desk, tools, words, version, publicUrl, limit = createLimit(hammering), log } = parts;
  const call = createCall(parts);

  const serverFor = (who: W): Server => {
    const say = words(who.locale);
    const server = new Server(
      { name: 'carteira', title: 'Carteira', version },
      {
        capabilities: { tools: {} },
        instructions: say.instructions,
        // What one may use is one's own. Whoever may use less by then is refused all the same.
        cacheHints: { 'tools/list': { ttlMs: 300_000, cacheScope: 'private' } },
      },
    );
    server.setRequestHandler('tools/list', async () => {
      const listed = toolsOf(
        tools(who.locale).filter((each) => who.can(each.permission)),
        say,
      );
      const _meta = who.own?.ofTool;
      return { tools: _meta ? listed.map((each) => ({ ...each, _meta })) : listed };
    });
    server.setRequestHandler('tools/call', ({ params }) => call(who, params.name, params.arguments ?? {}));
    return server;
  };

  const handler = createMcpHandler(({ authInfo }) => serverFor(authInfo!.extra!.who as W), {
    maxRequestBodySize: largestBody,
    onerror: (error) => log.warn({ err: error }, 'an assistant asked what could not be answered'),
  });

  /** As the protocol was before 2026: nothing is sent before an answer, so it needs no stream. */
  const legacy = async (who: W, request: Request, parsedBody: unknown): Promise<Response> => {
    const server = serverFor(who);
    const transport = new WebStandardStreamableHTTPServerTransport({ enableJsonResponse: true });
    try {
      await server.connect(transport);
      return await transport.handleRequest(request, { parsedBody });
    } finally {
      await server.close();
    }
  };

  return {
    fetch: async (request) => {
      const { headers } = request;
      if (!isOurs({ host: headers.get('host'), origin: headers.get('origin') }, publicUrl))
        return Response.json({ error: 'forbidden' }, { status: 403 });
      const key = keyIn(headers.get('authorization'));
      const own = key ? undefined : parts.own?.find((each) => each.claims((name) => headers.get(name)));
      const signed = own && (await readSigned(parts, request, own, largestBody));
      const who = key ? await desk.open(key) : signed?.who;
      if (!who) return shut(parts.metadata);
      const { platform, workspace, user } = who.place;
      const wait = limit(`${platform}:${workspace}:${user}`);
      if (wait > 0)
        return Response.json({ error: 'slow_down' }, { status: 429, headers: { 'retry-after': String(wait) } });
      const read = signed ? { request, body: signed.body } : await bodyOf(request);
      if (read.body !== undefined && (await isLegacyRequest(read.request, read.body)))
        return legacy(who, read.request, read.body);
      return handler.fetch(read.request, {
        ...(read.body === undefined ? {} : { parsedBody: read.body }),
        authInfo: { token: '', clientId: who.place.assistant?.id ?? '', scopes: [], extra: { who } },
      });
    },
    close: () => handler.close(),
  };
}
