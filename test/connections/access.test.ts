import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openClient } from '../../src/clients/presses.ts';
import { type Ask, gather } from '../../src/digests/reads/gather.ts';
import { digestView } from '../../src/digests/views/digest.ts';
import { plainText } from '../../src/kit/view.ts';
import { type Scene, scene } from '../accounts/fixture.ts';
import { databases } from '../database.ts';
import { button, labels, menu, shown } from '../house.ts';
import { letters } from './fixture.ts';

const ask = 'Pedir autorização';

describe.each(databases)('asking a client to authorise their account, on $provider', ({ open }) => {
  let s: Scene;
  beforeEach(async () => {
    s = await scene(open);
  });
  afterEach(() => s.stop());
  const later = (days: number) => (s.time.now = new Date(s.time.now.getTime() + days * 86_400_000));
  const admin = () => s.house.admin;
  const card = () => admin().type(`/cliente ${s.clients.bakery}`);
  const asks = () => s.data.db.accessAsk.count();

  it('is what the card offers first, and goes to the address of the account that connected them', async () => {
    await s.data.db.client.update({ where: { id: s.clients.bakery }, data: { email: 'outro@padaria.com.br' } });
    const answer = await admin().press(button(await card(), ask));
    expect(shown(answer)).toContain(`vai para ${s.emails.bakery}`);
    const [letter] = await letters(s.data);
    expect(letter).toMatchObject({
      to: s.emails.bakery,
      subject: 'Horizonte Contábil pede a sua autorização na Conta Azul',
    });
    expect(letter!.text).toContain('Padaria Pão de Açúcar da Vila já está conectada');
    expect(letter!.replyTo?.name).toBe('Horizonte Contábil');
    expect(letter!.text).toMatch(/http:\/\/localhost:3000\/authorize\/[\w-]{43}/);
    expect(shown(await card())).toContain('falta autorizar, pedido por e-mail em 16/11/2026');
    expect(await s.data.db.audit.count({ where: { verb: 'account.ask', subject: `client:${s.clients.bakery}` } })).toBe(
      1,
    );
  });

  it('is not done twice within a week, and says when and by whom it was', async () => {
    const press = button(await card(), ask);
    await admin().press(press);
    later(6);
    const again = await admin().press(press);
    expect(shown(again)).toContain('A autorização já foi pedida em 16/11/2026 por Marina.');
    expect(await letters(s.data)).toHaveLength(1);
    later(1);
    await admin().press(press);
    expect(await letters(s.data)).toHaveLength(2);
  });

  it('of two who press at once writes one letter', async () => {
    const press = button(await card(), ask);
    const said = (await Promise.all([admin().press(press), admin().press(press)])).map(shown).join('\n');
    expect(said).toMatch(/vai para/);
    expect(said).toMatch(/já foi pedida/);
    expect(await letters(s.data)).toHaveLength(1);
  });

  it('stands in Finanças instead of reading again', async () => {
    const finances = await admin().press(button(await card(), 'Finanças'));
    expect(labels(finances)).toEqual([ask, 'Voltar ao cliente']);
    await admin().press(button(finances, ask));
    expect(await asks()).toBe(1);
    // Who may not ask is not offered it, nor a look that would find the same.
    const theirs = await s.house.analyst.press(
      button(await s.house.analyst.type(`/cliente ${s.clients.haulier}`), 'Finanças'),
    );
    expect(labels(theirs)).toEqual(['Voltar ao cliente']);
  });

  it('is done for a list: how many first, then those that were not asked', async () => {
    await admin().press(button(await card(), ask));
    const all = await admin().type('/clientes');
    const missing = await admin().press(menu(all, 'Filtrar por'), ['access:missing']);
    const preview = await admin().press(button(missing, 'Pedir autorização a todos'));
    expect(shown(preview)).toContain('Pedir autorização por e-mail a 1 cliente');
    expect(shown(preview)).toContain('1 cliente fica de fora: já foi pedido nos últimos 7 dias.');
    const send = button(preview, 'Enviar 1 e-mail');
    expect(shown(await admin().press(send))).toContain('Autorização pedida a 1 cliente');
    expect((await letters(s.data)).map(({ to }) => to).sort()).toEqual([s.emails.haulier, s.emails.bakery].sort());
    expect(shown(await admin().press(send))).toContain('Nenhum e-mail foi enviado');
    expect(await asks()).toBe(2);
    expect(labels(await s.house.analyst.press(menu(all, 'Filtrar por'), ['access:missing'])).join()).not.toContain(ask);
  });

  it('is offered where documents are wanted that nobody may fetch', async () => {
    const none = await admin().type('/documentos todos');
    expect(shown(none)).toContain('Nenhum destes clientes autorizou');
    expect(shown(await admin().press(button(none, ask)))).toContain('a 2 clientes');
    const one = await admin().type(`/documentos ${s.clients.bakery}`);
    expect(shown(await admin().press(button(one, ask)))).toContain(`vai para ${s.emails.bakery}`);
    await s.authorize('haulier');
    const some = await admin().type('/documentos todos');
    expect(labels(some)).toEqual(['Buscar de 1 cliente', ask, 'Cancelar']);
    await s.authorize('bakery');
    expect(labels(await admin().type('/documentos todos'))).toEqual(
      ['Buscar de 1 cliente', 'Cancelar'].map((each) => each.replace('1 cliente', '2 clientes')),
    );
  });

  it('is offered by the summary of what was not exported, for those of whom nothing can be', async () => {
    const since = { at: s.time.now, day: '2026-11-09' };
    const told = async () => {
      const ask = { kind: 'documents', firmId: s.house.firmId, analystId: null, today: '2026-11-16', steps: '', since };
      const [made] = await gather(s.data, [ask as Ask]);
      const ways = { client: openClient.press({}), go: () => openClient.press({}) };
      return digestView(
        s.ctx(),
        { content: made!.content, rows: [], analyst: '', heads: [], requests: [], acts: [] },
        ways,
      );
    };
    const view = await told();
    expect(plainText(view)).toContain('2 deles ainda não autorizaram o acesso aos dados na Conta Azul.');
    const pressed = view.blocks.flatMap((block) => (block.kind === 'buttons' ? block.buttons : []))[1];
    expect(pressed).toMatchObject({
      label: ask,
      press: { action: 'connections.askAccessMany', input: { exported: ['not-this-month'], access: ['missing'] } },
    });
    await s.authorize('bakery');
    expect(plainText(await told())).toContain('1 deles ainda não autorizou');
    await s.authorize('haulier');
    expect(plainText(await told())).not.toContain('autorizou');
  });

  it('cannot be done by letter where the connection came with a file, and says what can', async () => {
    const before = button(await card(), ask);
    await s.data.db.client.update({ where: { id: s.clients.bakery }, data: { accountId: null } });
    expect(labels(await card())).not.toContain(ask);
    expect(shown(await admin().press(before))).toMatch(/veio de uma planilha[\s\S]*my-accountant/);
    expect(await letters(s.data)).toEqual([]);
  });

  it('ends with the connection, and is swept when its time is over', async () => {
    await admin().press(button(await card(), ask));
    const asked = await admin().press(button(await card(), 'Desconectar'));
    await admin().press(button(asked, 'Sim, desconectar'));
    expect(await asks()).toBe(0);
  });
});
