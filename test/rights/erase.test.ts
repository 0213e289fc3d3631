import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import { removeClient } from '../../src/clients/service/remove.ts';
import { eraseAccount, resumeErasures } from '../../src/connections/service/erase.ts';
import type { Data } from '../../src/data/client.ts';
import { contextOf } from '../../src/firms/context.ts';
import { fateOf, fates, isTold } from '../../src/rights/schema.ts';
import { eraseClient, purgeDeleted } from '../../src/rights/service/client.ts';
import { eraseMember } from '../../src/rights/service/member.ts';
import { exportAccount, exportClient } from '../../src/rights/service/tell.ts';
import type { Subject } from '../../src/rights/subjects.ts';
import { parts } from '../connections/fixture.ts';
import { databases, type TestDatabase } from '../database.ts';
import { testNow } from '../house.ts';
import { allTexts, columns, mark, markClient, markFirm, markMember, marksIn } from './marked.ts';

const later = (minutes: number) => new Date(testNow.getTime() + minutes * 60_000);

/** What the table lets stay of what was marked. */
const allowed = (before: readonly string[], subject: Subject) =>
  before.filter((where) => {
    const [model = '', column = ''] = where.split('.');
    const fate = fateOf(model, column, subject);
    return fate === 'kept' || fate === 'theirs';
  });

