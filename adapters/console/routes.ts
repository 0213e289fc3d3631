import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { streamSSE } from 'hono/streaming';
import { z } from 'zod';
import { isFresh, readAssets } from '../../src/kit/assets.ts';
import type { Log } from '../../src/kit/ctx.ts';
import type { Asked, Raw } from '../../src/kit/incoming.ts';
import type { GuideStep } from '../../src/kit/platform.ts';
import { type ConsoleAsking, channel } from './asking.ts';
import { type Files, maxUpload } from './files.ts';
import { guard } from './guard.ts';
import { page } from './page.ts';
import type { Transcript } from './transcript.ts';
import type { Answer, Change, ConsoleCommand, Person, Sent, Start, WireAct } from './wire.ts';
import { type ConsoleWords, fill, type Speak } from './words.ts';

export interface RoutesParts {
  asking: ConsoleAsking;
  transcript: Transcript;
  files: Files;
  words: Speak<ConsoleWords>;
  people(): Promise<readonly Person[]>;
  commands(lang: string): readonly ConsoleCommand[];
  guide(lang: string): Promise<readonly GuideStep[]>;
  mailbox: string | undefined;
  /** Ends the streams that are open when the console stops. */
  stopped: AbortSignal;
  log: Log;
}

const base = '/console';
const heartbeat = 20_000;
const short = z.string().max(200);
const fieldValue = z.union([z.string().max(20_000), z.array(z.string().max(1000)).max(100), z.object({ file: short })]);
const deed: z.ZodType<Sent> = z.object({
  person: short,
  key: z.string().min(8).max(80),
  lang: short.optional(),
  message: short.optional(),
  said: z.string().max(12_000).optional(),
  asked: z.discriminatedUnion('kind', [
    z.object({ kind: z.literal('typed'), text: z.string().min(1).max(12_000) }),
    z.object({ kind: z.literal('file'), command: short, field: short, file: short }),
    z.object({ kind: z.literal('press'), id: short, picked: z.array(z.string().max(1000)).max(100).optional() }),
    z.object({ kind: z.literal('submit'), id: short, fields: z.record(z.string(), fieldValue) }),
    z.object({
      kind: z.literal('search'),
      command: short.optional(),
      id: short.optional(),
      field: short.optional(),
      typed: z.string().max(1000),
    }),
  ]),
});

/** What a person's browser asks, as the core is asked it, and as it stands in the conversation. */
function readAsked(
  given: WireAct,
  take: (id: string) => Raw,
  commands: () => readonly { name: string }[],
): { asked: Asked; said?: string } {
  if (given.kind === 'typed') {
    const [, slash, command = '', text = ''] = /^\s*(\/?)(\S*)\s*([\s\S]*)$/.exec(given.text)!;
    const said = given.text.trim();
    // A command's name alone, or with its options, needs no slash; everything else without one is somebody's own words.
    const isCommand = slash || (/^$|[\p{L}_-]:/u.test(text) && commands().some(({ name }) => name === command));
    return { asked: isCommand ? { kind: 'typed', command, text } : { kind: 'words', text: said }, said };
  }
  if (given.kind === 'file') {
    const file = take(given.file);
    const name = typeof file === 'object' && 'read' in file ? ` ${file.name}` : '';
    return {
      asked: { kind: 'command', command: given.command, options: { [given.field]: file } },
      said: `/${given.command}${name}`,
    };
  }
  if (given.kind !== 'submit') return { asked: given };
  const fields = Object.fromEntries(
    Object.entries(given.fields).map(([name, value]) => [
      name,
      typeof value === 'object' && 'file' in value ? take(value.file) : value,
    ]),
  );
  return { asked: { kind: 'submit', id: given.id, fields } };
}

