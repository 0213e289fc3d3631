import { afterEach, describe, expect, test } from 'vitest';
import { renderMessage } from '../../adapters/discord/render.ts';
import { words } from '../../src/words/index.ts';
import { firmAt } from '../acts/stage.ts';
import { seedClients, seedRequest } from '../clients/seed.ts';
import { databases, type TestDatabase } from '../database.ts';
import { startBench } from '../fakes/slack/driver.ts';
import { labelOf, seen } from '../fakes/slack/rendered.ts';
import { type House, house, shown } from '../house.ts';
import { shownEverywhere } from '../platforms.ts';

type Table = { caption: string; rows: unknown[][]; acts?: { label: string; press: string }[][] };
const today = (view: { blocks: readonly { kind: string }[] }) =>
  view.blocks.find((block): block is Table & { kind: string } => block.kind === 'table') as Table | undefined;
const rows = (view: Parameters<typeof today>[0]) =>
  today(view)?.rows.map((row, i) => [
    String(row[0]),
    today(view)!
      .acts![i]!.map(({ label }) => label)
      .join(),
  ]);

describe.each(databases)('what waits today, on $provider', ({ open }) => {
  let db: TestDatabase;
  afterEach(() => db.drop());
  const plan = { plan: 'Controle I', payer: 'client', autoRenew: false };

  async function begin(): Promise<House> {
    db = await open();
    const h = await house(db.data);
    const mine = { analystId: h.analyst.memberId };
    const [padaria, , , , adega] = await seedClients(db.data, h.firmId, [
      { name: 'Padaria', situation: 'requested' },
      { name: 'Livraria', expiresOn: '2026-11-20', ...plan, ...mine },
      { name: 'Sapataria', expiresOn: '2026-12-10', ...plan, ...mine },
      { name: 'Papelaria', expiresOn: '2026-11-14', ...plan },
      { name: 'Adega', expiresOn: '2026-11-15', ...plan, ...mine },
    ]);
    await seedRequest(db.data, h.firmId, padaria!, 'client_to_firm');
    await db.data.db.hush.create({ data: { clientId: adega!, firmId: h.firmId, until: '2026-11-23' } });
    await seedClients(db.data, h.otherFirmId, [{ name: 'De outro', expiresOn: '2026-11-14', ...plan }]);
    return h;
  }

  test('stands before all numbers, who waits for an answer first; not what was put off, nor what is far away', async () => {
    const h = await begin();
    const view = await h.admin.ask({ kind: 'home' });
    if (view.kind !== 'view') throw new Error('no page');
    expect(view.view.blocks[0]).toMatchObject({ kind: 'table', caption: 'Hoje' });
    expect(rows(view.view)?.map(([name]) => name)).toEqual(['Padaria', 'Papelaria', 'Livraria']);
    expect(rows(view.view)![0]![1]).toBe('Aceitar');
    expect(shown(view.view)).toMatch(/⚠️ .*venc/);
    shownEverywhere(view.view, 'Papelaria', 'Aceitar');
    const discord = renderMessage(view.view, words['pt-BR'].platforms.discord.says);
    expect(discord).toMatchObject({ lost: 0 });
    expect(JSON.stringify(discord.body)).toContain('"label":"Aceitar"');
    await h.admin.press(today(view.view)!.acts![0]![0]!.press);
    expect(rows(await h.admin.type('/carteira'))?.map(([name]) => name)).toEqual(['Papelaria', 'Livraria']);
  });

  test('is what the analyst looks after, and nothing that they may not answer; another’s part has none', async () => {
    const h = await begin();
    expect(rows(await h.analyst.type('/carteira'))?.map(([name]) => name)).toEqual(['Livraria']);
    expect(today(await h.admin.type('/carteira analista:ana'))).toBeUndefined();
    expect(today(await h.outsider.type('/carteira'))?.rows.map(([name]) => name)).toEqual(['De outro']);
  });

  test('begins the page of the app in Slack, each with its button', async () => {
    db = await open();
    const bench = await startBench(await firmAt(db.data, ['slack', 'T0000001', 'U0000001']), 'http');
    try {
      await bench.person.openHome();
      await expect.poll(() => bench.person.home().blocks.length).toBeGreaterThan(0);
      const [header, caption, first] = bench.person.home().blocks;
      expect(header).toMatchObject({ type: 'header' });
      expect(seen([caption!])).toBe('Hoje');
      expect(labelOf(first!.accessory.text)).toBe('Aceitar');
      const buttons = bench.person.home().blocks.filter(({ accessory }) => accessory?.type === 'button');
      expect(buttons).toHaveLength(5);
      expect(bench.fake.state.refused).toEqual([]);
    } finally {
      await bench.stop();
    }
  });
});
