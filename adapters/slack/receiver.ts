import type { IncomingMessage, ServerResponse } from 'node:http';
import { parse } from 'node:querystring';
import type { App, Receiver, ReceiverEvent } from '@slack/bolt';
import type { Log } from '../../src/kit/ctx.ts';
import type { Mount } from '../../src/kit/incoming.ts';
import { arrived, lacking } from './edge.ts';
import { isSigned } from './signature.ts';

export const eventsPath = '/slack/events';
const maxBody = 1_048_576;

export interface ReceiverOptions {
  signingSecret: string;
  now(): number;
  log: Log;
}

/** Bolt's way in over the one HTTP server of the house: checks who wrote, and leaves the rest to Bolt. */
export function createReceiver({ signingSecret, now, log }: ReceiverOptions): Receiver & Mount {
  let app: App | undefined;

  const handle = (request: IncomingMessage, response: ServerResponse) => {
    if (request.url !== eventsPath && request.url?.split('?')[0] !== eventsPath) return end(response, 404);
    if (request.method !== 'POST') return end(response, 405);
    if (Number(request.headers['content-length'] ?? 0) > maxBody) return tooLarge(request, response);
    const chunks: Buffer[] = [];
    let size = 0;
    request.on('data', (chunk: Buffer) => {
      if (size > maxBody) return;
      size += chunk.length;
      chunks.push(chunk);
      if (size > maxBody) {
        chunks.length = 0;
        tooLarge(request, response);
      }
    });
    request.on('error', () => undefined);
    request.on('end', () => {
      if (size > maxBody) return;
      const body = chunks.length === 1 ? chunks[0]! : Buffer.concat(chunks, size);
      take(request, response, body);
    });
  };

  const take = (request: IncomingMessage, response: ServerResponse, raw: Buffer) => {
    const headers = request.headers;
    if (!isSigned(raw, headers['x-slack-request-timestamp'], headers['x-slack-signature'], signingSecret, now()))
      return end(response, 401);
    const body = read(raw.toString('utf8'), headers['content-type'] ?? '');
    if (!body) return end(response, 400);
    if (body.ssl_check) return end(response, 200);
    if (body.type === 'url_verification') return end(response, 200, { challenge: body.challenge });
    const what = arrived(body);
    if (what === 'left') return end(response, 200);
    if (what !== 'ours') {
      lacking(log, what.lacks);
      return end(response, 400);
    }
    const ack: ReceiverEvent['ack'] = async (answer) => {
      if (response.writableEnded) throw new Error('answered already');
      end(response, 200, answer);
    };
    const retry = headers['x-slack-retry-num'];
    const reason = headers['x-slack-retry-reason'];
    const event = { body, ack, retryNum: retry ? Number(retry) : undefined, retryReason: reason as string | undefined };
    app!.processEvent(event).then(
      () => response.writableEnded || end(response, 200),
      (error) => {
        log.error({ err: error }, 'a request of Slack failed');
        if (!response.writableEnded) end(response, 500);
      },
    );
  };

  return {
    path: eventsPath,
    handle,
    init: (bolt) => {
      app = bolt;
    },
    start: async () => undefined,
    stop: async () => undefined,
  };
}

function read(text: string, type: string): Record<string, unknown> | undefined {
  try {
    const body: unknown = type.startsWith('application/json') ? JSON.parse(text) : form(text);
    return typeof body === 'object' && body !== null && !Array.isArray(body)
      ? (body as Record<string, unknown>)
      : undefined;
  } catch {
    return undefined;
  }
}

function form(text: string): unknown {
  const values = parse(text);
  return typeof values.payload === 'string' ? JSON.parse(values.payload) : values;
}

/** The same body is the same bytes. */
const written = new WeakMap<object, Buffer>();

function bytesOf(body: unknown): Buffer {
  if (typeof body === 'string') return Buffer.from(body);
  const before = written.get(body as object);
  if (before) return before;
  // As bytes: node writes a long string with accents several times slower.
  const bytes = Buffer.from(JSON.stringify(body));
  written.set(body as object, bytes);
  return bytes;
}

function end(response: ServerResponse, status: number, body?: unknown): void {
  if (body === undefined || body === '') {
    response.writeHead(status, { 'content-length': 0 }).end();
    return;
  }
  const type = typeof body === 'string' ? 'text/plain; charset=utf-8' : 'application/json; charset=utf-8';
  const bytes = bytesOf(body);
  response.writeHead(status, { 'content-type': type, 'content-length': bytes.length }).end(bytes);
}

/** Answers before all of it has come, and takes no more of it. */
function tooLarge(request: IncomingMessage, response: ServerResponse): void {
  if (response.writableEnded) return;
  response.writeHead(413, { 'content-length': 0, connection: 'close' }).end();
  request.resume();
}
