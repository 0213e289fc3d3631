import { Readable } from 'node:stream';
import { getRequestListener } from '@hono/node-server';
import type { Hono } from 'hono';
import type { Log } from '../../src/kit/ctx.ts';
import type { Core, Mount, Surface } from '../../src/kit/incoming.ts';
import type { LocalKey } from '../../src/kit/local.ts';
import type { GuideStep } from '../../src/kit/platform.ts';
import { channel, createAsking, workspace } from './asking.ts';
import { createFiles } from './files.ts';
import { createRoutes } from './routes.ts';
import { createTranscript } from './transcript.ts';
import { type ConsoleCommand, type Person, toWire } from './wire.ts';
import type { ConsoleWords, Speak } from './words.ts';

export interface ConsoleParts {
  core: Core;
  words: Speak<ConsoleWords>;
  /** Who one can be; somebody the firm does not know has the role `visitor`. */
  people(): Promise<readonly Person[]>;
  /** What the composer completes, in a language. */
  commands(lang: string): readonly ConsoleCommand[];
  /** The first steps, in a language, where somebody is to be shown round. */
  guide?(lang: string): Promise<readonly GuideStep[]>;
  /** Where the mail that stays on this machine can be read. */
  mailbox?: string;
  key: LocalKey;
  /** Where a browser finds it. */
  link?: string;
  log: Log;
}

/** Deliveries that are remembered, so that one the outbox repeats is not shown again. */
const rememberedKeys = 500;

/** The chat in the browser: a platform that needs no account, for this machine only. */
export function createConsole(parts: ConsoleParts): Surface & { app: Hono } {
  const { core, words, people, commands, guide = async () => [], mailbox, key, link, log } = parts;
  const transcript = createTranscript();
  const files = createFiles();
  const stop = new AbortController();
  const asking = createAsking({ core, transcript, people, words, wire: (view) => toWire(view, offer) });
  const offer = (file: Parameters<typeof files.offer>[0]) => `/console/api/files/${files.offer(file)}`;
  const app = createRoutes({
    asking,
    transcript,
    files,
    words,
    people,
    commands,
    guide,
    mailbox,
    stopped: stop.signal,
    log,
  });
  const listener = getRequestListener(app.fetch, { overrideGlobalObjects: false });
  const delivered = new Map<string, string>();

  const mount: Mount = {
    path: '/console',
    handle: (request, response) => {
      const admitted = key.admit(request, response);
      if (admitted === 'open') return listener(request, response);
      if (admitted === 'closed')
        response
          .writeHead(403, { 'content-type': 'text/plain; charset=utf-8' })
          .end(words(request.headers['accept-language']).refused);
    },
  };

  return {
    app,
    platform: 'console',
    mounts: [mount],
    warm: async (views) => {
      for (const view of views) toWire(view, () => '');
      Readable.toWeb(Readable.from([]));
      // Somebody who is not there: what reads a question is compiled by the first that it reads.
      for (const asked of [
        { kind: 'typed', text: '/' },
        { kind: 'file', command: '', field: '', file: '' },
        { kind: 'press', id: '', picked: [''] },
        { kind: 'submit', id: '', fields: { x: '', y: [''], z: { file: '' } } },
        { kind: 'search', command: '', field: '', typed: '' },
      ]) {
        const body = JSON.stringify({ person: '', key: 'warming up', lang: 'en', said: '', message: '', asked });
        await app.request('http://localhost/console/api/ask', {
          method: 'POST',
          body,
          headers: { origin: 'http://localhost', host: 'localhost', 'content-type': 'application/json' },
        });
      }
    },
    start: async () => undefined,
    stop: async () => stop.abort(),
    deliver: async (address, view, { key, held }) => {
      held?.();
      const person =
        address.channel === channel ? undefined : (await people()).find((each) => each.id === address.channel)?.id;
      if (address.workspace !== workspace || (address.channel !== channel && !person))
        return { ok: false, reason: 'there is no such channel in the console', gone: true };
      const wire = toWire(view, offer);
      const standing = address.message ?? delivered.get(key);
      if (standing && transcript.change(person, standing, { view: wire, working: false }))
        return { ok: true, message: standing };
      if (address.message) return { ok: false, reason: 'the message is not kept any more', gone: true };
      const { id } = transcript.add(person, { view: wire });
      delivered.set(key, id);
      if (delivered.size > rememberedKeys) delivered.delete(delivered.keys().next().value!);
      return { ok: true, message: id };
    },
    // Whoever sits here reads along.
    readers: async (_, among) => {
      const seated = new Set((await people()).map((each) => each.id));
      return among.filter((user) => seated.has(user));
    },
    linkTo: () => link,
    health: () => ({ ok: !stop.signal.aborted, detail: mount.path }),
  };
}
