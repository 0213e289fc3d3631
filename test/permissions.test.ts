import { spawnSync } from 'node:child_process';
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { keepPrivate } from '../src/permissions.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'carteira-private-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const mode = (path: string) => (statSync(path).mode & 0o777).toString(8);

it('what the command line makes is for its own user only: database, backup, folders', () => {
  const env = {
    PATH: process.env.PATH,
    DATABASE_URL: `file:${join(folder, 'deep', 'own.db')}`,
    APP_SECRET: 'x'.repeat(40),
  };
  const run = (...line: string[]) =>
    spawnSync('node_modules/.bin/tsx', ['src/cli.ts', ...line], { env, encoding: 'utf8', timeout: 60_000 });
  const made = run('firm', 'create', '--name', 'Horizonte', '--email', 'a@b.com.br', '--admin', 'Ana');
  expect(made.stderr).toBe('');
  expect(run('backup', join(folder, 'copy.db')).status).toBe(0);
  const found = readdirSync(folder, { recursive: true, withFileTypes: true }).map((entry) => {
    const path = join(entry.parentPath, entry.name);
    return [entry.name, entry.isDirectory() ? 'folder' : 'file', mode(path)];
  });
  expect(found.length).toBeGreaterThan(2);
  for (const [name, kind, bits] of found) expect([name, bits]).toEqual([name, kind === 'folder' ? '700' : '600']);
});

it('what an older version left open is closed at start', () => {
  const file = join(folder, 'old.db');
  const files = [file, `${file}-wal`, `${file}-shm`, `${file}.secret`];
  for (const path of files) writeFileSync(path, '', { mode: 0o644 });
  const dataDir = join(folder, 'old-files');
  mkdirSync(dataDir);
  for (const path of files) chmodSync(path, 0o644);
  chmodSync(dataDir, 0o755);
  keepPrivate({ databaseUrl: `file:${file}`, dataDir });
  expect(files.map(mode)).toEqual(['600', '600', '600', '600']);
  expect(mode(dataDir)).toBe('700');
  // Nobody's business: the folder that the database happens to lie in.
  chmodSync(folder, 0o755);
  keepPrivate({ databaseUrl: `file:${file}`, dataDir });
  expect(mode(folder)).toBe('755');
});
