import { z } from 'zod';
import { action, command, type Feature, form } from '../../src/kit/definition.ts';
import { createDispatch, type DispatchParts, type Identity } from '../../src/kit/dispatch.ts';
import { UserError } from '../../src/kit/errors.ts';
import { field } from '../../src/kit/field.ts';
import type { Asked, Core, Outcome, Place } from '../../src/kit/incoming.ts';
import { createRegistry } from '../../src/kit/registry.ts';
import { note, text, type View } from '../../src/kit/view.ts';
import { words } from '../../src/words/index.ts';
import { draftsIn } from '../drafts.ts';
import { heard } from '../logs.ts';

/** A bot of one feature, with everything it does, keeps and logs in plain sight. */
export interface Bot {
  core: Core;
  runs: unknown[];
  kept: Map<string, string>;
  logged: { level: 'info' | 'warn' | 'error'; fields: object; message: string }[];
  ask(asked: Asked, place?: Partial<Place>, key?: string): Promise<Outcome>;
}

const named = (typed: string) => () => ({ typed, label: `Campo ${typed}` });
const base = { command: 'nota', permission: 'see', answers: 'update' } as const;
const says = { title: () => 'Título', summary: () => 'Resumo', examples: () => [] };

export function createBot(who: Partial<Identity> = {}, more: Partial<DispatchParts> = {}): Bot {
  const runs: unknown[] = [];
  const kept = new Map<string, string>();
  const logged: Bot['logged'] = [];
  const log = (level: 'info' | 'warn' | 'error') => (fields: object, message: string) =>
    void logged.push({ level, fields, message });
  const logs = heard({ info: log('info'), warn: log('warn'), error: log('error') });

  const write = form({
    ...base,
    name: 'notes.write',
    title: () => 'Escrever uma nota bem comprida',
    submit: () => 'Guardar',
    input: z.object({ about: z.string() }),
    fields: z.object({ name: field.text(named('nome'), { max: 10 }), day: field.day(named('dia')).optional() }),
    run: async (_, input, values) => {
      runs.push({ input, values });
      if (values.name === 'ocupado') throw new UserError('busy', (w) => w.kit.busy, { blocks: [note('Mais tarde.')] });
      return { blocks: [text('Guardado')] };
    },
  });
  const pick = action({
    ...base,
    name: 'notes.pick',
    input: z.object({ about: z.string().optional() }),
    complete: async (_, typed) => {
      if (typed === 'quebra') throw new Error('secret detail');
      return Array.from({ length: 30 }, (_, i) => ({ label: `${typed}${i}`, value: String(i) }));
    },
    run: async (ctx, input, picked): Promise<View> => {
      runs.push({ input, picked, today: ctx.today });
      await ctx.progress({
        blocks: [{ kind: 'buttons', buttons: [{ label: 'Parar', press: pick.press({ about: 'stop' }) }] }],
      });
      return {
        blocks: [{ kind: 'buttons', buttons: [{ label: 'Longo', press: pick.press({ about: 'ã'.repeat(60) }) }] }],
      };
    },
  });
  const open = action({
    ...base,
    name: 'notes.open',
    answers: 'form',
    input: z.object({ about: z.string() }),
    run: async (_, { about }) =>
      about === 'nada' ? { blocks: [text('Nada a escrever')] } : write.open({ about }, { name: 'Zé' }),
  });
  const feature: Feature = {
    commands: [
      command({
        ...says,
        name: 'nota',
        permission: 'see',
        answers: 'channel',
        input: z.object({ name: field.search(named('nome'), async (_, typed) => [{ label: typed, value: typed }]) }),
        run: async (_, input) => {
          runs.push(input);
          return { blocks: [text(input.name)] };
        },
      }),
      command({
        ...says,
        name: 'quebra',
        permission: 'visit',
        answers: 'private',
        input: z.object({}),
        run: async () => {
          throw new Error('secret detail at /srv/app/index.js:10');
        },
      }),
    ],
    actions: [pick, open],
    forms: [write],
  };

  const core = createDispatch({
    registry: createRegistry([feature], Object.values(words)),
    home: 'soma',
    asking: { action: pick.name, behind: async () => undefined },
    words,
    identify: async (place) => ({
      firm: { id: 'f1', name: 'Firma', timeZone: 'America/Sao_Paulo', version: 1 },
      actor: { kind: 'member', id: 'm1', name: 'Ana', role: 'analyst' },
      can: (permission) => permission === 'visit' || permission === 'see',
      locale: place.locale === 'en' ? 'en' : 'pt-BR',
      ...who,
    }),
    seats: async () => [],
    welcome: async () => ({ title: 'Bem-vindo', blocks: [] }),
    keep: async (firm, stored) => {
      for (const each of stored) kept.set(`${firm}:${each.token}`, each.data);
    },
    recall: async (firm, token) => kept.get(`${firm}:${token}`),
    drafts: draftsIn(),
    prepare: async () => ({ blocks: [] }),
    limit: () => 0,
    clock: () => new Date('2026-11-17T01:00:00Z'),
    log: logs,
    // What this bot does asks nothing of the house.
    house: {} as DispatchParts['house'],
    ...more,
  });
  let count = 0;
  const ask: Bot['ask'] = (asked, place, key = `k${++count}`) =>
    core.handle({
      key,
      place: { platform: 'test', workspace: 'w', user: 'u', isAdmin: async () => false, ...place },
      asked,
    });
  return { core, runs, kept, logged, ask };
}
