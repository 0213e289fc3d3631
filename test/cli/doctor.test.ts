import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { SMTPServer } from 'smtp-server';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { doctorVerb } from '../../src/cli/doctor.ts';
import { databases, type TestDatabase } from '../database.ts';
import { typed } from './terminal.ts';

const doctor = async (env: Record<string, string>) => {
  const printed = await typed(['doctor', '--json'], [doctorVerb], env);
  const checks = printed.json().checks as { name: string; status: string; says: string }[];
  return { code: printed.code, out: printed.out, check: (name: string) => checks.find((each) => each.name === name) };
};

describe('doctor', () => {
  let folder: string;
  let fine: string;
  beforeAll(() => {
    folder = mkdtempSync(join(tmpdir(), 'carteira-doctor-'));
    fine = `file:${join(folder, 'new.db')}`;
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  it('lists every problem of the configuration at once, and no value', async () => {
    const { code, out } = await doctor({
      PORT: 'seventy',
      APP_SECRET: 'hunter2',
      SLACK_BOT_TOKEN: 'hunter3',
      DISCORD_TOKEN: 'hunter4',
    });
    expect(code).toBe(1);
    for (const name of ['PORT', 'APP_SECRET', 'SLACK_BOT_TOKEN', 'SLACK_SIGNING_SECRET', 'DISCORD_APPLICATION_ID'])
      expect(out).toContain(name);
    expect(out).not.toMatch(/hunter|seventy/);
  });

  it('is content with nothing set, and changes nothing', async () => {
    const printed = await typed(['doctor'], [doctorVerb], { DATABASE_URL: fine });
    expect(printed.code).toBe(0);
    expect(printed.out).toContain('Ainda não existe');
    expect(printed.out).toContain('Tudo certo.');
    expect((await doctor({ DATABASE_URL: fine })).check('database')?.says).toContain('Ainda não existe');
  });

  it('says what a file is that is no database', async () => {
    const file = join(folder, 'letter.db');
    writeFileSync(file, 'Prezado cliente, '.repeat(100));
    const { code, check } = await doctor({ DATABASE_URL: `file:${file}` });
    expect(code).toBe(1);
    expect(check('database')).toMatchObject({
      status: 'problem',
      says: expect.stringContaining('não é um banco de dados'),
    });
  });

  it('says that migrations are missing, or were changed', async () => {
    const file = join(folder, 'old.db');
    const database = new Database(file);
    database.exec(`CREATE TABLE "_prisma_migrations" ("migration_name" TEXT, "checksum" TEXT, "rolled_back_at" TEXT)`);
    const { code, check } = await doctor({ DATABASE_URL: `file:${file}` });
    expect(code).toBe(0);
    expect(check('migrations')).toMatchObject({ status: 'warn', says: expect.stringContaining('_init') });
    const name = /\d+_init/.exec(check('migrations')!.says)![0];
    database.prepare(`INSERT INTO "_prisma_migrations" VALUES (?, 'other', NULL)`).run(name);
    database.close();
    const changed = await doctor({ DATABASE_URL: `file:${file}` });
    expect(changed.code).toBe(1);
    expect(changed.check('migrations')?.says).toContain(`A migração ${name} mudou`);
  });

  it('says that a PostgreSQL does not answer', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as { port: number };
    await new Promise((resolve) => server.close(resolve));
    const { code, out, check } = await doctor({ DATABASE_URL: `postgresql://ana:hunter2@127.0.0.1:${port}/x` });
    expect(code).toBe(1);
    expect(check('database')?.says).toContain('não responde');
    expect(out).not.toContain('hunter2');
  });

  it('gives up on a server that accepts and stays silent', { timeout: 15_000 }, async () => {
    const server = createServer(() => undefined).listen(0, '127.0.0.1');
    await new Promise((resolve) => server.once('listening', resolve));
    const { port } = server.address() as { port: number };
    const started = Date.now();
    const { check } = await doctor({
      DATABASE_URL: `postgresql://127.0.0.1:${port}/x`,
      SMTP_URL: `smtp://127.0.0.1:${port}`,
    });
    server.close();
    expect(Date.now() - started).toBeLessThan(8000);
    expect(check('database')?.says).toContain('5 segundos');
    expect(check('mail')?.says).toContain('5 segundos');
  });

  it('tries the mail server, and warns of links that only open here', async () => {
    const server = new SMTPServer({
      logger: false,
      hideSTARTTLS: true,
      onAuth: ({ password }, _, done) => (password === 'right' ? done(null, { user: 'ana' }) : done(new Error('no'))),
      allowInsecureAuth: true,
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    const { port } = server.server.address() as { port: number };
    const good = await doctor({ DATABASE_URL: fine, SMTP_URL: `smtp://ana:right@127.0.0.1:${port}` });
    const bad = await doctor({ DATABASE_URL: fine, SMTP_URL: `smtp://ana:hunter2@127.0.0.1:${port}` });
    await new Promise<void>((resolve) => server.close(resolve));
    expect(good.code).toBe(0);
    expect(good.check('mail')?.status).toBe('ok');
    expect(good.check('address')).toMatchObject({ status: 'warn', says: expect.stringContaining('PUBLIC_URL') });
    expect(bad.code).toBe(1);
    expect(bad.check('mail')?.says).toContain('recusou o usuário ou a senha');
    expect(bad.out).not.toContain('hunter2');
  });
});

describe.each(databases)('doctor on $provider', ({ open }) => {
  let database: TestDatabase;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.drop());

  it('finds a database in order', async () => {
    const { code, check } = await doctor({ DATABASE_URL: database.url });
    expect(code).toBe(0);
    expect(check('database')?.status).toBe('ok');
    expect(check('migrations')?.status).toBe('ok');
  });
});
