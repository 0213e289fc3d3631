import { request as httpRequest } from 'node:http';
import { connect } from 'node:net';
import { Hono } from 'hono';
import { afterEach, expect, test } from 'vitest';
import { createServer, type Server, type ServerOptions } from '../../../adapters/web/server.ts';
import type { Mount } from '../../../src/kit/incoming.ts';

const logged: object[] = [];
const log = { info: () => undefined, warn: () => undefined, error: (fields: object) => void logged.push(fields) };
const pages = new Hono().get('/', (c) => c.text('page')).all('*', (c) => c.text(`page ${c.req.path}`));

let server: Server | undefined;
let origin = '';
async function start(mounts: readonly Mount[], more: Partial<ServerOptions> = {}) {
  logged.length = 0;
  server = createServer({ host: '127.0.0.1', port: 0, mounts, pages, log, ...more });
  const { port } = await server.start();
  origin = `http://127.0.0.1:${port}`;
  return port;
}
afterEach(async () => {
  await server?.stop();
  server = undefined;
});

const echo = (path: string): Mount => ({
  path,
  handle: async (request, response) => {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    response.end(`${path} got ${request.url} ${Buffer.concat(chunks).toString('hex')}`);
  },
});
const body = async (path: string, init?: RequestInit) => (await fetch(origin + path, init)).text();

test('a mount takes its path and what is below it, raw; the pages take the rest', async () => {
  await start([echo('/slack'), echo('/slack/events')]);
  const bytes = new Uint8Array([0xff, 0x00, 0xe9]);
  expect(await body('/slack/events?x=1', { method: 'POST', body: bytes })).toBe(
    '/slack/events got /slack/events?x=1 ff00e9',
  );
  expect(await body('/slack/other')).toBe('/slack got /slack/other ');
  expect(await body('/slackish')).toBe('page /slackish');
  expect(await body('/')).toBe('page');
});

test('a mount that throws is an answer and a log line, and the server goes on', async () => {
  await start([
    {
      path: '/bad',
      handle: () => {
        throw new Error('boom');
      },
    },
    {
      path: '/worse',
      handle: (async () => {
        throw new Error('later');
      }) as Mount['handle'],
    },
  ]);
  expect((await fetch(`${origin}/bad`)).status).toBe(500);
  expect((await fetch(`${origin}/worse`)).status).toBe(500);
  expect(logged).toHaveLength(2);
  expect(await body('/')).toBe('page');
});

test('what runs is finished when the server stops, and nothing new comes in', async () => {
  let release = () => {};
  let began = () => {};
  const running = new Promise<void>((resolve) => {
    began = resolve;
  });
  await start([
    {
      path: '/slow',
      handle: (_, response) => {
        release = () => response.end('done');
        began();
      },
    },
  ]);
  const answer = body('/slow');
  await running;
  const stopped = server!.stop();
  await expect(fetch(`${origin}/`)).rejects.toThrow();
  release();
  expect(await answer).toBe('done');
  const from = performance.now();
  await stopped;
  expect(performance.now() - from).toBeLessThan(4000);
});

test('stopping waits no longer than its grace', async () => {
  let began = () => {};
  const running = new Promise<void>((resolve) => {
    began = resolve;
  });
  await start([{ path: '/stuck', handle: () => began() }], { grace: 100 });
  const answer = fetch(`${origin}/stuck`).catch((error: Error) => error);
  await running;
  const from = performance.now();
  await server!.stop();
  expect(performance.now() - from).toBeLessThan(4000);
  expect(await answer).toBeInstanceOf(Error);
});

test('a port that is taken is an error of start', async () => {
  const port = await start([]);
  const second = createServer({ host: '127.0.0.1', port, mounts: [], pages, log });
  await expect(second.start()).rejects.toThrow('EADDRINUSE');
  await second.stop();
});

test('what is no HTTP is refused, and kept connections do not hold the stop', async () => {
  const port = await start([]);
  const answer = await new Promise<string>((resolve) => {
    const socket = connect(port, '127.0.0.1', () => socket.write('\x16\x03\x01 no http\r\n\r\n'));
    let text = '';
    socket.on('data', (data) => {
      text += data;
    });
    socket.on('close', () => resolve(text));
  });
  expect(answer).toContain('400 Bad Request');
  const kept = await new Promise<number | undefined>((resolve) => {
    const asked = httpRequest(`${origin}/`, { headers: { connection: 'keep-alive' } }, (response) => {
      response.resume();
      response.on('end', () => resolve(response.statusCode));
    });
    asked.end();
  });
  expect(kept).toBe(200);
  const from = performance.now();
  await server!.stop();
  expect(performance.now() - from).toBeLessThan(4000);
});
