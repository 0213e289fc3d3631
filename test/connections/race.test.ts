import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../src/data/id.ts';
import { databases, type TestDatabase } from '../database.ts';
import { type House, house, testNow } from '../house.ts';
import { agreement, letters, pendingId, portalOf, standsFor } from './fixture.ts';

const admins = 200;
const program = fileURLToPath(new URL('./racer.ts', import.meta.url));

/** A process of its own that presses for these people, once told to. */
function racer(url: string, request: string, who: readonly { platform: string; user: string }[]) {
  const names = who.map(({ platform, user }) => `${platform}:${user}`);
  const child = spawn(process.execPath, ['--import', 'tsx', program, url, request, ...names], {
    stdio: ['pipe', 'pipe', 'inherit'],
    timeout: 100_000,
  });
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const line = async () => ((await lines.next()).value as string | undefined) ?? '';
  return {
    ready: line(),
    go: async () => {
      child.stdin.write('go\n');
      return JSON.parse(await line()) as string[];
    },
  };
}

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
    await standsFor(database.data, h.firmId);
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

    const who = Array.from({ length: admins }, (_, n) => ({ platform: n % 2 ? 'slack' : 'discord', user: `U${n}` }));
    for (const [n, place] of who.entries()) {
      const memberId = newId();
      await db.member.create({
        data: { id: memberId, firmId: h.firmId, name: `Admin ${n}`, role: 'admin', createdAt: testNow },
      });
      await db.chatIdentity.create({
        data: { id: newId(), firmId: h.firmId, memberId, workspace: 'W', ...place, createdAt: testNow },
      });
    }
    // A SQLite database belongs to one process; PostgreSQL may have any number.
    const processes = provider === 'postgresql' ? 3 : 1;
    const racers = Array.from({ length: processes }, (_, n) =>
      racer(
        database.url,
        id,
        who.filter((_each, m) => m % processes === n),
      ),
    );
    await Promise.all(racers.map((each) => each.ready));
    const texts = (await Promise.all(racers.map((each) => each.go()))).flat();
    expect(texts).toHaveLength(admins);
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
    await standsFor(database.data, h.firmId);
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
      Array.from({ length: 10 }, () =>
        h.admin.ask({ kind: 'press', id: `connections.accept|${id}` }, 'the same delivery'),
      ),
    );
    expect(new Set(answers.map((answer) => JSON.stringify(answer))).size).toBe(1);
    expect(await db.audit.count({ where: { verb: 'connection.accept' } })).toBe(1);
  });
});
