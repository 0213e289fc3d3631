import { randomBytes } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { hammering } from '../../../adapters/mcp/serve.ts';
import { createLimit } from '../../../src/kit/limit.ts';
import { seedClients } from '../../clients/seed.ts';
import { databases, type TestDatabase } from '../../database.ts';
import { button, type House, house, menu, testNow } from '../../house.ts';
import { keyOf, type McpStand, mcpStand } from './fixture.ts';

const list = { jsonrpc: '2.0', id: 1, method: 'tools/list', params: {} };
const day = 86_400_000;

describe.each(databases)('keys of assistants, on $provider', ({ open }) => {
  let database: TestDatabase;
  let h: House;
  let stand: McpStand;
  let now = testNow;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    now = testNow;
    h = await house(database.data, { clock: () => now });
    stand = await mcpStand(database.data, h.core, () => now);
    return () => stand.stop();
  });

  it('let an assistant list clients as the person who made them', async () => {
    await seedClients(database.data, h.firmId, [
      { name: 'Padaria da Vila' },
      { name: 'Oficina do Zé', analystId: h.analyst.memberId },
    ]);
    await seedClients(database.data, h.otherFirmId, [{ name: 'De Outros' }]);
    const admin = await stand.client(await keyOf(h.admin));
    const all = await admin.callTool({ name: 'clientes', arguments: {} });
    expect(JSON.stringify(all)).toContain('Padaria da Vila');
    expect(JSON.stringify(all)).toContain('Oficina do Zé');
    expect(JSON.stringify(all)).not.toContain('De Outros');
    const analyst = await stand.client(await keyOf(h.analyst));
    const own = JSON.stringify(await analyst.callTool({ name: 'clientes', arguments: {} }));
    expect(own).toContain('Oficina do Zé');
    expect(own).not.toContain('Padaria da Vila');
  });

  it('are kept as a hash, and shown once', async () => {
    const key = await keyOf(h.admin);
    const rows = await database.data.db.assistantKey.findMany({ where: { firmId: h.firmId } });
    expect(JSON.stringify(rows)).not.toContain(key);
    expect(await database.data.db.audit.findMany({ where: { firmId: h.firmId, verb: 'assistant.key' } })).toHaveLength(
      1,
    );
    expect((await stand.post(key, list)).status).toBe(200);
    const used = async () =>
      (await database.data.db.assistantKey.findFirstOrThrow({ where: { firmId: h.firmId } })).lastUsedAt;
    await expect.poll(used).toEqual(testNow);
  });

  it('open nothing when they are forged, expired or revoked, or of somebody who left; and nothing says why', async () => {
    const key = await keyOf(h.analyst, { days: '7' });
    const other = await keyOf(h.analyst, { days: '30' });
    expect((await stand.post(key, list)).status).toBe(200);
    const answers = async (...keys: (string | undefined)[]) => {
      const all = [];
      for (const each of keys) {
        const response = await stand.post(each, list);
        const { date: _, ...headers } = Object.fromEntries(response.headers);
        all.push({ status: response.status, headers, body: await response.text() });
      }
      return all;
    };
    const forged = `carteira_${randomBytes(32).toString('base64url')}`;
    const [none, ...rest] = await answers(undefined, '', 'x', forged, key.slice(0, -1), `${key}A`, key.toUpperCase());
    expect(none).toMatchObject({ status: 401, headers: { 'www-authenticate': 'Bearer realm="carteira"' } });
    for (const each of rest) expect(each).toEqual(none);
    now = new Date(testNow.getTime() + 8 * day);
    expect(await answers(key)).toEqual([none]);
    expect((await stand.post(other, list)).status).toBe(200);

    const settings = await h.analyst.type('/configurar');
    const keys = await h.analyst.press(button(settings, 'Assistentes'));
    const { id } = await database.data.db.assistantKey.findFirstOrThrow({
      where: { memberId: h.analyst.memberId, expiresAt: { gt: now } },
    });
    await h.analyst.press(menu(keys, 'Revogar uma chave…'), [id]);
    expect(await answers(other)).toEqual([none]);

    const third = await keyOf(h.analyst);
    expect((await stand.post(third, list)).status).toBe(200);
    await database.data.db.$transaction((tx) =>
      tx.member.update({ where: { id: h.analyst.memberId }, data: { removedAt: now } }),
    );
    expect(await answers(third)).toEqual([none]);
  });

  it('are ended by their owner or an administrator, and by nobody else', async () => {
    const key = await keyOf(h.admin);
    const { id } = await database.data.db.assistantKey.findFirstOrThrow({ where: { memberId: h.admin.memberId } });
    await keyOf(h.analyst);
    for (const person of [h.analyst, h.outsider]) {
      if (person === h.outsider) await keyOf(person);
      const keys = await person.press(button(await person.type('/configurar'), 'Assistentes'));
      expect(JSON.stringify(keys)).not.toContain(id);
      await person.press(menu(keys, 'Revogar uma chave…'), [id]);
      expect((await stand.post(key, list)).status).toBe(200);
    }
    const mine = await database.data.db.assistantKey.findFirstOrThrow({ where: { memberId: h.analyst.memberId } });
    const keys = await h.admin.press(button(await h.admin.type('/configurar'), 'Assistentes'));
    await h.admin.press(menu(keys, 'Revogar uma chave…'), [mine.id]);
    expect(await database.data.db.assistantKey.count({ where: { id: mine.id, revokedAt: null } })).toBe(0);
  });

  it('are not asked for by a page whose name was bent to this machine', async () => {
    const key = await keyOf(h.admin);
    const port = new URL(stand.url).port;
    for (const headers of [
      { origin: 'http://evil.example' },
      { origin: 'null' },
      { origin: `https://localhost.evil.example:${port}` },
    ])
      expect((await stand.post(key, list, headers)).status).toBe(403);
    for (const headers of [{ origin: 'http://localhost:3000' }, { origin: 'http://127.0.0.1:6274' }])
      expect((await stand.post(key, list, headers)).status).toBe(200);
  });

  it('are slowed down together where they list tools all day; others are not', async () => {
    // A clock that stands: a busy machine would fill the bucket meanwhile.
    const limit = createLimit({ ...hammering, now: () => 0 });
    const limited = await mcpStand(database.data, h.core, () => now, undefined, { limit });
    const [one, two, other] = [await keyOf(h.admin), await keyOf(h.admin), await keyOf(h.analyst)];
    const said: number[] = [];
    for (let i = 0; i < hammering.burst; i++) said.push((await limited.post(i % 2 ? one : two, list)).status);
    expect(said.every((each) => each === 200)).toBe(true);
    const slow = await limited.post(one, list);
    expect([slow.status, Number(slow.headers.get('retry-after')), await slow.json()]).toEqual([
      429,
      1,
      { error: 'slow_down' },
    ]);
    expect((await limited.post(other, list)).status).toBe(200);
    await limited.stop();
  });
});