/** A file's name as a header can carry it. */
const headerName = (name: string) => encodeURIComponent(name.replace(/[\ud800-\udfff]/gu, '_')).replace(/['()*]/g, '_');

const readable = (bytes: number, lang: string) =>
  new Intl.NumberFormat(lang, {
    style: 'unit',
    unit: bytes < 1024 * 1024 ? 'kilobyte' : 'megabyte',
    maximumFractionDigits: 1,
  }).format(bytes < 1024 * 1024 ? bytes / 1024 : bytes / 1024 / 1024);

export function createRoutes(parts: RoutesParts): Hono {
  const { asking, transcript, files, words, mailbox } = parts;
  const app = new Hono({ strict: false }).basePath(base);
  const assets = readAssets('adapters/console/assets');
  const speak = (c: Context, lang?: string) => words(lang || c.req.query('lang') || c.req.header('accept-language'));
  const personOf = async (id: string | undefined) => (await parts.people()).find((person) => person.id === id);

  app.use(guard((said) => words(said).refused));
  app.get('/', (c) => c.html(page(speak(c), base)));
  app.get('/assets/:name', (c) => {
    const asset = assets.get(c.req.param('name'));
    if (!asset) return c.notFound();
    const headers = { 'content-type': asset.type, etag: asset.etag, 'cache-control': 'no-cache' };
    return isFresh(asset, c.req.header('if-none-match'))
      ? c.body(null, 304, headers)
      : c.body(asset.body, 200, headers);
  });

  app.get('/api/start', async (c) => {
    const w = speak(c);
    const start: Start = {
      words: w,
      people: await parts.people(),
      commands: parts.commands(w.lang),
      channel,
      mailbox,
      maxUpload,
    };
    return c.json(start);
  });

  app.get('/api/guide', async (c) => c.json(await parts.guide(speak(c).lang)));

  app.get('/api/events', async (c) => {
    const person = await personOf(c.req.query('person'));
    if (!person) return c.notFound();
    return streamSSE(c, async (stream) => {
      const waiting: Change[] = [];
      let wake = () => {};
      const unlisten = transcript.listen(person.id, (change) => {
        waiting.push(change);
        wake();
      });
      const end = () => stream.abort();
      parts.stopped.addEventListener('abort', end);
      stream.onAbort(() => wake());
      try {
        await stream.writeSSE({ event: 'transcript', data: JSON.stringify(transcript.list(person.id)) });
        while (!stream.aborted && !stream.closed && !parts.stopped.aborted) {
          const change = waiting.shift();
          if (change) await stream.writeSSE({ event: 'change', data: JSON.stringify(change) });
          else {
            await new Promise<void>((resolve) => {
              const timer = setTimeout(resolve, heartbeat);
              wake = () => {
                clearTimeout(timer);
                resolve();
              };
            });
            if (waiting.length === 0) await stream.write(': here\n\n');
          }
        }
      } finally {
        unlisten();
        parts.stopped.removeEventListener('abort', end);
      }
    });
  });

  app.post('/api/ask', bodyLimit({ maxSize: 256 * 1024 }), async (c) => {
    const given = deed.safeParse(await c.req.json().catch(() => undefined));
    const person = given.success ? await personOf(given.data.person) : undefined;
    if (!given.success || !person) return c.json({ kind: 'refused' }, 400);
    const { key, message } = given.data;
    const w = speak(c, given.data.lang);
    const refuse = (name: string, max: number) => fill(w.tooLarge, { name, max: readable(max, w.lang) });
    const { asked, said = given.data.said } = readAsked(
      given.data.asked,
      (id) => files.take(id, refuse),
      () => parts.commands(w.lang),
    );
    const answer: Answer =
      asked.kind === 'search'
        ? { kind: 'options', options: await asking.suggest({ person, key, lang: w.lang, asked }) }
        : await asking.ask({ person, key, lang: w.lang, asked, said, message });
    return c.json(answer);
  });

  app.post('/api/files', bodyLimit({ maxSize: maxUpload }), async (c) => {
    const bytes = new Uint8Array(await c.req.arrayBuffer());
    const name = c.req
      .query('name')
      ?.replace(/[\u0000-\u001f/\\]/g, '_')
      .slice(0, 200);
    const size = Number(c.req.query('size'));
    // Of what is over the limit nothing was sent.
    if (!name || !Number.isSafeInteger(size) || (size <= maxUpload && size !== bytes.length))
      return c.json({ kind: 'refused' }, 400);
    return c.json({ file: files.receive({ name, size, bytes: size > maxUpload ? undefined : bytes }) });
  });

  app.get('/api/files/:id', (c) => {
    const file = files.offered(c.req.param('id'));
    if (!file) return c.text(speak(c).gone, 410);
    const image = file.type === 'image/png';
    return c.body(Uint8Array.from(file.bytes), 200, {
      'content-type': image ? file.type : 'application/octet-stream',
      'content-disposition': `${image ? 'inline' : 'attachment'}; filename*=UTF-8''${headerName(file.name)}`,
      'cache-control': 'private, max-age=3600',
    });
  });

  app.onError((error, c) => {
    if ('getResponse' in error) return error.getResponse();
    parts.log.error({ err: error, path: c.req.path }, 'the console failed');
    return c.text(speak(c).failed, 500);
  });
  return app;
}
