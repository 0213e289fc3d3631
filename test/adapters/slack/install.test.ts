import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { needed } from '../../../adapters/slack/manifest.ts';
import { newId } from '../../../src/data/id.ts';
import { contextOf } from '../../../src/firms/context.ts';
import { spacedCode } from '../../../src/firms/schema.ts';
import { createLinkCode } from '../../../src/firms/service/code.ts';
import { createFirm } from '../../../src/firms/service/setup.ts';
import { installsOf } from '../../../src/installs/service/port.ts';
import { databases, type TestDatabase } from '../../database.ts';
import { aurora, startLinked } from '../../fakes/slack/linked.ts';

type Bot = Awaited<ReturnType<typeof startLinked>>;
const text = (message: { blocks: object[] } | undefined) => JSON.stringify(message?.blocks ?? []);
/** What stands there in the end: some answers come behind the acknowledgement. */
const sees = (person: ReturnType<Bot['person']>, what: string | RegExp) =>
  vi.waitFor(() => expect(text(person.messages().at(-1))).toMatch(what), 3000);
const lua = { id: 'T0000002', name: 'Lua Assessoria' };

describe.each(databases)('Slack by a link, on $provider', ({ open }) => {
  let database: TestDatabase;
  let bot: Bot;
  beforeEach(async () => {
    database = await open();
    bot = await startLinked(database.data);
  });
  afterEach(async () => {
    await bot.stop();
    await database.drop();
  });
  const db = () => database.data.db;
  const rows = () => db().installation.findMany({ orderBy: { id: 'asc' } });
  const system = (firm = { id: '', name: '', timeZone: 'America/Sao_Paulo', version: 0 }) =>
    contextOf(bot.house, { firm, actor: { kind: 'system', id: 'cli' }, from: 'cli', now: new Date() });
  const firm = async () => {
    const { firmId, firmName } = await createFirm(system(), {
      firmName: 'Horizonte',
      admin: { name: 'Marina', email: 'marina@horizonte.com.br' },
    });
    return { id: firmId, name: firmName, timeZone: 'America/Sao_Paulo', version: 0 };
  };
  const later = () => new Date(Date.now() + 3_600_000);
  const left = async (workspace = aurora.id) =>
    vi.waitFor(async () =>
      expect(await db().installation.findFirst({ where: { workspace } })).toMatchObject({ state: 'left', tokens: '' }),
    );

  it('is added, answers there with that workspace’s own token, and stops when it is taken out', async () => {
    const { page } = await bot.begin();
    const asked = new URL(page).searchParams;
    expect(asked.get('scope')?.split(',')).toEqual(expect.arrayContaining([...needed(bot.url)]));
    expect(asked.get('redirect_uri')).toBe(`${bot.url}/slack/oauth_redirect`);

    expect(await bot.add()).toMatch(/^200 .*Aurora Contábil/s);
    const [row] = await rows();
    expect(row).toMatchObject({ workspace: aurora.id, whole: false, state: 'active' });
    expect(row!.tokens).not.toMatch(/xox/);
    expect(await db().firm.findMany()).toMatchObject([{ name: aurora.name }]);

    // Whoever added it is the first admin, and is written to.
    await bot.outbox.drain();
    const person = bot.person();
    await sees(person, 'Obrigado por adicionar');
    await person.command('equipe');
    await sees(person, aurora.name);
    const told = bot.fake.state.calls.filter(({ method }) => method === 'chat.postMessage');
    expect(told.map(({ as }) => as)).toEqual([aurora.id]);

    // Taken out: tokens are gone at once, and whoever still writes is told how it comes back.
    bot.fake.state.oauth.end(aurora.id);
    expect(await bot.event({ type: 'app_uninstalled' }, { team_id: aurora.id }, later())).toBe(200);
    await left();
    await person.command('equipe');
    await sees(person, '/slack/install');
    expect(bot.fake.state.refused).toEqual([]);
  });

  it('offers what Configurar fills in, to whoever added it', async () => {
    await bot.add();
    await bot.outbox.drain();
    const person = bot.person();
    await person.press('Configurar');
    await vi.waitFor(() => expect(person.form()).toBeDefined());
    await person.submit({ 'Nome do escritório': 'Aurora', 'E-mail para pedidos': 'contato@aurora.com.br' });
    await vi.waitFor(async () =>
      expect(await db().firm.findFirst()).toMatchObject({ name: 'Aurora', email: 'contato@aurora.com.br' }),
    );
  });

  it('is not added by somebody who cancels, nor by an address that is used, old, or another browser’s', async () => {
    const { oauth } = bot.fake.state;
    const first = await bot.begin();
    expect(first.status).toBe(302);
    const cancelled = await bot.get(oauth.consent(first.page, 'cancel', { team: aurora }), first.cookie);
    expect([cancelled.status, await cancelled.text()]).toEqual([200, expect.stringContaining('Nada foi instalado')]);
    expect(cancelled.headers.get('content-security-policy')).toContain("default-src 'none'");

    const back = oauth.consent(first.page, 'allow', { team: aurora });
    for (const cookie of ['', 'slack-app-oauth-state=another'])
      expect((await bot.get(back, cookie)).status, `with ${cookie || 'no cookie'}`).toBe(400);
    const forged = new URL(back);
    forged.searchParams.set('state', 'made-up');
    expect((await bot.get(forged.href, 'slack-app-oauth-state=made-up')).status).toBe(400);
    expect(await rows()).toEqual([]);

    // A refused browser has spent nothing; the second time is one too many.
    expect((await bot.get(back, first.cookie)).status).toBe(200);
    const again = oauth.consent(first.page, 'allow', { team: lua });
    expect((await bot.get(again, first.cookie)).status).toBe(400);
    expect((await rows()).map(({ workspace }) => workspace)).toEqual([aurora.id]);
    expect((await bot.get(`${bot.url}/slack/oauth_redirect`)).status).toBe(400);
  });

  it('says so when Slack does not finish, and keeps nothing', async () => {
    bot.fake.state.trouble.set('oauth.v2.access', [{ error: 'internal_error' }]);
    expect(await bot.add()).toMatch(/^502 /);
    expect(await rows()).toEqual([]);
    expect(await db().firm.count()).toBe(0);
  });

  it('brings a second workspace into the firm whose code the link carries, once', async () => {
    const known = await firm();
    // As /equipe and the command line show it.
    const code = spacedCode(await createLinkCode(system(known)));
    expect(await bot.add({ team: aurora }, code)).toContain('Horizonte');
    expect(await db().workspace.findMany()).toMatchObject([{ firmId: known.id, workspace: aurora.id }]);
    // The link lends nobody's name: whoever opened it is another admin.
    const seat = await db().chatIdentity.findFirstOrThrow({ include: { member: true } });
    expect(seat.member).toMatchObject({ firmId: known.id, role: 'admin', email: null });
    expect(seat.member.name).not.toBe('Marina');

    // Another workspace with the same link has the app, and no firm yet: an admin of it is told what to do.
    expect(await bot.add({ team: lua }, code)).toContain('O código do link não vale mais');
    expect(await db().workspace.count()).toBe(1);
    await bot.outbox.drain();
    await sees(bot.person({ team: lua.id }), 'Configurar');
  });

  it('lets the administrator in whom the command line named, as themselves', async () => {
    const { firmId, memberId } = await createFirm(system(), {
      firmName: 'Horizonte',
      admin: { name: 'Marina', email: 'marina@horizonte.com.br' },
    });
    const known = { id: firmId, name: 'Horizonte', timeZone: 'America/Sao_Paulo', version: 0 };
    await bot.add({ team: aurora }, spacedCode(await createLinkCode(system(known), memberId)));
    expect(await db().chatIdentity.findMany()).toMatchObject([{ memberId, user: 'U0000001' }]);
    expect(await db().member.count()).toBe(1);
  });

  it('keeps firms apart: each workspace has its own token and its own people', async () => {
    await bot.add({ team: aurora });
    await bot.add({ team: lua, user: 'U0000002' });
    const [one, other] = [bot.person(), bot.person({ team: lua.id, user: 'U0000002' })];
    await one.command('equipe');
    await sees(one, aurora.name);
    await other.command('equipe');
    await sees(other, lua.name);
    // The same person in the other's workspace, as in a channel that both share, is nobody there.
    const guest = bot.person({ team: aurora.id, user: 'U0000002' });
    await guest.command('clientes');
    await sees(guest, /administra|Peça|[Aa]sk/);
    expect(text(guest.messages().at(-1))).not.toContain(lua.name);
    await bot.outbox.drain();
    const wrote = bot.fake.state.calls.filter(({ method }) => method === 'chat.postMessage');
    expect(wrote.map(({ as, body }) => [as, body.channel]).sort()).toEqual([
      [aurora.id, 'U0000001'],
      [lua.id, 'U0000002'],
    ]);
  });

  it('added again with other scopes says what is new, and stays the same firm’s', async () => {
    await bot.add({ team: aurora, without: ['channels:history', 'groups:read'] });
    const [before] = await rows();
    const page = await bot.add({ team: aurora, user: 'U0000002' });
    expect(page).toContain('não repetir um aviso em canal público');
    expect(page).toContain('nome de um canal privado');
    const [after] = await rows();
    expect(after).toMatchObject({ id: before!.id, version: before!.version + 1 });
    expect(after!.scopes).toContain('channels:history');
    expect(await db().firm.count()).toBe(1);
    // Who adds it again is let into nothing.
    expect(await db().chatIdentity.findMany()).toMatchObject([{ user: 'U0000001' }]);
  });

  it('after an update that needs more, whoever may allow it is told what is new, once', async () => {
    await bot.add({ team: aurora, without: ['files:write', 'groups:read'] });
    await bot.outbox.drain();
    const installs = installsOf(bot.house, 'slack', () => new Date());
    const asked = await Promise.all([installs.ask(needed(bot.url)), installs.ask(needed(bot.url))]);
    expect(Math.max(...asked)).toBe(1);
    await bot.outbox.drain();
    expect(await installs.ask(needed(bot.url))).toBe(0);
    const told = bot.person().messages().slice(1);
    expect(told).toHaveLength(1);
    await sees(bot.person(), /novas permissões.*files:write.*enviar listas.*Revisar e permitir/);
    expect(text(told[0])).not.toContain('groups:read');
    await bot.add();
    expect(await installs.ask(needed(bot.url))).toBe(0);
  });

  it.each([
    ['a stranger of a shared channel', { is_stranger: true }, false],
    ['an administrator of the other workspace', { team_id: lua.id }, false],
    ['an administrator of this one', { team_id: aurora.id }, true],
    ['one of an organisation', { team_id: lua.id, enterprise_user: { teams: [lua.id, aurora.id] } }, true],
  ])('%s says whose a workspace is, if it is theirs', async (_, more, may) => {
    await bot.add({ team: aurora }, 'ABCDE-FGHJK'); // A code of nobody: the workspace is no firm's yet.
    bot.fake.state.users.set('U0000009', { id: 'U0000009', name: 'eva', is_admin: true, locale: 'pt-BR', ...more });
    const person = bot.person({ user: 'U0000009' });
    await person.command('configurar');
    await sees(person, may ? 'Boas-vindas' : 'Peça a um administrador');
  });

  it('serves a whole organisation, each workspace its own', async () => {
    const enterprise = { id: 'E0000001', name: 'Grupo Aurora' };
    expect(await bot.add({ enterprise })).toContain('quais workspaces');
    expect(await rows()).toMatchObject([{ workspace: enterprise.id, whole: true }]);
    expect(await db().firm.count()).toBe(0);
    const admin = bot.person({ team: lua.id, enterprise: enterprise.id });
    await admin.command('configurar');
    await admin.press('Configurar');
    await vi.waitFor(() => expect(admin.form()).toBeDefined());
    await admin.submit({ 'Nome do escritório': 'Lua', 'Seu nome': 'Ana', 'Seu e-mail': 'ana@lua.com.br' });
    await vi.waitFor(async () => expect(await db().workspace.count()).toBe(1));
    const opened = bot.fake.state.calls.find(({ method }) => method === 'views.open');
    expect(opened).toMatchObject({ as: enterprise.id, body: { team_id: lua.id } });
    // What is sent unasked finds its way by the workspace alone.
    const sent = await bot.surface.deliver(
      { platform: 'slack', workspace: lua.id, channel: 'U0000001', direct: true },
      { blocks: [{ kind: 'text', text: 'oi' }] },
      { key: newId() },
    );
    expect(sent).toMatchObject({ ok: true });
    // The organisation takes it from one of its workspaces, and gives it back.
    const about = { team_id: enterprise.id };
    await bot.event({ type: 'team_access_revoked', team_ids: [lua.id] }, about);
    await vi.waitFor(async () => expect(await db().workspace.findFirst()).toMatchObject({ leftAt: expect.any(Date) }));
    expect(await rows()).toMatchObject([{ state: 'active' }]);
    await bot.event({ type: 'team_access_granted', team_ids: [lua.id] }, about);
    await vi.waitFor(async () => expect(await db().workspace.findFirst()).toMatchObject({ leftAt: null }));
    bot.fake.state.oauth.end(enterprise.id);
    await bot.event({ type: 'app_uninstalled' }, { team_id: lua.id, enterprise_id: enterprise.id }, later());
    await left(enterprise.id);
    expect(await db().workspace.findFirst()).toMatchObject({ workspace: lua.id, leftAt: expect.any(Date) });
  });

  it('believes no late word about tokens that were replaced meanwhile', async () => {
    await bot.add();
    await bot.add();
    await bot.event({ type: 'tokens_revoked', tokens: { bot: ['U0BOT0000'] } });
    await bot.event({ type: 'app_uninstalled' }, { team_id: aurora.id }, new Date(Date.now() - 3_600_000));
    await bot.person().command('equipe');
    expect(await rows()).toMatchObject([{ state: 'active' }]);
    // And hears by itself what no event has told.
    bot.fake.state.oauth.end(aurora.id);
    await bot.outbox.drain();
    await left();
  });
});

describe('beside it', () => {
  it.each(['http', 'socket'] as const)('one workspace by token is as before, over %s', async (mode) => {
    const database = await databases[0]!.open();
    const bot = await startLinked(database.data, { mode, own: true });
    try {
      await bot.add({ team: lua });
      const [own, linked] = [bot.person(), bot.person({ team: lua.id })];
      await own.command('configurar');
      await sees(own, 'Boas-vindas');
      await linked.command('equipe');
      await sees(linked, lua.name);
      await bot.event({ type: 'app_uninstalled' }, { team_id: lua.id }, new Date(Date.now() + 3_600_000));
      await vi.waitFor(async () =>
        expect(await database.data.db.installation.findFirst()).toMatchObject({ state: 'left' }),
      );
      await own.command('configurar');
      await sees(own, 'Boas-vindas');
    } finally {
      await bot.stop();
      await database.drop();
    }
  });
});
