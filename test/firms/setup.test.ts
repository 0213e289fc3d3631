import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Outcome } from '../../src/kit/incoming.ts';
import { databases, type TestDatabase } from '../database.ts';
import { button, type House, house, labels, type Person, person, shown, testNow } from '../house.ts';

const told = (outcome: Outcome): string =>
  outcome.kind === 'view' ? `${outcome.view.title ?? ''}\n${shown(outcome.view)}` : outcome.kind;
const answers = {
  firm: 'Aurora Contabilidade',
  name: 'Paula Reis',
  email: 'Paula@Aurora.com.br',
  phone: '(41) 3333-4444',
};

describe.each(databases)('first contact on $provider', ({ open }) => {
  let database: TestDatabase;
  let h: House;
  let now = testNow;
  beforeAll(async () => {
    database = await open();
    h = await house(database.data, { clock: () => now });
  });
  afterAll(() => database.drop());

  const arriving = (workspace: string, isAdmin = true): Person =>
    person(h.core, { workspace, isAdmin: async () => isAdmin });
  const setUp = async (who: Person, fields: Record<string, string>) =>
    who.submit(await who.open(button(await who.type('/configurar'), 'Configurar')), fields);

  it('lets a workspace administrator make the firm, its first admin and their identity in one write', async () => {
    const workspace = randomUUID();
    const who = arriving(workspace);
    const welcome = await who.type('/equipe');
    expect(welcome.title).toBe('Boas-vindas à Carteira');
    const form = await who.open(button(welcome, 'Configurar'));
    expect(form.fields.map((field) => field.name)).toEqual(['firm', 'name', 'email', 'phone', 'code']);
    expect(told(await who.submit(form, answers))).toContain('Pronto, Aurora Contabilidade está na Carteira');

    const { db } = database.data;
    const place = await db.workspace.findUniqueOrThrow({
      where: { platform_workspace: { platform: 'test', workspace } },
      include: { firm: true },
    });
    expect(place.firm).toMatchObject({
      name: 'Aurora Contabilidade',
      email: 'paula@aurora.com.br',
      phone: '(41) 3333-4444',
      locale: 'pt-BR',
    });
    const members = await db.member.findMany({ where: { firmId: place.firmId }, include: { identities: true } });
    expect(members).toMatchObject([
      {
        name: 'Paula Reis',
        email: 'paula@aurora.com.br',
        role: 'admin',
        identities: [{ user: who.place.user, workspace }],
      },
    ]);
    const audits = await db.audit.findMany({ where: { firmId: place.firmId } });
    expect(audits).toMatchObject([
      { verb: 'firm.created', actor: `member:${members[0]!.id}`, subject: `firm:${place.firmId}`, platform: 'test' },
    ]);

    expect(shown(await who.type('/configurar'))).toContain('Aurora Contabilidade');
    expect(told(await who.submit(form, answers))).toContain('Aqui já está ligado a Aurora Contabilidade');
  });

  it('says at the fields what is wrong, and keeps what was typed', async () => {
    const who = arriving(randomUUID());
    const outcome = await setUp(who, { ...answers, firm: '', phone: '12', email: 'paula' });
    expect(outcome.kind).toBe('form');
    const fields = outcome.kind === 'form' ? outcome.form.fields : [];
    expect(fields.find((field) => field.name === 'email')).toMatchObject({
      value: 'paula',
      error: expect.stringContaining('não entendi'),
    });
    expect(fields.find((field) => field.name === 'phone')?.error).toContain('DDD');
    const again = await setUp(who, { ...answers, firm: '' });
    expect(again.kind === 'form' && again.form.fields[0]?.error).toBe('Falta preencher: Nome do escritório.');
    expect(await database.data.db.workspace.count({ where: { workspace: who.place.workspace } })).toBe(0);
  });

  it('tells anybody else whom to ask', async () => {
    const nobody = arriving(randomUUID(), false);
    const view = await nobody.type('/equipe');
    expect(shown(view)).toContain('Peça a um administrador deste');
    expect(labels(view)).toEqual([]);
    const forged = await nobody.ask({ kind: 'press', id: 'firms.setUp' });
    expect(told(forged)).toContain('Peça a um administrador deste');
    const submitted = await nobody.ask({ kind: 'submit', id: 'firms.setUpForm', fields: answers });
    expect(told(submitted)).toContain('Peça a um administrador deste');
    expect(await database.data.db.workspace.count({ where: { workspace: nobody.place.workspace } })).toBe(0);
  });

  it('leads an administrator to the form from /ajuda, too', async () => {
    const view = await arriving(randomUUID()).type('/ajuda');
    expect(view.title).toBe('Boas-vindas à Carteira');
    expect(labels(view)).toEqual(['Configurar']);
    expect(shown(await arriving(randomUUID(), false).type('/ajuda'))).toContain('Peça a um administrador deste');
  });

  it('takes a platform that does not say who administrates for no refusal', async () => {
    let says: boolean | undefined;
    const who = person(h.core, { workspace: randomUUID(), platform: 'slack', isAdmin: async () => says });
    const view = await who.type('/equipe');
    expect(shown(view)).toContain('O Slack não informou se você é administrador');
    expect(shown(view)).not.toContain('Peça a um administrador');
    const again = button(view, 'Tentar de novo');
    expect(labels(await who.press(again))).toEqual(['Tentar de novo']);
    expect(labels(await who.press('firms.setUp'))).toEqual(['Tentar de novo']);
    says = true;
    const form = await who.open(button(await who.press(again), 'Configurar'));
    // It falls silent again while the form is filled in: nothing of it is lost.
    says = undefined;
    const refused = await who.submit(form, answers);
    expect(told(refused)).toContain('O Slack não informou');
    const values = refused.kind === 'view' ? refused.refused?.form?.fields.map((field) => field.value) : [];
    expect(values).toEqual([answers.firm, answers.name, answers.email, answers.phone, undefined]);
    says = true;
    expect(told(await who.submit(form, answers))).toContain('está na Carteira');
  });

  it('names the admins to a stranger in a workspace that has a firm, without asking the platform', async () => {
    let asked = 0;
    const stranger = person(h.core, { workspace: h.admin.place.workspace, isAdmin: async () => ++asked > 0 });
    const view = await stranger.type('/equipe');
    expect(shown(view)).toContain('Peça a Marina que adicione você com /equipe');
    expect(shown(view)).not.toContain('Ana');
    const forged = await stranger.ask({ kind: 'submit', id: 'firms.setUpForm', fields: answers });
    expect(told(forged)).toContain('Peça a Marina');
    expect(asked).toBe(0);
  });

  it('lets one of two win who configure at the same moment, and tells the other', async () => {
    const workspace = randomUUID();
    const pair = [arriving(workspace), arriving(workspace)];
    const forms = await Promise.all(
      pair.map(async (who) => who.open(button(await who.type('/configurar'), 'Configurar'))),
    );
    const outcomes = await Promise.all(
      pair.map((who, i) => who.submit(forms[i]!, { ...answers, firm: `Firma ${i}`, name: `Dona ${i}` })),
    );
    const said = outcomes.map(told);
    const winner = said.findIndex((text) => text.includes('está na Carteira'));
    expect(said[1 - winner]).toContain(`Dona ${winner}`);
    const { db } = database.data;
    expect(await db.firm.count({ where: { name: { startsWith: 'Firma ' } } })).toBe(1);
    expect(await db.member.count({ where: { name: { startsWith: 'Dona ' } } })).toBe(1);
  });

  it('links a second workspace with a code, once, to the admin who made it', async () => {
    const card = await h.admin.press(button(await h.admin.type('/equipe'), 'Código para outro workspace ou servidor'));
    const code = /[2-9A-Z]{5}-[2-9A-Z]{5}/.exec(shown(card))![0];
    const kept = await database.data.db.linkCode.findMany({ where: { firmId: h.firmId } });
    expect(kept).toHaveLength(1);
    expect(kept[0]!.hash).toMatch(/^[0-9a-f]{64}$/);

    const { email } = await database.data.db.member.findUniqueOrThrow({ where: { id: h.admin.memberId } });
    const wrong = await setUp(arriving(randomUUID()), { ...answers, code: 'AAAAA-AAAAA' });
    expect(wrong.kind === 'form' && wrong.form.fields.find((field) => field.name === 'code')?.error).toContain(
      'Código inválido',
    );

    const workspaces = [randomUUID(), randomUUID()];
    const typed = { firm: '', name: 'Marina', email: email!, phone: '', code: code.toLowerCase().replace('-', ' ') };
    const outcomes = await Promise.all(workspaces.map((workspace) => setUp(arriving(workspace), typed)));
    expect(outcomes.filter((outcome) => told(outcome).includes('Horizonte Contábil também está aqui'))).toHaveLength(1);
    expect(outcomes.filter((outcome) => outcome.kind === 'form')).toHaveLength(1);
    expect(await database.data.db.chatIdentity.count({ where: { memberId: h.admin.memberId } })).toBe(2);
    expect(await database.data.db.audit.count({ where: { firmId: h.firmId, verb: 'workspace.linked' } })).toBe(1);
  });

  it('refuses a code that has expired, one whose maker left, and somebody else’s e-mail', async () => {
    const code = async () => {
      const card = await h.admin.press(
        button(await h.admin.type('/equipe'), 'Código para outro workspace ou servidor'),
      );
      return /[2-9A-Z]{5}-[2-9A-Z]{5}/.exec(shown(card))![0];
    };
    const refusal = async (fields: Record<string, string>) => {
      const outcome = await setUp(arriving(randomUUID()), { ...answers, ...fields });
      return outcome.kind === 'form' ? outcome.form.fields.map((field) => field.error ?? '').join('') : told(outcome);
    };
    const late = await code();
    now = new Date(testNow.getTime() + 30 * 60_000);
    expect(await refusal({ code: late })).toContain('Código inválido');
    now = testNow;

    const { email } = await database.data.db.member.findUniqueOrThrow({ where: { id: h.analyst.memberId } });
    const good = await code();
    expect(await refusal({ code: good, email: email! })).toContain('já é de outra pessoa');

    await database.data.db.member.update({ where: { id: h.admin.memberId }, data: { role: 'analyst' } });
    expect(await refusal({ code: good })).toContain('Código inválido');
    await database.data.db.member.update({ where: { id: h.admin.memberId }, data: { role: 'admin' } });
    expect(await refusal({ code: good, email: 'nova@aurora.com.br' })).toContain('Horizonte Contábil também está aqui');
    const fresh = await database.data.db.member.findFirstOrThrow({
      where: { firmId: h.firmId, email: 'nova@aurora.com.br' },
    });
    expect(fresh.role).toBe('admin');
  });
});
