import { createServer as createHttpServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import type { Log } from '../../src/kit/ctx.ts';
import type { Mount } from '../../src/kit/incoming.ts';

export interface ServerOptions {
  host: string;
  port: number;
  mounts: readonly Mount[];
  /** Answers whatever no mount does. */
  pages: Hono;
  log: Log;
  /** Stands around every request: who traces it. */
  around?(request: IncomingMessage, response: ServerResponse, answer: () => Promise<void>): Promise<void>;
  /** How long what runs may take to finish when the server stops, in milliseconds. */
  grace?: number;
}

export interface Server {
  start(): Promise<{ port: number }>;
  stop(): Promise<void>;
}

/** The mount whose path is the longest beginning of the request's. */
function mountOf(mounts: readonly Mount[], url: string): Mount | undefined {
  const path = url.split('?', 1)[0]!;
  const under = mounts.filter((mount) => path === mount.path || path.startsWith(`${mount.path}/`));
  return under.sort((a, b) => b.path.length - a.path.length)[0];
}

/** The one HTTP server: what lies under a mount's path goes to it raw, everything else to the pages. */
export function createServer({ host, port, mounts, pages, log, around, grace = 5000 }: ServerOptions): Server {
  const page = getRequestListener(pages.fetch, { overrideGlobalObjects: false });

  const fail = (error: unknown, response: ServerResponse) => {
    log.error({ err: error }, 'a request failed');
    if (response.headersSent) response.destroy();
    else response.writeHead(500, { 'content-type': 'text/plain' }).end();
  };
  const handle = async (request: IncomingMessage, response: ServerResponse) => {
    // Behind this no connection is kept: a stopping server waits for each to end.
    if (!http.listening) response.setHeader('connection', 'close');
    const mount = mountOf(mounts, request.url ?? '/');
    await (mount ? mount.handle(request, response) : page(request, response));
  };
  // Photos of receipts take minutes over a poor line; headers have to come at once all the same.
  // A proxy keeps its connections for about a minute; ours live longer, so that none is closed under a request.
  const http = createHttpServer({
    headersTimeout: 10_000,
    requestTimeout: 300_000,
    keepAliveTimeout: 75_000,
    connectionsCheckingInterval: 5000,
  });
  http.on('request', (request, response) => {
    const answer = () => handle(request, response);
    (around ? around(request, response, answer) : answer()).catch((error: unknown) => fail(error, response));
  });

  return {
    start: () =>
      new Promise((resolve, reject) => {
        http.once('error', reject);
        http.listen(port, host, () => {
          http.off('error', reject);
          http.on('error', (error) => log.error({ err: error }, 'the HTTP server failed'));
          resolve({ port: (http.address() as AddressInfo).port });
        });
      }),
    stop: () =>
      new Promise((resolve) => {
        if (!http.listening) return resolve();
        const idle = setInterval(() => http.closeIdleConnections(), 50);
        const late = setTimeout(() => http.closeAllConnections(), grace);
        http.close(() => {
          clearInterval(idle);
          clearTimeout(late);
          resolve();
        });
        http.closeIdleConnections();
      }),
  };
}
