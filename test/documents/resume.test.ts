import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { strFromU8, unzipSync } from 'fflate';
import { describe, expect, it } from 'vitest';
import { benchMonth } from '../../bench/soak-documents.ts';
import { databases } from '../database.ts';
import { scene } from './fixture.ts';

const company = {
  name: 'Padaria',
  document: '10200300000178',
  sales: 15,
  bills: 12,
  goodsInvoices: 40,
  serviceInvoices: 5,
};
/** What is asked for one by one. */
const single = /parcelas\/|notas-fiscais\/\d/;

describe.each(databases)('a month that is cut short, on $provider', ({ open }) => {
  it('goes on where it stood: what is on the disk is not asked for again', { timeout: 60_000 }, async () => {
    const s = await scene(open, { companies: [company] });
    await s.client(company.name, { document: company.document });
    await s.house.admin.type('/documentos padaria mes:10/2026');
    const first = s.another();
    const working = first.drain();
    while (s.stand.fake.requests.length < 60) await sleep(5);
    await first.stop();
    await working;
    const cut = s.stand.fake.requests.length;
    const item = await s.database.data.db.documentItem.findFirstOrThrow();
    expect(item).toMatchObject({ state: 'waiting', attempts: 0 });
    const parts = readdirSync(join(s.dataDir, 'documents', s.house.firmId, item.id));
    expect(parts.length).toBeGreaterThan(10);
    const asked = s.stand.fake.requests.map(({ path, query }) => path + query);
    await s.settle();
    const all = s.stand.fake.requests.map(({ path, query }) => path + query);
    expect(all.length).toBeGreaterThan(cut);
    const again = all.slice(cut).filter((each) => asked.includes(each));
    // At most what was on its way: three batches of ten; of the lists, the one that was being read.
    expect(again.filter((each) => single.test(each)).length).toBeLessThanOrEqual(30);
    expect(again.filter((each) => !single.test(each)).length).toBeLessThanOrEqual(1);
    const zip = s.channels.posted.flatMap((each) => each.view.files ?? [])[0]!;
    const files = unzipSync(zip.bytes);
    expect(Object.keys(files).filter((name) => name.startsWith('nf-e-xml/') && !name.includes('evento'))).toHaveLength(
      company.goodsInvoices,
    );
    expect(JSON.parse(strFromU8(files['manifest.json']!))).toMatchObject({ complete: true });
    await s.stop();
  });
});

// On one database: the limits dictate how long it takes, and not the database.
describe.each(databases.slice(-1))('a portfolio whose process is killed, on $provider', ({ open }) => {
  it('comes whole, at the rate the limits allow', { timeout: 120_000 }, async () => {
    const { url, drop } = await open();
    const figures = await benchMonth(url, { clients: 2, documents: 100, faster: 20, kills: 1 });
    expect(figures).toMatchObject({ clients: 2, ready: 2, kills: 1 });
    expect(figures.repeated).toBeLessThanOrEqual(2 * 30 + figures.refused);
    expect(figures.zipBytes).toBeGreaterThan(10_000);
    await drop();
  });
});
