import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { start } from '../../src/boot.ts';
import { readConfig } from '../../src/config.ts';
import { features } from '../../src/features.ts';
import { runsOf, type Start } from '../../src/jobs/runs.ts';
import { words } from '../../src/words/index.ts';

const folder = mkdtempSync(join(tmpdir(), 'carteira-boot-'));
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const log = { info: () => undefined, warn: () => undefined, error: () => undefined };

describe('the bot, started in this process', () => {
  it('answers, says how all its parts do, and stops so that it can start again', { timeout: 60_000 }, async () => {
    const config = readConfig({
      DATABASE_URL: `file:${folder}/bot.db`,
      APP_SECRET: 's'.repeat(32),
      PORT: '0',
      CONSOLE: 'on',
    });
    for (const time of ['first', 'again']) {
      const bot = await start(config, { log, w: words['pt-BR'], say: (line) => expect.unreachable(line) });
      const at = `http://127.0.0.1:${bot!.port}`;
      const found = (await (await fetch(`${at}/healthz`)).json()) as {
        ok: boolean;
        clock: { tasks: { name: string }[] };
      };
      expect(found, time).toMatchObject({
        ok: true,
        documents: { ok: true },
        digests: { ok: true },
        outbox: { ok: true },
      });
      expect(found.clock.tasks.map(({ name }) => name)).toEqual(
        expect.arrayContaining(['sweep', 'digests', 'terms', 'authorisations']),
      );
      expect((await fetch(`${at}/readyz`)).status).toBe(200);
      expect(
        (await fetch(bot!.open!.replace(/^.*\/console/, `${at}/console`), { redirect: 'manual' })).status,
      ).toBeLessThan(400);
      await Promise.all([bot!.stop(), bot!.stop()]);
      await expect(fetch(`${at}/healthz`)).rejects.toThrow();
    }
  });

  it('gives the database back when it cannot start', { timeout: 60_000 }, async () => {
    const config = readConfig({ DATABASE_URL: `file:${folder}/twice.db`, APP_SECRET: 's'.repeat(32), PORT: '0' });
    const around = { log, w: words['pt-BR'], say: (line: string) => expect.unreachable(line) };
    const bot = await start(config, around);
    const other = readConfig({
      DATABASE_URL: `file:${folder}/other.db`,
      APP_SECRET: 's'.repeat(32),
      PORT: String(bot!.port),
    });
    await expect(start(other, around)).rejects.toThrow('EADDRINUSE');
    await bot!.stop();
    const again = await start(other, around);
    await again!.stop();
  });
});

describe('a feature that is not in the list', () => {
  // What runs is only made here, and never run: nothing of the house is asked.
  const made = {
    house: { data: {} },
    post: async () => expect.unreachable(),
    linkTo: () => undefined,
    dataDir: folder,
    clock: () => new Date(0),
  };
  const runs = (list: typeof features) => runsOf(list, made as unknown as Start);
  const partsOf = ({ senders, tasks, workers, health, pages }: ReturnType<typeof runs>) => [
    ...[senders, workers, health, pages].flatMap(Object.keys),
    ...tasks.map(({ name }) => name),
  ];

  it.each(features.flatMap((feature, at) => (feature.runs ? [[at, feature] as const] : [])))(
    'sends, watches and shows nothing (%i)',
    (_, feature) => {
      const whole = partsOf(runs(features));
      const without = partsOf(runs(features.filter((each) => each !== feature)));
      expect([...without, ...partsOf(runs([feature]))].sort()).toEqual(whole.sort());
    },
  );

  it('leaves nothing at all when none is there', () => {
    expect(partsOf(runs([]))).toEqual([]);
  });

  it('is refused beside one that brings the same', () => {
    expect(() => runs([...features, features.find((each) => each.runs)!])).toThrow('two features bring');
  });
});
