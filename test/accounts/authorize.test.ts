import { Registry } from 'prom-client';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createPages } from '../../adapters/web/pages.ts';
import { createPortalPages } from '../../adapters/web/portal/routes.ts';
import { createServer, type Server } from '../../adapters/web/server.ts';
import { createPortal, type Portal } from '../../src/connections/service/portal.ts';
import { newId } from '../../src/data/id.ts';
import { localeOf, words } from '../../src/words/index.ts';
import { bakery, haulier } from '../adapters/conta-azul/fixture.ts';
import { seedClients } from '../clients/seed.ts';
import { inviteFrom, tokenTo } from '../connections/fixture.ts';
import { button } from '../house.ts';
import { type Scene, scene, secretsOf } from './fixture.ts';

describe('a client who authorises their account', () => {
  let s: Scene;
  let portal: Portal;
  let server: Server;
  let base: string;
  beforeEach(async () => {
    s = await scene();
    const { log } = s.stand;
    portal = createPortal(s.parts, () => s.time.now);
    const pages = createPages({
      words: (said) => words[localeOf(said) ?? 'pt-BR'].web,
      version: '1.0.0',
      platforms: () => [],
      links: [],
      ready: async () => [],
      health: async () => ({ ok: true }),
      registry: new Registry(),
      log,
    });
    const publicUrl = 'http://localhost:3000';
    pages.route('/', createPortalPages({ portal, words, localeOf: () => 'pt-BR', publicUrl, log }));
    server = createServer({ host: '127.0.0.1', port: 0, mounts: [], pages, log });
    base = `http://127.0.0.1:${(await server.start()).port}`;
  });
  afterEach(async () => {
    const log = s.stand.lines.join('\n');
    for (const secret of secretsOf(s)) expect(log).not.toContain(secret);
    await server.stop();
    await s.stop();
  });

  const sessionOf = async (email: string) => ({ cookie: `carteira_session=${await portal.session.issue(email)}` });
  const get = async (path: string, headers: Record<string, string> = {}) => {
    const response = await fetch(base + path, { headers, redirect: 'manual' });
    return {
      status: response.status,
      location: response.headers.get('location'),
      text: await response.text(),
      headers: response.headers,
    };
  };
  const later = (minutes: number) => (s.time.now = new Date(s.time.now.getTime() + minutes * 60_000));
  /** From the page of the client to the consent of a company, and the address that leads back. */
  const consent = async (document: string, who = s.emails.bakery, clientId = s.clients.bakery) => {
    const { location } = await get(`/my-accountant/authorize/${clientId}`, await sessionOf(who));
    const back = new URL(s.stand.fake.consent(location!, document));
    return back.pathname + back.search;
  };
  const grants = () => s.data.db.grant.count();

  it('comes by the letter that asks for it: to the consent in one press, and for this client alone', async () => {
    const card = await s.house.admin.type(`/cliente ${s.clients.bakery}`);
    await s.house.admin.press(button(card, 'Pedir autorização'));
    const path = `/authorize/${await tokenTo(s.data, s.emails.bakery, '/authorize/')}`;
    expect((await get(path)).text).toMatch(/Você está conectado a Horizonte Contábil[\s\S]*Autorizar na Conta Azul/);
    const went = await get(`${path}/go`);
    const cookie = went.headers.get('set-cookie')!.split(';')[0]!;
    const back = new URL(s.stand.fake.consent(went.location!, bakery.document));
    // Whoever has the letter has nothing else of this address.
    expect((await get('/my-accountant', { cookie })).text).toContain('Receber o link');
    expect((await get(back.pathname + back.search, { cookie })).text).toContain('Autorização concluída');
    expect(await grants()).toBe(1);
    expect(await get(path)).toMatchObject({ status: 200, text: expect.stringContaining('já autorizou o acesso') });
    expect(await get(`${path}/go`)).toMatchObject({ status: 303, location: path });
  });

  it('comes by no letter that is too old, or of a connection that has ended', async () => {
    const card = await s.house.admin.type(`/cliente ${s.clients.bakery}`);
    await s.house.admin.press(button(card, 'Pedir autorização'));
    const path = `/authorize/${await tokenTo(s.data, s.emails.bakery, '/authorize/')}`;
    await s.data.db.client.update({ where: { id: s.clients.bakery }, data: { situation: 'disconnected' } });
    expect(await get(path)).toMatchObject({ status: 410, text: expect.stringContaining('não é mais válido') });
    expect((await get(`${path}/go`)).headers.get('set-cookie')).toBeNull();
    await s.data.db.client.update({ where: { id: s.clients.bakery }, data: { situation: 'connected' } });
    later(30 * 1440);
    expect((await get(path)).status).toBe(410);
    expect((await get(`/authorize/${'x'.repeat(43)}`)).status).toBe(404);
  });

  it('is offered it after accepting an invitation, without signing in once more', async () => {
    await seedClients(s.data, s.house.firmId, []);
    await inviteFrom(s.house.admin, { name: 'Nova Ltda', email: 'dona@nova.com.br', document: '11222333000181' });
    const token = await tokenTo(s.data, 'dona@nova.com.br');
    expect((await get(`/connect/${token}`)).text).toMatch(
      /Passo 1 de 2[\s\S]*autoriza o acesso na Conta Azul[\s\S]*Aceitar e continuar/,
    );
    const response = await fetch(`${base}/connect/${token}/accept`, {
      method: 'POST',
      body: new URLSearchParams({ name: 'Nova Ltda', document: '11222333000181', agree: 'on' }),
      headers: { 'sec-fetch-site': 'same-origin' },
    });
    const page = await response.text();
    expect(page).toMatch(/Passo 2 de 2[\s\S]*Autorizar na Conta Azul[\s\S]*Terminar depois/);
    // Nothing can be read yet, and nobody says so.
    expect(page).not.toMatch(/pode (consultar|ler)/);
    const path = /href="(\/my-accountant\/authorize\/[^"]+)"/.exec(page)![1]!;
    const cookie = response.headers.get('set-cookie')!.split(';')[0]!;
    s.stand.fake.state.add({ name: 'Nova Ltda', document: '11222333000181' });
    const { location, status } = await get(path, { cookie });
    expect(status).toBe(303);
    expect(location).toMatch(/\/#\/oauth\/authorize\?response_type=code&client_id=an-app&/);
    const back = new URL(s.stand.fake.consent(location!, '11222333000181'));
    const done = await get(back.pathname + back.search, { cookie });
    expect(done.status).toBe(200);
    expect(done.text).toMatch(/Autorização concluída[\s\S]*já pode consultar os dados de Nova Ltda/);
    expect(done.headers.get('cache-control')).toBe('no-store');
    const client = await s.data.db.client.findFirstOrThrow({
      where: { document: '11222333000181' },
      include: { grant: true },
    });
    expect(client.grant).toMatchObject({
      state: 'active',
      companyId: s.stand.fake.state.companyBy('11222333000181')!.id,
    });
  });

  it('finds it on their own page, as it stands', async () => {
    const mine = async () => get('/my-accountant', await sessionOf(s.emails.bakery));
    expect((await mine()).text).toMatch(/Falta autorizar o acesso[\s\S]*Autorizar na Conta Azul/);
    await s.authorize('bakery');
    const active = (await mine()).text;
    expect(active).toContain('Acesso autorizado');
    expect(active).not.toContain('/my-accountant/authorize/');
    await s.data.db.grant.updateMany({ data: { state: 'expired', tokens: '' } });
    expect((await mine()).text).toMatch(/Autorização vencida[\s\S]*Autorizar de novo na Conta Azul/);
    const before = (await s.grant('bakery')).id;
    expect((await get(await consent(bakery.document), await sessionOf(s.emails.bakery))).status).toBe(200);
    expect(await s.grant('bakery')).toMatchObject({ id: before, state: 'active', version: 1 });
  });

  it('may have no trade name, nor anything else but a document and a key', async () => {
    const { id } = s.stand.fake.state.companyBy(bakery.document)!;
    s.stand.fake.trouble(/conta-conectada/, { status: 200, body: { documento: bakery.document, id_empresa: id } });
    expect((await get(await consent(bakery.document), await sessionOf(s.emails.bakery))).text).toContain(
      'Autorização concluída',
    );
    expect(await s.grant('bakery')).toMatchObject({ state: 'active', companyId: id });
  });

  it('whose company does not say which it is, or says it in no way we know, is told just that, and nothing is kept', async () => {
    const { id } = s.stand.fake.state.companyBy(bakery.document)!;
    for (const body of [{ id_empresa: id, razao_social: 'X' }, { documento: bakery.document }, 'x']) {
      s.stand.fake.trouble(/conta-conectada/, { status: 200, body });
      const { status, text } = await get(await consent(bakery.document), await sessionOf(s.emails.bakery));
      expect(status).toBe(502);
      expect(text).toContain('Não entendemos a resposta da Conta Azul');
      expect(text).not.toContain('não respondeu');
    }
    expect(await grants()).toBe(0);
  });

  it('of another company than was asked is told so, and nothing is kept', async () => {
    const { status, text } = await get(await consent(haulier.document), await sessionOf(s.emails.bakery));
    expect(status).toBe(409);
    expect(text).toContain('Esta é outra empresa');
    expect(text).toContain('10.200.300/0001-78');
    expect(text).toContain('AG.C10.185/0001-94');
    expect(await grants()).toBe(0);
    // What they gave by mistake is given back.
    expect([...s.stand.fake.state.connections.values()].map((each) => each.revoked)).toEqual([true]);
    // But not what somebody else lives by.
    await s.authorize('haulier');
    await get(await consent(haulier.document), await sessionOf(s.emails.bakery));
    expect([...s.stand.fake.state.connections.values()].map((each) => each.revoked)).toEqual([true, false, false]);
  });

  it('whose document nobody knew has one now, unless it is another client’s', async () => {
    await s.data.db.client.update({ where: { id: s.clients.bakery }, data: { document: null } });
    expect((await get(await consent(haulier.document), await sessionOf(s.emails.bakery))).text).toContain(
      'Esta empresa já está na carteira',
    );
    expect((await get(await consent(bakery.document), await sessionOf(s.emails.bakery))).status).toBe(200);
    expect(await s.data.db.client.findUnique({ where: { id: s.clients.bakery } })).toMatchObject({
      document: bakery.document,
      searchKey: expect.stringContaining(bakery.document),
    });
  });

  it('has to be signed in, as themselves, in time, and with a consent that is not used yet', async () => {
    const wrong: (readonly [string, Record<string, string>])[] = [];
    const back = await consent(bakery.document);
    wrong.push(
      [back, {}],
      [back, await sessionOf(s.emails.haulier)],
      [back.replace(/state=[^&]+/, 'state=made.up'), await sessionOf(s.emails.bakery)],
    );
    wrong.push(['/oauth/conta-azul/callback', await sessionOf(s.emails.bakery)]);
    for (const [path, headers] of wrong) expect((await get(path, headers)).status).toBe(410);
    expect(await grants()).toBe(0);
    expect((await get(back, await sessionOf(s.emails.bakery))).status).toBe(200);
    const asked = s.stand.fake.requests.length;
    expect((await get(back, await sessionOf(s.emails.bakery))).status).toBe(410);
    // With another code, too: a state works once, and nothing is asked for it.
    const other = new URL(`http://x${await consent(bakery.document)}`).searchParams.get('code')!;
    expect((await get(back.replace(/code=[^&]+/, `code=${other}`), await sessionOf(s.emails.bakery))).status).toBe(410);
    expect(s.stand.fake.requests).toHaveLength(asked);
    const old = await consent(bakery.document);
    later(4);
    expect((await get(old, await sessionOf(s.emails.bakery))).status).toBe(410);
    const slow = await consent(bakery.document);
    later(31);
    expect((await get(slow, await sessionOf(s.emails.bakery))).status).toBe(410);
    for (const [who, id] of [
      [s.emails.haulier, s.clients.bakery],
      [s.emails.bakery, newId()],
      [s.emails.bakery, 'not-an-id'],
    ] as const)
      expect((await get(`/my-accountant/authorize/${id}`, await sessionOf(who))).location).toBe('/my-accountant');
    expect((await get(`/my-accountant/authorize/${s.clients.bakery}`)).location).toBe('/my-accountant');
  });

  it('and says no over there, or whose plan is blocked, or when nobody answers, is told what to do', async () => {
    const state = /state=([^&]+)/.exec(await consent(bakery.document))![1];
    const denied = await get(
      `/oauth/conta-azul/callback?error=access_denied&state=${state}`,
      await sessionOf(s.emails.bakery),
    );
    expect([denied.status, denied.text.includes('Nada foi autorizado')]).toEqual([200, true]);
    s.stand.fake.state.companyBy(bakery.document)!.blocked = 'END_TRIAL';
    const blocked = await get(await consent(bakery.document), await sessionOf(s.emails.bakery));
    expect([blocked.status, blocked.text.includes('END_TRIAL')]).toEqual([409, true]);
    s.stand.fake.trouble(/token/, 'cut', 4);
    expect((await get(await consent(bakery.document), await sessionOf(s.emails.bakery))).status).toBe(503);
    expect(await grants()).toBe(0);
  });

  it('and is disconnected by the firm, has it taken back over there; a kill in between changes nothing', async () => {
    await s.authorize('bakery');
    const card = await s.house.admin.type('/cliente padaria');
    await s.house.admin.press(button(await s.house.admin.press(button(card, 'Desconectar')), 'Sim, desconectar'));
    expect(await s.data.db.grant.findMany()).toMatchObject([{ clientId: null, state: 'ended' }]);
    s.stand.fake.trouble(/connections/, { status: 502 }, 4);
    await s.outbox.drain();
    expect(await grants()).toBe(1);
    // Long past its hour, the token is renewed only to be given back.
    later(120);
    await s.outbox.drain();
    expect(await grants()).toBe(0);
    expect([...s.stand.fake.state.connections.values()].map((each) => each.revoked)).toEqual([true]);
  });

  it('and disconnects, or leaves, takes back their own and nobody else’s', async () => {
    await s.authorize('bakery');
    await s.authorize('haulier');
    await portal.disconnect(s.emails.bakery, s.clients.bakery);
    await portal.erase(s.emails.haulier);
    expect(await s.data.db.grant.findMany({ where: { clientId: { not: null } } })).toEqual([]);
    await s.outbox.drain();
    expect(await grants()).toBe(0);
    expect([...s.stand.fake.state.connections.values()].map((each) => each.revoked)).toEqual([true, true]);
  });

  it('to two firms is read by one when the other ends', async () => {
    await s.authorize('bakery');
    const [other] = await seedClients(s.data, s.house.otherFirmId, [
      { name: bakery.name, document: bakery.document, email: s.emails.bakery },
    ]);
    const account = await s.data.db.account.findUniqueOrThrow({ where: { email: s.emails.bakery } });
    await s.data.db.client.update({ where: { id: other }, data: { accountId: account.id } });
    expect(
      (await get(await consent(bakery.document, s.emails.bakery, other), await sessionOf(s.emails.bakery))).status,
    ).toBe(200);
    await portal.disconnect(s.emails.bakery, s.clients.bakery);
    await s.outbox.drain();
    expect(await s.data.db.grant.findMany()).toMatchObject([{ clientId: other, state: 'active' }]);
    expect([...s.stand.fake.state.connections.values()].map((each) => each.revoked)).toEqual([false, false]);
  });
});
