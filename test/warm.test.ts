import fs from 'node:fs';
import { Session } from 'node:inspector';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { barChart } from '../src/charts/service.ts';
import { createCore, registry } from '../src/core.ts';
import { folderFiles } from '../src/data/files/folder.ts';
import { newId } from '../src/data/id.ts';
import type { House } from '../src/firms/context.ts';
import type { Surface } from '../src/kit/incoming.ts';
import type { SealedView } from '../src/kit/view.ts';
import { warmUp } from '../src/warm.ts';
import { databases, type TestDatabase } from './database.ts';
import { house, quiet, testNow, testSecret } from './house.ts';

describe.each(databases)('before anybody is let in, on $provider', ({ open }) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.drop());

  it('what the first would pay for is done: lists, help, the overview, in both languages; and nothing is written', async () => {
    const { data } = database;
    const house: House = { data, secret: testSecret, publicUrl: 'http://localhost', registry, log: quiet };
    const core = createCore({ ...house, files: folderFiles('/nowhere'), clock: () => testNow });
    const shown: SealedView[] = [];
    const surface = {
      platform: 'any',
      warm: async (views: readonly SealedView[]) => {
        shown.push(...views);
        throw new Error('what fails here is met again by whoever asks');
      },
    } as unknown as Surface;
    for (const firms of [0, 1]) {
      if (firms) await data.db.firm.create({ data: { id: newId(), name: 'Horizonte', createdAt: testNow } });
      await warmUp(house, core, [surface]);
      expect(shown.splice(0).length).toBe(6);
    }
    const { delivery, viewState, audit, outbox } = data.db;
    expect(await Promise.all([delivery.count(), viewState.count(), audit.count(), outbox.count()])).toEqual([
      0, 0, 0, 0,
    ]);
  });

  it('the first list, picture and help load and compile nothing, as the second', async () => {
    const { data } = database;
    const h = await house(data);
    const kept: House = { data, secret: testSecret, publicUrl: 'http://localhost', registry, log: quiet };
    await warmUp(kept, h.core, []);
    const inspector = new Session();
    inspector.connect();
    let parsed: string[] = [];
    inspector.on('Debugger.scriptParsed', ({ params }) => parsed.push(params.url));
    inspector.post('Debugger.enable');
    const opened = vi.spyOn(fs, 'readFileSync');
    // Those that were there already are told first; modules of WebAssembly are among them.
    parsed = [];
    const work = async () => {
      for (const typed of ['/clientes', '/ajuda', '/carteira']) await h.admin.type(typed);
      await barChart({ title: 'Clientes', bars: [{ label: 'Conectados', value: 3 }], lang: 'pt-BR' });
      const done = { scripts: parsed, files: opened.mock.calls.map(([path]) => String(path)) };
      parsed = [];
      opened.mockClear();
      return done;
    };
    const [first, second] = [await work(), await work()];
    inspector.disconnect();
    vi.restoreAllMocks();
    expect(second).toEqual({ scripts: [], files: [] });
    expect(first).toEqual(second);
  });
});
