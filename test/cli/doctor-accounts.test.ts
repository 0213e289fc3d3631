import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createStandIn, type StandIn } from '../../adapters/conta-azul/stand-in/server.ts';
import { doctorVerb } from '../../src/cli/doctor.ts';
import { newId } from '../../src/data/id.ts';
import { receivedName, zipName } from '../../src/documents/service/kept.ts';
import { scene as accountScene, type Scene } from '../accounts/fixture.ts';
import { databases } from '../database.ts';
import { testNow } from '../house.ts';
import { typed } from './terminal.ts';

const doctor = async (env: Record<string, string>, ...more: string[]) => {
  const printed = await typed(['doctor', '--json', ...more], [doctorVerb], env);
  const checks = printed.json().checks as { name: string; status: string; says: string }[];
  const of = (name: string) =>
    checks.filter((each) => each.name === name).map(({ status, says }) => `${status}: ${says}`);
  return { code: printed.code, out: printed.out, of };
};

describe('doctor, of the configuration', () => {
  // One of each kind of problem.
  const wrong: readonly Record<string, string>[] = [
    {
      PORT: 'x',
      DATABASE_URL: 'mysql://x/y',
      SMTP_URL: 'x',
      PUBLIC_URL: 'x',
      APP_SECRET: 'x',
      LOG_LEVEL: 'loud',
      DISCORD_PUBLIC_KEY: 'x',
    },
    { SLACK_BOT_TOKEN: 'x', SLACK_APP_TOKEN: 'x', DISCORD_APPLICATION_ID: 'x' },
    { SLACK_BOT_TOKEN: 'xoxb-1', CONTA_AZUL_CLIENT_ID: 'x' },
    { SLACK_APP_TOKEN: 'xapp-1', CONTA_AZUL_CLIENT_SECRET: 'x', DISCORD_TOKEN: 'x' },
    { CONSOLE: 'on', HOST: '0.0.0.0' },
  ];

  it('speaks the language that is asked for', async () => {
    for (const env of wrong) {
      const [portuguese, english] = await Promise.all([doctor(env), doctor(env, '--lang', 'en')]);
      const said = english.of('config');
      expect(said.length).toBeGreaterThan(0);
      expect(portuguese.of('config')).toHaveLength(said.length);
      for (const each of portuguese.of('config')) {
        expect(said).not.toContain(each);
        expect(each).not.toMatch(/\b(must|missing|Invalid|needs|expected)\b/);
      }
    }
  });
});

describe('doctor, of clients’ files', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'carteira-doctor-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  it('says what lies there, and how much room is left', async () => {
    const env = { DATABASE_URL: `file:${join(folder, 'x.db')}`, DATA_DIR: join(folder, 'files') };
    expect((await doctor(env)).of('files')).toEqual([
      expect.stringMatching(/^ok: .*files, que ainda será criada; .+ livres\.$/),
    ]);
    const firmId = newId();
    for (const path of [
      join(env.DATA_DIR, zipName({ firmId, id: newId() })),
      join(env.DATA_DIR, receivedName({ firmId, id: newId() })),
    ]) {
      mkdirSync(join(path, '..'), { recursive: true });
      writeFileSync(path, Buffer.alloc(2048));
    }
    expect((await doctor(env)).of('files')[0]).toMatch(
      /: 1 arquivo de documentos exportados \(2.+\), 1 recebido de clientes \(2.+\); .+ livres\.$/,
    );
    expect((await doctor(env, '--lang', 'en')).of('files')[0]).toMatch(
      /: 1 file of exported documents \(2.+\), 1 received from clients/,
    );
  });

  it('says that it cannot be used', async () => {
    const file = join(folder, 'no-folder');
    writeFileSync(file, 'x');
    chmodSync(file, 0o400);
    const { code, of } = await doctor({ DATABASE_URL: `file:${join(folder, 'x.db')}`, DATA_DIR: join(file, 'files') });
    expect(code).toBe(1);
    expect(of('files')).toEqual([expect.stringMatching(/^problem: Não é possível ler ou escrever em .+DATA_DIR/)]);
  });
});

describe('doctor, of Conta Azul', () => {
  let fake: StandIn;
  let address: string;
  let folder: string;
  beforeAll(async () => {
    fake = createStandIn({ companies: [], clientId: 'an-app', clientSecret: 'hunter2' });
    address = await fake.listen();
    folder = mkdtempSync(join(tmpdir(), 'carteira-doctor-'));
  });
  afterAll(async () => {
    await fake.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const env = () => ({
    DATABASE_URL: `file:${join(folder, 'x.db')}`,
    CONTA_AZUL_CLIENT_ID: 'an-app',
    CONTA_AZUL_CLIENT_SECRET: 'hunter2',
    CONTA_AZUL_AUTHORIZE_URL: `${address}/#/oauth/authorize`,
    CONTA_AZUL_TOKEN_URL: `${address}/oauth/token`,
    CONTA_AZUL_API_URL: address,
  });

  it('says that it is not set up, or that a stand-in answers', async () => {
    expect((await doctor({ DATABASE_URL: env().DATABASE_URL })).of('accounts')).toEqual([
      'off: Não configurado (CONTA_AZUL_CLIENT_ID, CONTA_AZUL_CLIENT_SECRET).',
    ]);
    expect((await doctor({ DATA_DIR: folder })).of('accounts')).toEqual([expect.stringContaining('simulador')]);
  });

  it('finds it in order, and changes nothing there', async () => {
    const { code, out, of } = await doctor(env());
    expect(of('accounts')).toEqual(['ok: Os endereços respondem e o aplicativo é reconhecido.']);
    expect(code).toBe(0);
    expect(out).not.toContain('hunter2');
    expect(fake.state.connections.size).toBe(0);
  });

  it('says which address does not answer, and that the application is not known', async () => {
    const wrong = await doctor({ ...env(), CONTA_AZUL_CLIENT_SECRET: 'hunter3' });
    expect(wrong.code).toBe(1);
    expect(wrong.of('accounts')).toEqual([expect.stringContaining('não reconhece o aplicativo')]);
    expect(wrong.out).not.toContain('hunter3');
    const nowhere = 'http://127.0.0.1:1';
    for (const name of ['CONTA_AZUL_AUTHORIZE_URL', 'CONTA_AZUL_TOKEN_URL', 'CONTA_AZUL_API_URL'])
      expect((await doctor({ ...env(), [name]: nowhere })).of('accounts')).toEqual([
        expect.stringContaining(`${name} não responde`),
      ]);
  });
});

describe.each(databases)('doctor, of authorisations on $provider', ({ open }) => {
  let s: Scene;
  beforeEach(async () => {
    s = await accountScene(open);
  });
  afterEach(() => s.stop());

  it('counts them by how they stand', async () => {
    const env = { DATABASE_URL: s.database.url, DATA_DIR: tmpdir() };
    expect((await doctor(env)).of('authorizations')).toEqual([]);
    await s.authorize('bakery');
    await s.authorize('haulier');
    await s.data.db.grant.updateMany({
      where: { clientId: s.clients.haulier },
      data: { state: 'revoked', changedAt: testNow },
    });
    expect((await doctor(env)).of('authorizations')).toEqual(['ok: 1 ativa, 1 revogada.']);
    expect((await doctor(env, '--lang', 'en')).of('authorizations')).toEqual(['ok: 1 active, 1 revoked.']);
    // They are of no use without the application.
    expect((await doctor(env)).of('accounts')).toEqual([expect.stringMatching(/^problem: Não configurado/)]);
  });
});
