import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readPhone, readZone, zonesLike } from '../../src/firms/schema.ts';
import { databases, type TestDatabase } from '../database.ts';
import { button, type House, house, labels, menu, shown } from '../house.ts';

describe.each(databases)('/configurar on $provider', ({ open }) => {
  let database: TestDatabase;
  let h: House;
  beforeAll(async () => {
    database = await open();
    h = await house(database.data);
  });
  afterAll(() => database.drop());
  const firm = () => database.data.db.firm.findUniqueOrThrow({ where: { id: h.firmId } });
  const audits = (verb: string) =>
    database.data.db.audit.findMany({ where: { firmId: h.firmId, verb }, orderBy: { id: 'asc' } });

  it('shows an admin the settings, and changes the details', async () => {
    const view = await h.admin.type('/configurar');
    expect(shown(view)).toContain('Escritório: Horizonte Contábil');
    expect(shown(view)).toContain('Fuso horário: Brasília, São Paulo, Rio de Janeiro (America/Sao_Paulo)');
    const form = await h.admin.open(button(view, 'Dados do escritório'));
    expect(form.fields[0]!.value).toBe('Horizonte Contábil');
    const saved = await h.admin.submit(form, {
      name: 'Horizonte & Filhos',
      email: 'OI@horizonte.com.br',
      phone: '+55 11 4002-8922',
    });
    expect(saved).toMatchObject({ kind: 'view', answers: 'update', view: { tone: 'good' } });
    expect(await firm()).toMatchObject({
      name: 'Horizonte & Filhos',
      email: 'oi@horizonte.com.br',
      phone: '+55 11 4002-8922',
    });
    const [audit] = await audits('firm.changed');
    expect(audit!.actor).toBe(`member:${h.admin.memberId}`);
    expect(JSON.parse(audit!.detail)).toEqual({
      name: 'Horizonte & Filhos',
      email: 'oi@horizonte.com.br',
      phone: '+55 11 4002-8922',
    });
    await h.admin.submit(form, { name: 'Horizonte & Filhos', email: 'oi@horizonte.com.br', phone: '+55 11 4002-8922' });
    expect(await audits('firm.changed')).toHaveLength(1);
  });

  it('changes language, zone, deadline and channel together', async () => {
    const form = await h.admin.open(button(await h.admin.type('/configurar'), 'Preferências'));
    expect(form.fields.map((field) => field.value)).toEqual(['pt-BR', 'America/Sao_Paulo', '30', 'presser', undefined]);
    const search = await h.admin.ask({ kind: 'search', id: form.id, field: 'timeZone', typed: '' });
    expect(search.kind === 'options' && search.options[0]).toEqual({
      label: 'Brasília, São Paulo, Rio de Janeiro (America/Sao_Paulo)',
      value: 'America/Sao_Paulo',
    });
    const refused = await h.admin.submit(form, {
      locale: 'en',
      timeZone: 'Atlântida',
      requestDays: '15',
      links: 'presser',
      channel: 'C1',
    });
    expect(refused.kind === 'form' && refused.form.fields[1]).toMatchObject({
      value: 'Atlântida',
      error: expect.stringContaining('fuso'),
    });
    expect((await firm()).locale).toBe('pt-BR');
    await h.admin.submit(form, {
      locale: 'en',
      timeZone: 'cuiabá',
      requestDays: '15',
      links: 'anyone',
      channel: '<#C1|geral>',
    });
    expect(await firm()).toMatchObject({ locale: 'en', timeZone: 'America/Cuiaba', requestDays: 15, openLinks: true });
    expect(shown(await h.admin.type('/configurar'))).toContain('Canal de avisos: #C1');
    await h.admin.submit(form, {
      locale: 'pt-BR',
      timeZone: 'America/Sao_Paulo',
      requestDays: '30',
      links: 'presser',
      channel: '',
    });
    expect(shown(await h.admin.type('/configurar'))).toContain('Canal de avisos: nenhum');
    expect((await audits('workspace.channel')).map((row) => JSON.parse(row.detail).channel)).toEqual(['C1', null]);
  });

  it('takes the channel one is in with one press', async () => {
    const there = { ...h.admin.place, channel: 'C77' };
    const asked = { kind: 'typed', command: 'configurar', text: '' } as const;
    const outcome = await h.core.handle({ key: 'c-1', place: there, asked });
    const view = outcome.kind === 'view' ? outcome.view : undefined;
    await h.admin.press(button(view!, 'Usar este canal'));
    const { channel } = await database.data.db.workspace.findFirstOrThrow({ where: { firmId: h.firmId } });
    expect(channel).toBe('C77');
    const again = await h.core.handle({ key: 'c-2', place: there, asked });
    expect(again.kind === 'view' && labels(again.view)).toEqual([
      'Dados do escritório',
      'Preferências',
      'Enviar confirmação',
      'Assistentes',
      'Encerrar a conta',
    ]);
  });

  it('tells an analyst who may, and changes nothing for them', async () => {
    const view = await h.analyst.type('/configurar');
    expect(shown(view)).toContain('fale com Marina');
    expect(labels(view)).toEqual(['Assistentes']);
    const forged = await h.analyst.ask({
      kind: 'submit',
      id: 'firms.details',
      fields: { name: 'X', email: 'x@x.com' },
    });
    expect(forged.kind === 'view' && shown(forged.view)).toContain('Só um administrador');
    expect((await firm()).name).not.toBe('X');
  });

  it('answers in one’s own language at once', async () => {
    const changed = await h.analyst.press(menu(await h.analyst.type('/configurar'), 'Meu idioma'), ['en']);
    expect(shown(changed)).toContain('Saved.');
    expect((await h.analyst.type('/configurar')).title).toBe('Settings');
    const back = await h.analyst.press(menu(changed, 'My language'), ['chat']);
    expect(shown(back)).toContain('Salvo.');
    expect(shown(await h.analyst.press(menu(back, 'Meu idioma'), ['tlh']))).toContain('não há “tlh”');
    expect((await database.data.db.member.findUniqueOrThrow({ where: { id: h.analyst.memberId } })).locale).toBeNull();
  });
});

describe('what people type', () => {
  it.each([
    ['America/Manaus', 'America/Manaus'],
    ['america/manaus', 'America/Manaus'],
    ['Manaus', 'America/Manaus'],
    ['brasília', 'America/Sao_Paulo'],
    ['Sao Paulo', 'America/Sao_Paulo'],
    ['fernando de noronha', 'America/Noronha'],
    ['Europe/Lisbon', 'Europe/Lisbon'],
    ['lisbon', 'Europe/Lisbon'],
    ['Brazil/West', 'America/Manaus'],
    ['utc', 'UTC'],
    ['+03:00', undefined],
    ['Marte', undefined],
    ['', undefined],
    ["'; DROP TABLE", undefined],
  ])('zone %s is %s', (typed, zone) => {
    expect(readZone(typed)).toBe(zone);
  });

  it('every zone that is offered is understood', () => {
    expect(zonesLike('').filter((zone) => readZone(zone) !== zone)).toEqual([]);
    expect(zonesLike('').length).toBeGreaterThan(300);
    expect(zonesLike('noronha')).toEqual(['America/Noronha']);
  });

  it.each([
    ['(11) 4002-8922', '(11) 4002-8922'],
    ['+55 11  94002.8922', '+55 11 94002.8922'],
    ['123', undefined],
    ['ligue 11 4002-8922', undefined],
    ['1234567890123456', undefined],
  ])('phone %s is %s', (typed, phone) => {
    expect(readPhone(typed)).toBe(phone);
  });
});
