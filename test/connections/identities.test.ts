import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databases } from '../database.ts';
import { button, file, labels, person, shown } from '../house.ts';
import { publicUrl, type Site, site } from '../portal/fixture.ts';
import { agreement, inviteFrom, padaria, standsFor } from './fixture.ts';

const rosa = padaria.email;
const wish = {
  name: 'Padaria',
  accountantEmail: 'marina@horizonte.com.br',
  firmName: 'Horizonte',
  firmPhone: '(11) 4002-8922',
  agree: 'on',
};

/** The rows of the table in docs/security.md that are not shown elsewhere. */
describe.each(databases)('nobody is taken at their word, on $provider', (on) => {
  let s: Site;
  beforeEach(async () => {
    s = await site({ on });
    await standsFor(s.database.data, s.house.firmId);
  });
  afterEach(() => s.stop());

  const db = () => s.database.data.db;
  const send = (path: string, fields?: Record<string, string>, cookie = '') =>
    s.pages.request(
      path,
      {
        headers: { host: new URL(publicUrl).host, origin: publicUrl, cookie },
        ...(fields ? { method: 'POST', body: new URLSearchParams(fields) } : {}),
      },
      { incoming: { socket: { remoteAddress: '203.0.113.7' } } } as never,
    );

  it('a forwarded invitation answers that invitation, and signs nobody in', async () => {
    // Rosa is connected to another firm already.
    await inviteFrom(s.house.outsider, padaria);
    await send(`${await s.linkTo(rosa)}/accept`, { name: 'Padaria', agree: 'on' });
    await inviteFrom(s.house.admin, padaria);
    const answer = await send(`${await s.linkTo(rosa)}/accept`, { agree: 'on' });
    expect(answer.status).toBe(200);
    const cookie = answer.headers.get('set-cookie')!.split(';')[0]!;
    const page = await (await send('/my-accountant', undefined, cookie)).text();
    expect(page).toContain('action="/my-accountant/sign-in"');
    expect(page).not.toContain('Outro Escritório');
    expect((await send('/my-accountant/data', undefined, cookie)).status).toBe(303);
    const other = await db().client.findFirstOrThrow({ where: { firmId: s.house.otherFirmId } });
    await send(`/my-accountant/disconnect/${other.id}`, {}, cookie);
    await send('/my-accountant/erase', {}, cookie);
    expect(await db().client.findUniqueOrThrow({ where: { id: other.id } })).toMatchObject({ situation: 'connected' });
    // What follows a yes is the authorisation, and of this client only.
    const mine = await db().client.findFirstOrThrow({ where: { firmId: s.house.firmId } });
    const token = cookie.slice(cookie.indexOf('=') + 1);
    expect(await s.portal.session.readFor(token, mine.id)).toBe(rosa);
    expect(await s.portal.session.readFor(token, other.id)).toBeUndefined();
  });

  it('an import that writes another e-mail over a connected client binds nobody to it', async () => {
    await inviteFrom(s.house.admin, padaria);
    await send(`${await s.linkTo(rosa)}/accept`, { name: 'Padaria', agree: 'on' });
    const { id } = await db().client.findFirstOrThrow({ where: { firmId: s.house.firmId } });
    const csv = 'Nome;CNPJ;E-mail\nPadaria da Vila;12.ABC.345/01DE-35;mallory@exemplo.com.br\n';
    const ask = await s.house.admin.ask({
      kind: 'command',
      command: 'importar',
      options: { file: file('carteira.csv', csv) },
    });
    if (ask.kind !== 'view') throw new Error(JSON.stringify(ask));
    await s.house.admin.press(button(ask.view, /^Importar/));
    expect(await db().client.findUniqueOrThrow({ where: { id } })).toMatchObject({ email: 'mallory@exemplo.com.br' });
    await s.portal.ask('mallory@exemplo.com.br', 'pt-BR', wish, agreement);
    const request = await db().connectionRequest.findFirstOrThrow({ where: { state: 'pending' } });
    expect(request.clientId).toBeNull();
    await s.house.admin.press(`connections.accept|${request.id}`);
    expect(await db().client.findUniqueOrThrow({ where: { id }, include: { account: true } })).toMatchObject({
      account: { email: rosa },
    });
    expect(await s.portal.ties(rosa)).toMatchObject([{ kind: 'connected' }]);
  });

  it('a link code lends the name of nobody else, with or without access', async () => {
    const { firmId, admin, core } = s.house;
    const bia = {
      id: 'bia',
      firmId,
      name: 'Bia',
      email: 'bia@horizonte.com.br',
      role: 'analyst',
      createdAt: s.time.now,
    };
    await db().member.create({ data: bia });
    const code = /[A-Z0-9]{5}-[A-Z0-9]{5}/.exec(
      shown(await admin.press(button(await admin.type('/equipe'), /[Cc]ódigo/))),
    )![0];
    const newcomer = person(core, { workspace: 'w-new', isAdmin: async () => true });
    const form = await newcomer.open(button(await newcomer.type('/configurar'), 'Configurar'));
    const refused = await newcomer.submit(form, { name: 'Mallory', email: bia.email, code });
    expect(JSON.stringify(refused)).toContain('já é de outra pessoa da equipe');
    expect(await db().chatIdentity.count({ where: { memberId: bia.id } })).toBe(0);
    const joined = await newcomer.submit(form, { name: 'Mallory', email: 'mallory@exemplo.com.br', code });
    expect(joined.kind === 'view' && shown(joined.view)).toContain('Pronto');
  });

  it('a request with nothing but a number is of no analyst’s client', async () => {
    const { firmId, analyst, admin } = s.house;
    const at = { createdAt: s.time.now, updatedAt: s.time.now };
    const client = {
      name: 'Padaria',
      document: '12ABC34501DE35',
      situation: 'not_connected',
      nameKey: 'padaria',
      searchKey: 'padaria',
    };
    await db().client.create({ data: { id: 'c', firmId, ...client, analystId: analyst.memberId, ...at } });
    await s.portal.ask('mallory@exemplo.com.br', 'pt-BR', { ...wish, document: '12.ABC.345/01DE-35' }, agreement);
    const { id } = await db().connectionRequest.findFirstOrThrow({});
    expect(shown(await analyst.type('/conexoes'))).not.toContain('Padaria');
    expect(shown(await analyst.press(`connections.open|${id}`))).toContain('Pedido não encontrado');
    expect(labels(await admin.press(`connections.open|${id}`))).toContain('É Padaria');
  });
});
