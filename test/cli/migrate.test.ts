import { mkdtempSync, readdirSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { migrateVerb } from '../../src/cli/migrate.ts';
import { typed } from './terminal.ts';

it('applies what is missing, says which, and then has nothing to do', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'carteira-migrate-'));
  const env = { DATABASE_URL: `file:${join(folder, 'new.db')}` };
  const all = readdirSync('prisma/migrations/sqlite').filter((name) => /^\d+_/.test(name));
  const first = await typed(['migrate', '--json'], [migrateVerb], env);
  expect([first.code, first.json()]).toEqual([0, { ok: true, applied: all.sort() }]);
  expect(statSync(join(folder, 'new.db')).mode & 0o077).toBe(0);
  const again = await typed(['migrate'], [migrateVerb], env);
  expect([again.code, again.out]).toEqual([0, 'Nada a fazer: o banco de dados já tem todas as migrações.\n']);
  rmSync(folder, { recursive: true, force: true });
});
