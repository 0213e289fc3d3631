import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { booksOf } from '../../src/accounts/service/books.ts';
import type { Files } from '../../src/data/files/door.ts';
import { openFiles } from '../../src/data/files/open.ts';
import { claim } from '../../src/documents/service/queue.ts';
import { receive } from '../../src/documents/service/receive.ts';
import { takeMonth } from '../../src/documents/service/take.ts';
import { eraseFirm } from '../../src/rights/service/firm.ts';
import { databases } from '../database.ts';
import { startStore } from '../fakes/s3.ts';
import { type Scene, scene, small } from './fixture.ts';

const namesOf = async (files: Files) => {
  const names: string[] = [];
  for await (const { name } of files.list('')) names.push(name);
  return names;
};

describe.each(databases.slice(-1))('documents in a store, on $provider', { timeout: 60_000 }, ({ open }) => {
  let store: Awaited<ReturnType<typeof startStore>>;
  let files: Files;
  let s: Scene;
  beforeAll(async () => {
    store = await startStore();
    ({ files } = await openFiles(store.url, ''));
    s = await scene(open, { companies: small, files });
  });
  afterAll(async () => {
    await s.stop();
    files.close();
    await store.stop();
  });

  it('are taken, posted, and received as in a folder, and nothing of them lies on this host', async () => {
    const email = 'rosa@padaria.com.br';
    const client = await s.client('Padaria', { document: small[0]!.document, email });
    await s.house.admin.type('/documentos padaria mes:10/2026');
    await s.settle();
    const item = await s.database.data.db.documentItem.findFirstOrThrow();
    expect(item.state).toBe('ready');
    const posted = s.channels.posted.flatMap((each) => each.view.files ?? [])[0]!;
    expect(Object.keys(unzipSync(posted.bytes))).toContain('manifest.json');
    expect(createHash('sha256').update(posted.bytes).digest('hex')).toBe(item.sha256);
    await s.database.data.db.account.create({ data: { id: 'a1', email, createdAt: s.time.now } });
    await s.database.data.db.client.update({ where: { id: client }, data: { accountId: 'a1' } });
    const sent = [{ name: 'recibo.pdf', bytes: Buffer.from('%PDF-1.7\nx\n%%EOF') }];
    expect(await receive(s.inside, files, { email, clientId: client }, sent, { note: '', now: s.time.now })).toEqual([
      { name: 'recibo.pdf' },
    ]);
    await s.settle();
    expect([...s.stand.fake.state.captures.values()]).toMatchObject([{ name: 'recibo.pdf' }]);
    const received = await s.database.data.db.documentIn.findFirstOrThrow();
    expect((await namesOf(files)).sort()).toEqual([
      `documents/${s.house.firmId}/${item.id}.zip`,
      `received/${s.house.firmId}/${received.id}`,
    ]);
    expect(readdirSync(s.dataDir)).toEqual([]);
  });

  it('what another process has begun is gone on with, and a lease that was lost writes nothing', async () => {
    await s.client('Transportadora', { document: small[1]!.document });
    await s.house.admin.type('/documentos transportadora mes:10/2026');
    const before = s.stand.fake.requests.length;
    const clock = () => s.time.now;
    const [item] = await claim(s.database.data, clock(), { limit: 1, life: 60_000 });
    const taking = { house: s.inside, files, books: booksOf, clock, packing: <T>(work: () => Promise<T>) => work() };
    const working = takeMonth(taking, item!, new AbortController().signal);
    while (s.stand.fake.requests.length < before + 15) await new Promise((resolve) => setTimeout(resolve, 2));
    // It sleeps for longer than its lease, and wakes before anybody has told it.
    s.time.now = new Date(s.time.now.getTime() + 61_000);
    await working;
    const asked = s.stand.fake.requests.length;
    const names = await namesOf(files);
    expect(names.filter((name) => name.includes(`${item!.id}/`)).length).toBeGreaterThan(2);
    expect(names.some((name) => name.endsWith(`${item!.id}.zip`))).toBe(false);
    expect(await s.database.data.db.documentItem.count({ where: { state: 'working', attempts: 0 } })).toBe(1);
    const single = s.stand.fake.requests.slice(before, asked).map(({ path, query }) => path + query);
    await s.settle();
    expect(await s.database.data.db.documentItem.count({ where: { state: 'ready' } })).toBe(2);
    const again = s.stand.fake.requests.slice(asked).filter(({ path, query }) => single.includes(path + query));
    expect(again.length).toBeLessThan(single.length / 2);
  });

  it('leave the store with their firm', async () => {
    expect(await namesOf(files)).toHaveLength(3);
    await s.database.data.db.outbox.updateMany({ data: { state: 'sent' } });
    const { firmId } = s.house;
    await eraseFirm(s.inside, firmId, s.time.now, { now: true });
    expect(await namesOf(files)).toEqual([]);
  });
});
