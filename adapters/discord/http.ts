import type { KeyObject } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { InteractionResponseType } from 'discord.js';
import type { Log } from '../../src/kit/ctx.ts';
import type { Mount } from '../../src/kit/incoming.ts';
import type { Api } from './api.ts';
import { readInteraction } from './edge.ts';
import type { Respond } from './reply.ts';
import type { Interaction } from './translate.ts';
import { isSigned } from './verify.ts';

const maxBody = 1024 * 1024;

/** The body, or nothing when it is too large: the rest of it is then read and forgotten, so that the refusal can be heard. */
function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = [];
    let length = 0;
    request.on('data', (part: Buffer) => {
      length += part.byteLength;
      if (length <= maxBody) parts.push(part);
      else resolve(undefined);
      if (length > 16 * maxBody) request.destroy();
    });
    request.on('end', () => resolve(length > maxBody ? undefined : Buffer.concat(parts)));
    request.on('error', reject);
    request.on('close', () => reject(new Error('the connection was closed')));
  });
}

function end(response: ServerResponse, status: number, body?: object): void {
  if (response.headersSent || response.destroyed) return;
  response.writeHead(status, body ? { 'content-type': 'application/json' } : { 'content-length': 0 });
  response.end(body && JSON.stringify(body));
}

const parsed = (body: Buffer): unknown => {
  try {
    return JSON.parse(body.toString());
  } catch {
    return undefined;
  }
};

/** Interactions as signed HTTP requests. The first answer goes back in the response when no file is with it. */
export function interactionsMount(parts: {
  key: KeyObject;
  api: Api;
  clock(): Date;
  log: Log;
  take(interaction: Interaction, respond: Respond): Promise<void>;
}): Mount {
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (request.method !== 'POST') return end(response, 405);
    const body = await readBody(request);
    if (!body) return end(response, 413);
    const { 'x-signature-ed25519': signature, 'x-signature-timestamp': timestamp } = request.headers;
    if (!isSigned(parts.key, { signature, timestamp, body }, parts.clock().getTime())) return end(response, 401);
    const arrived = readInteraction(parsed(body));
    if (arrived === 'ping') return end(response, 200, { type: InteractionResponseType.Pong });
    if (arrived === 'left') return end(response, 202);
    if ('lacks' in arrived) {
      parts.log.warn({ platform: 'discord', lacks: arrived.lacks }, 'an interaction lacks what is needed to answer it');
      return end(response, 400);
    }
    const { interaction } = arrived;
    await parts.take(interaction, async (answer, files) => {
      if (files.length === 0 && !response.headersSent && !response.destroyed) return end(response, 200, answer);
      await parts.api.callback(interaction, answer, files);
      end(response, 202);
    });
    end(response, 202);
  };
  return {
    path: '/discord/interactions',
    handle(request, response) {
      response.on('error', () => undefined);
      serve(request, response).catch(() => end(response, 400));
    },
  };
}
