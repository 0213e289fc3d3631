import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createCore } from '../../src/core.ts';
import { openData } from '../../src/data/client.ts';
import { newId } from '../../src/data/id.ts';
import { databases, type TestDatabase } from '../database.ts';
import { type House, house, person, quiet, shown, testNow, testSecret } from '../house.ts';
import { agreement, letters, pendingId, portalOf } from './scene.ts';

const admins = 200;

describe.each(databases)('many admins, one request, on $provider', ({ provider, open }) => {
  let database: TestDatabase;
  let h: House;
  beforeEach(async () => {
    database = await open();
    h = await house(database.data);
  });
  afterEach(() => database.drop());

  it('has exactly one decision, one audit row and one letter; everybody else is told who decided', async () => {
    const { db } = database.data;
    await db.firm.update({ where: { id: h.firmId }, data: { email: 'marina@horizonte.com.br' } });
    const wish = {
      name: 'Padaria',
      accountantEmail: 'marina@horizonte.com.br',
      firmName: 'Horizonte',
      firmPhone: '(11) 4002-8922',
      agree: 'on',
    };
    await portalOf(database.data).ask('rosa@padaria.com.br', 'pt-BR', wish, agreement);
    const id = await pendingId(database.data, h);
    const before = (await letters(database.data)).length;

    // Two platforms; and on PostgreSQL three pools, as of three processes. (Two of SQLite in one process would wait for themselves.)
    const others = provider === 'postgresql' ? [1, 2].map(() => openData(database.url, { connections: 4 })) : [];
    const cores = [
      h.core,
      ...others.map((data) =>
        createCore({ data, secret: testSecret, publicUrl: 'http://localhost:3000', clock: () => testNow, log: quiet }),
      ),
    ];
    const people = await Promise.all(
      Array.from({ length: admins }, async (_, n) => {
        const memberId = newId();
        const place = { platform: n % 2 ? 'slack' : 'discord', workspace: 'W', user: `U${n}` };
        await db.member.create({ data: { id: memberId, firmId: h.firmId, name: `Admin ${n}`, role: 'admin', createdAt: testNow } });
        await db.chatIdentity.create({ data: { id: newId(), firmId: h.firmId, memberId, ...place, createdAt: testNow } });
        return person(cores[n % cores.length]!, place, memberId);
      }),
    );
    const answers = await Promise.all(
      people.map((each, n) =>
        n % 3 === 0
          ? each.ask({ kind: 'submit', id: `connections.declineForm|${id}`, fields: { reason: 'não' } })
          : each.ask({ kind: 'press', id: `connections.accept|${id}` }),
      ),
    );
    await Promise.all(others.map((data) => data.close()));

    const texts = answers.map((answer) => (answer.kind === 'view' ? shown(answer.view) : ''));
    const losers = texts.filter((text) => /já foi (aceito|recusado) por Admin \d+/.test(text));
    expect(losers).toHaveLength(admins - 1);
    const decided = await db.connectionRequest.findUniqueOrThrow({ where: { id } });
    expect(['accepted', 'declined']).toContain(decided.state);
    const audits = await db.audit.findMany({
      where: { subject: `request:${id}`, verb: { in: ['connection.accept', 'connection.decline'] } },
    });
    expect(audits).toHaveLength(1);
    expect(audits[0]?.actor).toBe(decided.decidedBy);
    expect((await letters(database.data)).length).toBe(before + 1);
  }, 120_000);

  it('takes ten presses of one person at once for one', async () => {
    const { db } = database.data;
    await db.firm.update({ where: { id: h.firmId }, data: { email: 'marina@horizonte.com.br' } });
    const wish = {
      name: 'Padaria',
      accountantEmail: 'marina@horizonte.com.br',
      firmName: 'Horizonte',
      firmPhone: '(11) 4002-8922',
      agree: 'on',
    };
    await portalOf(database.data).ask('rosa@padaria.com.br', 'pt-BR', wish, agreement);
    const id = await pendingId(database.data, h);
    const answers = await Promise.all(
      Array.from({ length: 10 }, () => h.admin.ask({ kind: 'press', id: `connections.accept|${id}` }, 'the same delivery')),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await db.audit.count({ where: { verb: 'connection.accept' } })).toBe(1);
  });
});