describe.each(databases)('gone is gone on $provider', ({ open }) => {
  let database: TestDatabase;
  let data: Data;
  /** What stands of somebody once all that was on its way has arrived: where a message stood is said until it is overwritten. */
  const left = async (tag: string) => {
    await data.db.outbox.deleteMany({ where: { kind: 'rights.blank' } });
    return marksIn(await allTexts(data), tag);
  };
  // What is loaded once is no test's time.
  beforeAll(async () => {
    const first = await open();
    await markFirm(first.data, 'first');
    await first.drop();
  });
  afterEach(() => database.drop());

  /** A firm with two clients and somebody who has left, and another firm beside it, all marked. */
  async function marked(situation?: string) {
    database = await open();
    data = database.data;
    const firm = await markFirm(data, 'firm');
    const target = await markClient(data, 'target', firm, situation);
    await markClient(data, 'other', firm, situation);
    const leaver = await markMember(data, 'leaver', firm);
    const elsewhere = await markFirm(data, 'elsewhere');
    await markClient(data, 'theirs', elsewhere, situation);
    const all = await allTexts(data);
    const before: Record<string, string[]> = {};
    for (const tag of ['firm', 'target', 'other', 'leaver', 'elsewhere', 'theirs']) before[tag] = marksIn(all, tag);
    const row = await data.db.firm.findUniqueOrThrow({ where: { id: String(firm.firmId) } });
    const ctx = () =>
      contextOf(parts(data), {
        firm: { id: row.id, name: row.name, timeZone: row.timeZone, version: 0 },
        actor: { kind: 'system', id: 'test' },
        from: 'test',
        now: testNow,
      });
    /** Nothing about anybody else has changed. */
    const untouched = async (...tags: string[]) => {
      const now = await allTexts(data);
      // A list between preview and import, and what undoes one, may name anybody: of all that a firm has, they alone go with any client.
      const rest = (marks: readonly string[]) =>
        marks.filter((where) => !/^(Upload|ImportUndo|ImportUndoPart)\./.test(where));
      for (const tag of tags) expect(rest(marksIn(now, tag)), tag).toEqual(rest(before[tag]!));
    };
    return {
      ctx,
      before,
      untouched,
      clientId: String(target.clientId),
      memberId: String(leaver.memberId),
      target,
      firm,
    };
  }

  it('marks every text of every model, so that nothing hides', async () => {
    const { before } = await marked();
    const all = new Set(Object.values(before).flat());
    const free = new Set([
      'state',
      'kind',
      'key',
      'subject',
      'lease',
      'place',
      'askedBy',
      'runningKey',
      'situation',
      'direction',
    ]);
    const meant =
      /^(Account\.locale|Link\.email|ConnectionAsk\.email|ProvenAddress\.email|Session\.email|Grant\.tokens|DocumentJob\.message|Firm\.(timeZone|email|phone|locale)|Member\.role)$/;
    const unmarked = [...columns()].flatMap(([model, names]) =>
      names
        .filter(({ name, type }) => type === 'String' && !/Id$|^id$|^hash$|^token$/.test(name) && !free.has(name))
        .map(({ name }) => `${model}.${name}`)
        .filter((where) => !meant.test(where) && !all.has(where)),
    );
    expect(unmarked, 'test/rights/marked.ts puts no mark there').toEqual([]);
  });

  it.each(['removed by the firm', 'erased by the firm'] as const)(
    'leaves of a client who was %s what the table says',
    async (way) => {
      const { ctx, before, untouched, clientId } = await marked();
      if (way === 'erased by the firm') expect(await eraseClient(ctx(), clientId)).toBe(true);
      else {
        expect((await removeClient(ctx(), clientId)).kind).toBe('removed');
        expect(await purgeDeleted(parts(data), later(61))).toBe(1);
      }
      expect(await left('target')).toEqual(allowed(before.target!, 'client'));
      await untouched('other', 'firm', 'leaver', 'elsewhere', 'theirs');
    },
  );

  it.each([
    ['at once', undefined],
    ['after a kill before the first firm', 1],
    ['after a kill before the last act', 2],
  ])('leaves of an account that its client erases what the table says, %s', async (_, end) => {
    const { before, untouched } = await marked('connected');
    let n = 0;
    const db = new Proxy(data.db, {
      get: (of, name) => {
        if (name !== '$transaction') return Reflect.get(of, name) as unknown;
        return (...asked: Parameters<typeof of.$transaction>) => {
          if (n++ === end) throw new Error('killed');
          return of.$transaction(...asked);
        };
      },
    });
    const erasing = eraseAccount(parts({ ...data, db }), mark('target', 'Account', 'email'), testNow);
    if (end === undefined) await erasing;
    else {
      await expect(erasing).rejects.toThrow('killed');
      await resumeErasures(parts(data), later(1));
    }
    expect(await left('target')).toEqual(allowed(before.target!, 'account'));
    await untouched('other', 'leaver', 'elsewhere', 'theirs');
    expect(await data.db.account.count({ where: { erasingAt: { not: null } } })).toBe(0);
  });

  it('leaves of somebody who left the firm what the table says', async () => {
    const { ctx, before, untouched, memberId } = await marked();
    expect(await eraseMember(ctx(), memberId)).toBe(true);
    expect(await eraseMember(ctx(), memberId)).toBe(false);
    expect(await left('leaver')).toEqual(allowed(before.leaver!, 'member'));
    await untouched('firm', 'target', 'other', 'elsewhere', 'theirs');
  });

  it('tells a firm and a person of all that is kept about them, and opens no door', async () => {
    const { ctx, before, clientId } = await marked();
    const told = (subject: Subject) =>
      before.target!.filter((where) => {
        const [model = '', column = ''] = where.split('.');
        return fates[model]?.[subject].where && isTold(model, column, subject);
      });
    const [page, json] = (await exportClient(ctx(), clientId))!;
    const text = new TextDecoder().decode(json!.bytes);
    // The address of the account stands in letters to it; it is theirs to know.
    expect(marksIn(text, 'target').filter((where) => where !== 'Account.email')).toEqual(told('client'));
    for (const tag of ['other', 'leaver', 'elsewhere', 'theirs']) expect(marksIn(text, tag)).toEqual([]);
    const own = (await exportAccount(parts(data), mark('target', 'Account', 'email'), testNow))!;
    const said = JSON.stringify(own.json);
    expect(marksIn(said, 'target').filter((where) => where !== 'ConnectionAsk.textVersion')).toEqual(
      told('account').filter((where) => where !== 'ConnectionAsk.textVersion'),
    );
    for (const tag of ['other', 'leaver', 'elsewhere', 'theirs']) expect(marksIn(said, tag)).toEqual([]);
    for (const each of [page!.bytes, own.page]) {
      const html = new TextDecoder().decode(each);
      expect(html).not.toMatch(/[0-9a-f]{8}-[0-9a-f]{4}-7/);
      expect(html).not.toContain('9999-12-31');
    }
  });

  it('knows who is meant: another client with the same e-mail and name keeps requests, letters and buttons', async () => {
    const { ctx, clientId, target } = await marked();
    const { db } = data;
    const same = { email: 'fiscal@grupo.com.br', name: 'Grupo Oliveira Matriz' };
    const other = await db.client.findFirstOrThrow({ where: { email: mark('other', 'Client', 'email') } });
    await db.client.updateMany({ where: { id: { in: [clientId, other.id] } }, data: same });
    await db.connectionRequest.updateMany({
      where: { clientId: other.id },
      data: { email: same.email, state: 'pending' },
    });
    await db.connectionRequest.updateMany({ where: { id: String(target.requestId) }, data: { email: same.email } });
    expect(await eraseClient(ctx(), clientId)).toBe(true);
    expect(await db.connectionRequest.findFirstOrThrow({ where: { clientId: other.id } })).toMatchObject({
      email: same.email,
      state: 'pending',
    });
    expect(await db.client.findUniqueOrThrow({ where: { id: other.id } })).toMatchObject(same);
    expect(await db.connectionRequest.findUniqueOrThrow({ where: { id: String(target.requestId) } })).toMatchObject({
      email: '',
    });
  });
});
