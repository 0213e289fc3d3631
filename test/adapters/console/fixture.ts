import { Hono } from 'hono';
import { createConsole } from '../../../adapters/console/surface.ts';
import type { ConsoleCommand } from '../../../adapters/console/wire.ts';
import { createServer } from '../../../adapters/web/server.ts';
import type { Core } from '../../../src/kit/incoming.ts';
import { createLocalKey } from '../../../src/kit/local.ts';
import { consoleWords as en } from '../../../src/words/en/console.ts';
import { consoleWords as ptBR } from '../../../src/words/pt-BR/console.ts';

/** Who one can be before the sample: an admin, an analyst, somebody whose name is an attack, and a stranger. */
export const people = [
  { id: 'ana', name: 'Ana Ribeiro', role: 'admin' },
  { id: 'bruno', name: 'Bruno Tavares', role: 'analyst' },
  { id: 'eve', name: '<img src=x onerror=alert(1)>', role: 'analyst' },
  { id: 'nobody', name: 'Visitante', role: 'visitor' },
];

const plain = (name: string, summary: string): ConsoleCommand => ({ name, summary, options: [] });

/** The sample's commands, as the composer is told of them. */
const commands: readonly ConsoleCommand[] = [
  plain('lista', 'A lista de clientes'),
  plain('mural', 'O que todos veem'),
  {
    name: 'somar',
    summary: 'Uma soma',
    options: [
      { name: 'times', typed: 'vezes', label: 'Vezes', kind: 'text' },
      {
        name: 'city',
        typed: 'cidade',
        label: 'Cidade',
        kind: 'choice',
        choices: ['Aracaju', 'Brasília', 'Curitiba'].map((city) => ({ label: city, value: city })),
      },
    ],
  },
  {
    name: 'achar',
    summary: 'Procura alguém',
    options: [{ name: 'who', typed: 'quem', label: 'Quem', kind: 'search' }],
  },
  plain('nomes', 'Nomes difíceis'),
  {
    name: 'enviar',
    summary: 'Envia um arquivo',
    options: [{ name: 'file', typed: 'arquivo', label: 'Arquivo', kind: 'file' }],
  },
  plain('anexo', 'Pede um arquivo'),
  plain('baixar', 'Entrega um arquivo'),
  plain('demora', 'Trabalha muito'),
  plain('recusa', 'Diz que não'),
];

export const logged: object[] = [];
const log = { info: () => undefined, warn: () => undefined, error: (fields: object) => void logged.push(fields) };

/** The console before a core, on a server of its own. */
export async function stand(core: Core) {
  logged.length = 0;
  const key = createLocalKey();
  const surface = createConsole({
    core,
    words: (said) => (said && !said.startsWith('pt') ? en : ptBR),
    people: async () => people,
    commands: () => commands,
    key,
    log,
  });
  const server = createServer({
    host: '127.0.0.1',
    port: 0,
    mounts: surface.mounts,
    pages: new Hono(),
    log,
    grace: 500,
  });
  await surface.start();
  const { port } = await server.start();
  const origin = `http://127.0.0.1:${port}`;
  /** As the terminal prints it. */
  const address = key.addressOf(origin, '/console');
  const entered = await fetch(address, { redirect: 'manual' });
  const cookie = entered.headers.get('set-cookie')!.split(';', 1)[0]!;
  return {
    surface,
    origin,
    address,
    cookie,
    /** As the browser that opened the address. */
    fetch: (path: string, init: RequestInit & { headers?: Record<string, string> } = {}) =>
      fetch(origin + path, { ...init, headers: { cookie, ...init.headers } }),
    stop: async () => {
      await surface.stop();
      await server.stop();
    },
  };
}

export type Stand = Awaited<ReturnType<typeof stand>>;
