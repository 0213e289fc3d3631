import { readFileSync } from 'node:fs';
import { PermissionFlagsBits, PermissionsBitField } from 'discord.js';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { permissionBits, permissions } from '../../../adapters/discord/invite.ts';
import { contextOf } from '../../../src/firms/context.ts';
import { spacedCode } from '../../../src/firms/schema.ts';
import { createLinkCode } from '../../../src/firms/service/code.ts';
import { createFirm } from '../../../src/firms/service/setup.ts';
import { databases, type TestDatabase } from '../../database.ts';
import { aurora, startLinked } from '../../fakes/discord/linked.ts';
import { look } from '../../fakes/discord/rendered.ts';

type Bot = Awaited<ReturnType<typeof startLinked>>;
const lua = { guild: '1320000000000000000', name: 'Lua Assessoria', user: '1000000000000000002' };

describe.each(databases)('Discord by a link, on $provider', ({ open }) => {
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
  const rows = () => db().installation.findMany({ where: { name: { not: 'Escritório' } }, orderBy: { id: 'asc' } });
  const system = (firm = { id: '', name: '', timeZone: 'America/Sao_Paulo', version: 0 }) =>
    contextOf(bot.house, { firm, actor: { kind: 'system', id: 'cli' }, from: 'cli', now: new Date() });
  /** What somebody has in their direct messages. */
  const told = (user = '1000000000000000001') =>
    JSON.stringify(bot.fake.state.messages.filter(({ channel }) => channel === bot.fake.state.direct(user)));

  it('asks for what it needs, and no more', async () => {
    const { page } = await bot.begin();
    const asked = new URL(page).searchParams;
    expect([asked.get('scope'), asked.get('integration_type')]).toEqual(['bot applications.commands identify', '0']);
    expect(new PermissionsBitField(BigInt(asked.get('permissions')!)).toArray().sort()).toEqual(
      Object.keys(permissions).sort(),
    );
    expect(asked.get('redirect_uri')).toBe(`${bot.url}/discord/oauth_redirect`);
    expect(new PermissionsBitField(BigInt(permissionBits)).has(PermissionFlagsBits.Administrator)).toBe(false);
    for (const file of ['docs/discord.md']) expect(readFileSync(file, 'utf8')).toContain(permissionBits);
  });

  it('is added: whoever did is its first admin, is written to, and sees what to do', async () => {
    expect(await bot.add()).toMatch(/^200 .*Aurora Contábil/s);
    expect(await rows()).toMatchObject([{ workspace: aurora.guild, whole: false, state: 'active', tokens: '' }]);
    expect(await db().firm.findMany()).toMatchObject([{ name: aurora.name }]);
    expect(await db().member.findMany()).toMatchObject([{ name: 'Ana Prado', role: 'admin' }]);
    await bot.outbox.drain();
    expect(told()).toContain('Obrigado por adicionar');
    for (const part of ['Configurar', '/importar', '/equipe', '/configurar']) expect(told()).toContain(part);

    const person = bot.person();
    const answer = await person.command('equipe');
    await vi.waitFor(() => expect(JSON.stringify(answer.original?.components ?? [])).toContain(aurora.name));
    expect(bot.fake.refusals).toEqual([]);
  });

  it('offers what Configurar fills in, to whoever added it, in private', async () => {
    await bot.add();
    await bot.outbox.drain();
    const person = bot.person({ guild: null });
    const [greeting] = bot.fake.state.messages;
    const opened = await person.press(greeting!, look(greeting!.components).buttons[0]!.id!);
    await vi.waitFor(() => expect(opened.modal ?? opened.original).toBeDefined());
    await person.submit(opened, { name: 'Aurora', email: 'contato@aurora.com.br', phone: '' });
    await vi.waitFor(async () =>
      expect(await db().firm.findFirst()).toMatchObject({ name: 'Aurora', email: 'contato@aurora.com.br' }),
    );
    expect(bot.fake.refusals).toEqual([]);
  });

  it('is not added by somebody who cancels, nor by an address that is used, old, or another browser’s', async () => {
    const { servers } = bot.fake;
    const first = await bot.begin();
    expect(first.status).toBe(302);
    const cancelled = await bot.get(servers.consent(first.page, 'cancel', aurora), first.cookie);
    expect([cancelled.status, await cancelled.text()]).toEqual([200, expect.stringContaining('Nada foi instalado')]);

    const back = servers.consent(first.page, 'allow', aurora);
    for (const cookie of ['', 'carteira-discord=another'])
      expect((await bot.get(back, cookie)).status, `with ${cookie || 'no cookie'}`).toBe(400);
    const forged = new URL(back);
    forged.searchParams.set('state', 'made-up');
    expect((await bot.get(forged.href, first.cookie)).status).toBe(400);
    expect(await db().firm.count()).toBe(0);

    // A refused browser has spent nothing; the second time is one too many.
    expect((await bot.get(back, first.cookie)).status).toBe(200);
    expect((await bot.get(servers.consent(first.page, 'allow', lua), first.cookie)).status).toBe(400);
    expect(await db().workspace.findMany()).toMatchObject([{ workspace: aurora.guild }]);
    expect((await bot.get(`${bot.url}/discord/oauth_redirect`)).status).toBe(400);
  });

  it('says so when Discord does not finish, and makes no firm', async () => {
    bot.fake.troubles.push({ match: /oauth2\/token/, times: 1, status: 500 });
    expect(await bot.add()).toMatch(/^502 /);
    bot.fake.troubles.push({ match: /GET \/users\/@me/, times: 1, status: 500 });
    expect(await bot.add()).toMatch(/^502 /);
    expect(await db().firm.count()).toBe(0);
  });

  it('brings a server into the firm whose code the link carries, once', async () => {
    const { firmId } = await createFirm(system(), {
      firmName: 'Horizonte',
      admin: { name: 'Marina', email: 'marina@horizonte.com.br' },
    });
    const known = { id: firmId, name: 'Horizonte', timeZone: 'America/Sao_Paulo', version: 0 };
    const code = spacedCode(await createLinkCode(system(known)));
    expect(await bot.add(aurora, code)).toContain('Horizonte');
    expect(await db().workspace.findMany()).toMatchObject([{ firmId, workspace: aurora.guild }]);
    expect(await bot.add(lua, code)).toContain('O código do link não vale mais');
    expect(await db().workspace.count()).toBe(1);
    await bot.outbox.drain();
    expect(told(lua.user)).toContain('o servidor ainda não é de nenhum escritório');
    // In private nobody knows which server somebody speaks for: there is nothing to press.
    expect(told(lua.user)).toContain('digite /configurar no servidor');
    expect(told(lua.user)).not.toContain('custom_id');
  });

  it('added again stays the same firm’s, whoever does it', async () => {
    await bot.add();
    expect(await bot.add({ ...aurora, user: lua.user })).toContain('pronta de novo');
    expect([await db().firm.count(), await db().member.count(), (await rows()).length]).toEqual([1, 1, 1]);
  });

  it('added past the link belongs to nobody until an administrator of the server says whose it is', async () => {
    bot.fake.servers.join(aurora);
    await vi.waitFor(async () => expect(await rows()).toMatchObject([{ workspace: aurora.guild, state: 'active' }]));
    expect(await db().firm.count()).toBe(0);
    const answer = await bot.person({ permissions: '32' }).command('configurar');
    await vi.waitFor(() => expect(JSON.stringify(answer.modal ?? answer.original)).toContain('escritório'));
  });
});
