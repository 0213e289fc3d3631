import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { firmEraseVerb, firmExportVerb } from '../../src/cli/firm.ts';
import { folderFiles } from '../../src/data/files/folder.ts';
import { receivedName, zipName } from '../../src/documents/service/kept.ts';
import type { House as Parts } from '../../src/firms/context.ts';
import { fates, isTold } from '../../src/rights/schema.ts';
import { endFirms, eraseFirm } from '../../src/rights/service/firm.ts';
import { words } from '../../src/words/index.ts';
import { typed } from '../cli/terminal.ts';
import { parts } from '../connections/fixture.ts';
import { databases, type TestDatabase } from '../database.ts';
import { button, house, labels, shown, testNow } from '../house.ts';
import { allTexts, mark, markClient, markFirm, markMember, marksIn } from './marked.ts';

const days = (n: number) => new Date(testNow.getTime() + n * 86_400_000);

describe.each(databases)('a firm that leaves, on $provider', ({ open }) => {
  let database: TestDatabase;
  let dataDir: string;
  let inside: Parts;
  beforeEach(async () => {
    database = await open();
    dataDir = mkdtempSync(join(tmpdir(), 'carteira-leave-'));
    inside = { ...parts(database.data), files: folderFiles(dataDir) };
  });
  afterEach(async () => {
    await database.drop();
    rmSync(dataDir, { recursive: true, force: true });
  });
  const db = () => database.data.db;

  /** A firm with all that a firm has, files too, and another beside it. */
  async function marked() {
    const firm = await markFirm(database.data, 'firm');
    await markClient(database.data, 'target', firm, 'connected');
    await markMember(database.data, 'leaver', firm);
    const elsewhere = await markFirm(database.data, 'elsewhere');
    await markClient(database.data, 'theirs', elsewhere, 'connected');
    const firmId = String(firm.firmId);
    for (const id of [firmId, String(elsewhere.firmId)]) {
      const received = await db().documentIn.findFirstOrThrow({ where: { firmId: id } });
      const item = await db().documentItem.findFirstOrThrow({ where: { firmId: id } });
      for (const path of [join(dataDir, receivedName(received)), join(dataDir, zipName(item))]) {
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, `papers of ${id}`);
      }
    }
    const before = await allTexts(database.data);
    return { firmId, elsewhereId: String(elsewhere.firmId), before };
  }
  const filesOf = (firmId: string) =>
    ['documents', 'received'].flatMap((folder) =>
      existsSync(join(dataDir, folder, firmId)) ? readdirSync(join(dataDir, folder, firmId)) : [],
    );

  it.each([
    ['at once', false],
    ['also after a kill in the middle', true],
  ])(
    'is gone from the database and the disk, %s; its clients are told, and nobody else is touched',
    async (_, killed) => {
      const { firmId, elsewhereId, before } = await marked();
      // What must still be said is waited for.
      expect(await eraseFirm(inside, firmId, testNow)).toBe('waiting');
      expect(await db().chatIdentity.count({ where: { firmId } })).toBe(0);
      const waiting = await db().outbox.findMany({ where: { firmId, state: 'pending' }, select: { kind: true } });
      expect(waiting.map((each) => each.kind).sort()).toEqual(['install.end', 'mail', 'mail', 'rights.farewell']);
      await db().outbox.updateMany({ where: { state: 'pending', firmId }, data: { state: 'sent', payload: '{}' } });
      if (killed) {
        let n = 0;
        const dying = new Proxy(database.data.db, {
          get: (of, name) => {
            if (name !== '$transaction') return Reflect.get(of, name) as unknown;
            return (...asked: Parameters<typeof of.$transaction>) => {
              if (++n === 4) throw new Error('killed');
              return of.$transaction(...asked);
            };
          },
        });
        await expect(eraseFirm({ ...inside, data: { ...database.data, db: dying } }, firmId, testNow)).rejects.toThrow(
          'killed',
        );
      }
      await endFirms(inside, testNow);
      const after = await allTexts(database.data);
      // Keys of deliveries, and what a workspace takes, are of nobody, and last for days.
      for (const tag of ['firm', 'target', 'leaver'])
        expect(
          marksIn(after, tag).filter((where) => !/^(Learnt|Delivery|Duty)\./.test(where)),
          tag,
        ).toEqual([]);
      for (const tag of ['elsewhere', 'theirs']) expect(marksIn(after, tag)).toEqual(marksIn(before, tag));
      expect(filesOf(firmId)).toEqual([]);
      expect(filesOf(elsewhereId)).toHaveLength(2);
      await endFirms(inside, testNow);
    },
  );

  it('takes everything along: all that the table tells, and the documents, and no key', async () => {
    const { firmId, before } = await marked();
    const folder = join(dataDir, 'taken');
    const env = {
      DATABASE_URL: database.url,
      DATA_DIR: dataDir,
      APP_SECRET: 'a secret of at least thirty-two characters',
    };
    const cli = (...line: string[]) => typed(line, [firmExportVerb, firmEraseVerb], env);
    const printed = await cli('firm', 'export', folder, '--firm', firmId, '--json');
    expect(printed.json(), printed.err).toMatchObject({ ok: true, folder });
    const text = readdirSync(folder)
      .filter((name) => name.endsWith('.jsonl'))
      .map((name) => readFileSync(join(folder, name), 'utf8'))
      .join('\n');
    for (const tag of ['firm', 'target', 'leaver']) {
      const told = marksIn(before, tag).filter((where) => {
        const [model = '', column = ''] = where.split('.');
        return fates[model]?.firm.where && isTold(model, column, 'firm');
      });
      expect(
        told.filter((where) => !marksIn(text, tag).includes(where)),
        `${tag}: kept, and not taken along`,
      ).toEqual([]);
    }
    // With the firm go the accounts that are tied to no other: that there are keys to them, and of when, is told; the keys are not.
    const lines = (model: string) =>
      readFileSync(join(folder, `${model}.jsonl`), 'utf8')
        .trim()
        .split('\n')
        .map((line) => JSON.parse(line) as Record<string, unknown>);
    const email = mark('target', 'Account', 'email');
    for (const model of ['Account', 'Link', 'Session', 'ConnectionAsk']) {
      const mine = lines(model).filter((row) => row.email === email);
      expect(mine, model).toHaveLength(1);
      expect(Object.values(mine[0]!).join(), model).toMatch(/202\d-/);
    }
    // Whom another firm has as well stays, and so does what is theirs.
    expect(text).not.toContain(mark('theirs', 'Account', 'email'));
    for (const tag of ['elsewhere', 'theirs']) expect(marksIn(text, tag)).toEqual([]);
    expect(text).not.toMatch(/"(tokens|hash|payload)":/);
    expect((await cli('firm', 'export', folder, '--firm', firmId)).code).toBe(1);
    // Ending it wants its name, and that all has been said.
    expect((await cli('firm', 'erase', '--firm', firmId, '--confirm', 'Outro')).code).toBe(2);
    const { name } = await db().firm.findUniqueOrThrow({ where: { id: firmId } });
    expect((await cli('firm', 'erase', '--firm', firmId, '--confirm', name, '--json')).json()).toMatchObject({
      state: 'waiting',
    });
    expect((await cli('firm', 'erase', '--firm', firmId, '--confirm', name, '--now', '--json')).json()).toMatchObject({
      state: 'gone',
    });
    expect(await db().firm.count({ where: { id: firmId } })).toBe(0);
    // Each line typed is a start of the command, migrations and all.
  }, 60_000);

  it('leaves what it says it leaves: whoever has another firm here keeps the account, and what is of that firm', async () => {
    const { firmId, elsewhereId } = await marked();
    const both = await db().account.findUniqueOrThrow({ where: { email: mark('theirs', 'Account', 'email') } });
    const alone = await db().account.findUniqueOrThrow({ where: { email: mark('target', 'Account', 'email') } });
    await db().client.update({
      where: { id: (await db().client.findFirstOrThrow({ where: { firmId } })).id },
      data: { accountId: both.id },
    });
    const before = await allTexts(database.data);
    expect(await eraseFirm(inside, firmId, testNow, { now: true })).toBe('gone');
    expect(await db().account.findUnique({ where: { id: both.id } })).toEqual(both);
    expect(await db().client.findFirstOrThrow({ where: { firmId: elsewhereId } })).toMatchObject({
      accountId: both.id,
      situation: 'connected',
    });
    expect(await db().session.count({ where: { email: both.email } })).toBe(1);
    expect(marksIn(await allTexts(database.data), 'theirs')).toEqual(marksIn(before, 'theirs'));
    expect(await db().account.findUnique({ where: { id: alone.id } })).toBeNull();
    expect(await db().session.count({ where: { email: alone.email } })).toBe(0);
  });

  it('is ended in chat by an admin, after a week in which anybody of them may think again', async () => {
    let now = testNow;
    const h = await house(database.data, { clock: () => now });
    const settings = await h.admin.type('/configurar');
    const asked = await h.admin.press(button(settings, 'Encerrar a conta'));
    expect(shown(asked)).toContain('node dist/cli.js firm export');
    for (const said of ['closeGoes', 'closeStays', 'closeChat'] as const)
      expect(shown(asked)).toContain(words['pt-BR'].rights.firm[said]);
    const closing = await h.admin.press(button(asked, 'Encerrar a conta'));
    expect(shown(closing)).toContain('A conta será encerrada em 23/11/2026');
    expect(labels(await h.analyst.type('/configurar'))).not.toContain('Manter a conta');
    await endFirms(inside, days(6));
    expect(await db().firm.count({ where: { id: h.firmId } })).toBe(1);
    expect(shown(await h.admin.press(button(await h.admin.type('/configurar'), 'Manter a conta')))).toContain(
      'A conta continua',
    );
    await endFirms(inside, days(8));
    expect(await db().firm.count({ where: { id: h.firmId } })).toBe(1);
    await h.admin.press(
      button(await h.admin.press(button(await h.admin.type('/configurar'), 'Encerrar a conta')), 'Encerrar a conta'),
    );
    now = days(8);
    await endFirms(inside, now);
    expect(await db().firm.count({ where: { id: h.firmId } })).toBe(0);
    expect(await db().firm.count({ where: { id: h.otherFirmId } })).toBe(1);
    expect((await h.admin.type('/configurar')).title).not.toBe('Configurações');
  });
});
