import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { resumeErasures } from '../../src/connections/service/erase.ts';
import { backupSqlite } from '../../src/data/backup.ts';
import { folderFiles } from '../../src/data/files/folder.ts';
import { forgetSender } from '../../src/documents/service/forget.ts';
import { receivedName, zipName } from '../../src/documents/service/kept.ts';
import { contextOf } from '../../src/firms/context.ts';
import { storedMails } from '../../src/jobs/reads.ts';
import type { Log } from '../../src/kit/ctx.ts';
import { fateOf } from '../../src/rights/schema.ts';
import { eraseClient } from '../../src/rights/service/client.ts';
import type { Subject } from '../../src/rights/subjects.ts';
import { parts } from '../connections/fixture.ts';
import { childOf } from '../data/child.ts';
import { databases, type TestDatabase } from '../database.ts';
import { testNow, testSecret } from '../house.ts';
import { allTexts, mark, markClient, markFirm, marksIn } from './marked.ts';

const program = fileURLToPath(new URL('./killed.ts', import.meta.url));

describe.each(databases)('an erasure whose process is killed, on $provider', ({ provider, open }) => {
  let database: TestDatabase;
  let dataDir: string;
  beforeEach(async () => {
    database = await open();
    dataDir = mkdtempSync(join(tmpdir(), 'carteira-killed-'));
  });
  afterEach(async () => {
    await database.drop();
    rmSync(dataDir, { recursive: true, force: true });
  });

  it.each([
    ['client', '0', 'client'],
    ['account', '1', 'account'],
  ] as const)(
    'leaves all of the %s until it is done, and then nothing: tables, files, backup, mailbox, logs',
    async (what, end, subject) => {
      const { data, url } = database;
      const firm = await markFirm(data, 'firm');
      const target = await markClient(data, 'target', firm, what === 'client' ? 'not_connected' : 'connected');
      const [firmId, clientId] = [String(firm.firmId), String(target.clientId)];
      const files = [
        join(dataDir, receivedName(await data.db.documentIn.findFirstOrThrow({ where: { clientId } }))),
        join(dataDir, zipName(await data.db.documentItem.findFirstOrThrow({ where: { clientId } }))),
      ];
      for (const path of files) {
        mkdirSync(dirname(path), { recursive: true });
        writeFileSync(path, 'papers');
      }
      const marks = async () => marksIn(await allTexts(data), 'target');
      const before = await marks();
      const who = what === 'client' ? clientId : mark('target', 'Account', 'email');
      expect(await childOf(program, what, url, firmId, who, end)).toBe('SIGKILL');
      // Nothing by halves.
      expect(await marks()).toEqual(before);

      const lines: string[] = [];
      const write = (fields: object, message: string) => void lines.push(JSON.stringify(fields), message);
      const log: Log = { info: write, warn: write, error: write };
      const house = { ...parts(data), files: folderFiles(dataDir), log };
      if (what === 'account') await resumeErasures(house, testNow);
      else {
        const ctx = contextOf(house, {
          firm: { id: firmId, name: '', timeZone: 'America/Sao_Paulo', version: 0 },
          actor: { kind: 'system', id: 'test' },
          from: 'test',
          now: testNow,
        });
        expect(await eraseClient(ctx, who)).toBe(true);
      }
      const forget = forgetSender(folderFiles(dataDir));
      for (const { payload } of await data.db.outbox.findMany({ where: { kind: 'documents.forget' } }))
        await forget.send(JSON.parse(payload), { key: 'k' });
      expect(files.filter((path) => existsSync(path))).toEqual([]);

      const stays = (where: string, of: Subject) => {
        const [model = '', column = ''] = where.split('.');
        return ['kept', 'theirs'].includes(String(fateOf(model, column, of)));
      };
      const gone = before.filter((where) => !stays(where, subject));
      expect(gone.length).toBeGreaterThan(20);
      const leaked = (text: string) => marksIn(text, 'target').filter((where) => gone.includes(where));
      await data.db.outbox.deleteMany({ where: { kind: 'rights.blank' } });
      expect(leaked(await allTexts(data))).toEqual([]);
      expect(leaked(JSON.stringify(await storedMails(data, testSecret, 'carteira@localhost')))).toEqual([]);
      expect(marksIn(lines.join('\n'), 'target')).toEqual([]);
      if (provider !== 'sqlite') return;
      await data.truncateLog();
      const backup = join(dataDir, 'backup.db');
      expect(backupSqlite(url, backup)).toBeGreaterThan(0);
      const main = url.slice('file:'.length);
      for (const path of [backup, main, `${main}-wal`].filter((each) => existsSync(each)))
        expect(leaked(readFileSync(path, 'latin1')), path).toEqual([]);
    },
    60_000,
  );
});
