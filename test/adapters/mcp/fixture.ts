import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Client, StreamableHTTPClientTransport } from '@modelcontextprotocol/client';
import { assistants } from '../../../src/assistants/feature.ts';
import { createDesk } from '../../../src/assistants/service/port.ts';
import { openAssistants } from '../../../src/boot/assistants.ts';
import type { Data } from '../../../src/data/client.ts';
import { folderFiles } from '../../../src/data/files/folder.ts';
import { readPayload } from '../../../src/data/payload.ts';
import { keepViewState } from '../../../src/data/viewstate.ts';
import type { Address, Core, Surface } from '../../../src/kit/incoming.ts';
import { createPost } from '../../../src/kit/post.ts';
import type { SealedView } from '../../../src/kit/view.ts';
import { parts } from '../../connections/fixture.ts';
import { button, type Person, quiet, shown, testNow, testSecret } from '../../house.ts';

/** A person makes a key in /configurar, as people do; what they were shown is in it. */
export async function keyOf(person: Person, { scope = 'prepare', days = '90', name = 'Claude' } = {}): Promise<string> {
  const settings = await person.type('/configurar');
  const keys = await person.press(button(settings, /^(Assistentes|Assistants)$/));
  const make = button(keys, /^(Nova chave|New key)$/);
  const outcome = await person.submit(await person.open(make), { name, scope, days });
  if (outcome.kind !== 'view') throw new Error(JSON.stringify(outcome));
  return /carteira_[\w-]{43}/.exec(shown(outcome.view))![0];
}

export interface McpStand {
  url: string;
  /** A request as it is, for what no client library would send. */
  post(key: string | undefined, body: unknown, headers?: Record<string, string>): Promise<Response>;
  /** The official client, with a key. */
  client(key: string): Promise<Client>;
  stop(): Promise<void>;
}

export async function mcpStand(
  data: Data,
  core: Core,
  clock: () => Date = () => testNow,
  publicUrl = 'http://localhost:3000',
  more: Partial<Parameters<typeof openAssistants>[0]> = {},
): Promise<McpStand> {
  const desk = createDesk({ ...parts(data), publicUrl }, clock);
  const { mounts, stop } = openAssistants({
    core,
    desk,
    publicUrl,
    trustedProxies: 0,
    limit: () => 0,
    log: quiet,
    ...more,
  })!;
  const mountOf = (path: string) => mounts.find((each) => path.startsWith(each.path))!;
  const http = createServer((request, response) => mountOf(request.url!).handle(request, response));
  await new Promise<void>((resolve) => void http.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${(http.address() as AddressInfo).port}/mcp`;
  const clients: Client[] = [];
  return {
    url,
    post: (key, body, headers = {}) =>
      fetch(url, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          accept: 'application/json, text/event-stream',
          ...(key === undefined ? {} : { authorization: `Bearer ${key}` }),
          ...headers,
        },
        body: typeof body === 'string' ? body : JSON.stringify(body),
      }),
    client: async (key) => {
      const client = new Client({ name: 'test', version: '1' });
      await client.connect(
        new StreamableHTTPClientTransport(new URL(url), {
          requestInit: { headers: { authorization: `Bearer ${key}` } },
        }),
      );
      clients.push(client);
      return client;
    },
    stop: async () => {
      await Promise.all(clients.map((each) => each.close()));
      await stop();
      http.closeAllConnections();
      await new Promise((resolve) => http.close(resolve));
    },
  };
}

/** What stands in the text of a result; what a model reads. */
export const textOf = (result: { content?: unknown }): string =>
  ((result.content ?? []) as { type: string; text?: string }[]).map((each) => each.text ?? '').join('\n');

interface Pressable {
  label: string;
  id?: string;
}
interface Structured {
  refused?: boolean;
  blocks: { kind: string; label?: string; id?: string; buttons?: Pressable[]; options?: Pressable[] }[];
  form?: { id: string; fields: { name: string; value?: unknown }[] };
}
export const dataOf = (result: { structuredContent?: unknown }): Structured => result.structuredContent as Structured;

/** All that an answer shows to be pressed. */
export const pressable = (result: { structuredContent?: unknown }): Pressable[] =>
  dataOf(result).blocks.flatMap((block) => [
    ...(block.buttons ?? []),
    ...(block.options ?? []),
    ...(block.kind === 'search' ? [{ label: block.label ?? '', id: block.id }] : []),
  ]);

export function idOf(result: { structuredContent?: unknown; content?: unknown }, label: string | RegExp): string {
  const found = pressable(result).find((each) =>
    typeof label === 'string' ? each.label === label : label.test(each.label),
  );
  if (!found?.id) throw new Error(`no ${label} in:\n${textOf(result)}`);
  return found.id;
}

/** The cards that the outbox would bring to people's own chats, oldest first, with where each goes. */
export async function cards(data: Data, platform = 'test'): Promise<{ address: Address; view: SealedView }[]> {
  const sent: { address: Address; view: SealedView }[] = [];
  const surface = {
    platform,
    deliver: async (address: Address, view: SealedView) => {
      sent.push({ address, view });
      return { ok: true as const, message: '1' };
    },
  } as unknown as Surface;
  const house = parts(data);
  const post = createPost([surface], (firmId, stored) => keepViewState(data, firmId, stored, testNow));
  const { senders } = assistants.runs!({
    house,
    post,
    linkTo: () => undefined,
    files: folderFiles(''),
    clock: () => testNow,
  });
  const rows = await data.db.outbox.findMany({ where: { kind: 'assistants.card' }, orderBy: { id: 'asc' } });
  for (const row of rows)
    await senders!['assistants.card']!.send(readPayload(row.payload, testSecret), { key: row.key });
  return sent;
}
