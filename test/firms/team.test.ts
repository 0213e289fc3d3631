import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { newId } from '../../src/data/id.ts';
import type { Outcome } from '../../src/kit/incoming.ts';
import { databases, type TestDatabase } from '../database.ts';
import { button, type House, house, labels, menu, type Person, person, shown, testNow } from '../house.ts';

const told = (outcome: Outcome): string =>
  outcome.kind === 'view'
    ? shown(outcome.view)
    : outcome.kind === 'form'
      ? outcome.form.fields.map((field) => field.error ?? '').join('')
      : '';

describe.each(databases)('/equipe on $provider', ({ open }) => {
  let database: TestDatabase;
  let h: House;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    h = await house(database.data);
  });
  const add = async (fields: Record<string, string>) =>
    h.admin.submit(await h.admin.open(button(await h.admin.type('/equipe'), 'Adicionar pessoa')), fields);
  const cardOf = async (who: Person, id: string) => who.press(menu(await who.type('/equipe'), 'Ver uma pessoa'), [id]);
  const member = (id: string) =>
    database.data.db.member.findUniqueOrThrow({ where: { id }, include: { identities: true } });

  it('lists who is on the team, where they speak from, and how many clients they have', async () => {
    await database.data.db.member.create({
      data: { id: newId(), firmId: h.firmId, name: 'Zé', email: 'ze@x.com', role: 'analyst', createdAt: testNow },
    });
    const view = await h.analyst.type('/equipe');
    expect(shown(view)).toContain('Nome: Ana; Papel: Analista; E-mail: ana@');
    expect(shown(view)).toContain('Acesso: test; Clientes: 0');
    expect(shown(view)).toContain('Nome: Zé; Papel: Analista; E-mail: ze@x.com; Acesso: ainda sem acesso');
    expect(labels(view)).toEqual([]);
    expect(labels(await cardOf(h.analyst, h.admin.memberId))).toEqual(['Ver toda a equipe']);
    expect(labels(await h.admin.type('/equipe'))).toEqual([
      'Adicionar pessoa',
      'Código para outro workspace ou servidor',
    ]);
    expect((await h.admin.type('/equipe ana')).title).toBe('Ana');
    expect(shown(await h.admin.type('/equipe Fulano'))).toContain('Não encontrei “Fulano”');
  });

  it('shows a large team in pages', async () => {
    const members = Array.from({ length: 44 }, (_, i) => ({
      id: newId(),
      firmId: h.firmId,
      name: `Gente ${10 + (i % 22)}`,
      role: 'analyst',
      createdAt: testNow,
    }));
    await database.data.db.member.createMany({ data: members });
    const seen: string[] = [];
    let view = await h.analyst.type('/equipe');
    for (let page = 0; page < 5; page++) {
      for (const block of view.blocks)
        if (block.kind === 'choice') seen.push(...block.options.map((option) => option.value));
      if (!labels(view).includes('Mais pessoas')) break;
      view = await h.analyst.press(button(view, 'Mais pessoas'));
    }
    expect(new Set(seen).size).toBe(46);
    expect(seen).toHaveLength(46);
    expect(shown(view)).toContain('46 pessoas');
  });

  it('adds a chat user, who may work at once', async () => {
    const user = `U${randomUUID().slice(0, 8).toUpperCase()}`;
    const newcomer = person(h.core, { ...h.admin.place, user });
    expect(shown(await newcomer.type('/equipe'))).toContain('Peça a Marina');
    const outcome = await add({ user: `<@${user}|bruno>`, name: 'Bruno', email: 'Bruno@X.com', role: 'analista' });
    expect(told(outcome)).toContain('Bruno está na equipe.');
    expect(shown(await newcomer.type('/equipe'))).toContain('Nome: Bruno; Papel: Analista; E-mail: bruno@x.com');
    const audit = await database.data.db.audit.findFirstOrThrow({ where: { firmId: h.firmId, verb: 'member.added' } });
    expect(audit.actor).toBe(`member:${h.admin.memberId}`);
    expect(told(await add({ user, name: 'Outro', email: 'outro@x.com', role: 'analyst' }))).toContain(
      'já está na equipe: é Bruno',
    );
    expect(told(await add({ user: 'U2', name: 'Outro', email: 'bruno@x.com', role: 'analyst' }))).toContain(
      'é de Bruno, que já tem acesso',
    );
  });

  it('gives a member without access the identity of who has their e-mail, and keeps their role', async () => {
    const id = newId();
    const data = { id, firmId: h.firmId, name: 'Zélia', email: 'zelia@x.com', role: 'admin', createdAt: testNow };
    await database.data.db.member.create({ data });
    expect(told(await add({ user: 'U9', name: 'Z', email: 'zelia@x.com', role: 'analyst' }))).toContain(
      'Zélia já estava na equipe como Administrador',
    );
    expect(await member(id)).toMatchObject({ name: 'Zélia', role: 'admin', identities: [{ user: 'U9' }] });
  });

  it('adds two at the same moment as the same user: one', async () => {
    const form = await h.admin.open(button(await h.admin.type('/equipe'), 'Adicionar pessoa'));
    const outcomes = await Promise.all(
      ['um', 'dois'].map((name) => h.admin.submit(form, { user: 'U5', name, email: `${name}@x.com`, role: 'analyst' })),
    );
    expect(outcomes.map(told).filter((text) => text.includes('está na equipe.'))).toHaveLength(1);
    expect(outcomes.map(told).filter((text) => text.includes('já está na equipe'))).toHaveLength(1);
    expect(await database.data.db.member.count({ where: { firmId: h.firmId } })).toBe(3);
  });

  it('changes a role, which holds from the next press on', async () => {
    const card = await cardOf(h.admin, h.analyst.memberId);
    const changed = await h.admin.press(button(card, 'Tornar administrador'));
    expect(shown(changed)).toContain('Ana agora tem o papel de Administrador');
    expect(labels(await h.analyst.type('/equipe'))).toContain('Adicionar pessoa');
    expect(shown(await h.admin.press(button(card, 'Tornar administrador')))).toContain(
      'já tem o papel de Administrador',
    );
    const own = await h.analyst.press(button(await cardOf(h.analyst, h.analyst.memberId), 'Tornar analista'));
    expect(labels(own)).toEqual(['Ver toda a equipe']);
    expect(await database.data.db.audit.count({ where: { firmId: h.firmId, verb: 'member.role' } })).toBe(2);
  });

  it('removes a member at once: no access, the history stays, and they may come back', async () => {
    await h.analyst.type('/equipe');
    const form = await h.admin.open(button(await cardOf(h.admin, h.analyst.memberId), 'Remover'));
    expect(told(await h.admin.submit(form, {}))).toContain('Ana saiu da equipe');
    expect(shown(await h.analyst.type('/equipe'))).toContain('Peça a Marina');
    expect(await member(h.analyst.memberId)).toMatchObject({ removedAt: testNow, identities: [] });
    expect(told(await h.admin.submit(form, {}))).toContain('não está mais na equipe');
    const { email } = await member(h.analyst.memberId);
    await add({ user: h.analyst.place.user, name: 'Ana Maria', email: email!, role: 'analyst' });
    expect(await member(h.analyst.memberId)).toMatchObject({ removedAt: null, name: 'Ana Maria' });
    expect((await h.analyst.type('/equipe')).title).toBe('Equipe de Horizonte Contábil');
  });

  it('holds an analyst to looking', async () => {
    const ids = [
      { kind: 'press', id: 'firms.linkCode' },
      { kind: 'press', id: `firms.role|${h.analyst.memberId}|admin` },
      { kind: 'submit', id: 'firms.addForm', fields: { user: 'U1', name: 'X', email: 'x@x.com', role: 'admin' } },
      { kind: 'submit', id: `firms.removeForm|${h.admin.memberId}`, fields: {} },
    ] as const;
    for (const asked of ids) expect(told(await h.analyst.ask(asked))).toContain('Só um administrador');
    expect(await database.data.db.member.count({ where: { firmId: h.firmId, removedAt: null } })).toBe(2);
  });

  it('knows nobody of another firm', async () => {
    const ids = [
      { kind: 'press', id: 'firms.member', picked: [h.analyst.memberId] },
      { kind: 'press', id: `firms.role|${h.analyst.memberId}|admin` },
      { kind: 'press', id: `firms.hand|${h.analyst.memberId}` },
      { kind: 'submit', id: `firms.removeForm|${h.analyst.memberId}`, fields: {} },
      { kind: 'submit', id: `firms.handForm|${h.analyst.memberId}`, fields: {} },
    ] as const;
    for (const asked of ids) expect(told(await h.outsider.ask(asked))).toContain('não está mais na equipe');
    expect(await member(h.analyst.memberId)).toMatchObject({ role: 'analyst', removedAt: null });
  });
});

describe.each(databases)('the last admin on $provider', ({ open }) => {
  let database: TestDatabase;
  let h: House;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    h = await house(database.data);
  });
  const demote = (who: Person, id: string) => who.ask({ kind: 'press', id: `firms.role|${id}|analyst` });
  const remove = (who: Person, id: string) => who.ask({ kind: 'submit', id: `firms.removeForm|${id}`, fields: {} });
  const admins = () => database.data.db.member.count({ where: { firmId: h.firmId, role: 'admin', removedAt: null } });

  it('can neither leave nor step down; one without access does not count', async () => {
    const idle = { id: newId(), firmId: h.firmId, name: 'Zé', email: 'ze@x.com', role: 'admin', createdAt: testNow };
    await database.data.db.member.create({ data: idle });
    expect(told(await demote(h.admin, h.admin.memberId))).toContain('ao menos um administrador');
    expect(told(await remove(h.admin, h.admin.memberId))).toContain('ao menos um administrador');
    expect(told(await remove(h.admin, idle.id))).toContain('Zé saiu da equipe');
    expect(await admins()).toBe(1);
  });

  it.each([
    ['demote', demote],
    ['remove', remove],
  ])('stays when two admins %s each other, and themselves, at the same moment', async (_, deed) => {
    for (let round = 0; round < 4; round++) {
      await database.data.db.member.updateMany({
        where: { id: { in: [h.admin.memberId, h.analyst.memberId] } },
        data: { role: 'admin', removedAt: null },
      });
      for (const who of [h.admin, h.analyst]) {
        const { platform, workspace, user } = who.place;
        const key = { platform_workspace_user: { platform, workspace, user } };
        const create = {
          id: newId(),
          firmId: h.firmId,
          memberId: who.memberId,
          platform,
          workspace,
          user,
          createdAt: testNow,
        };
        await database.data.db.chatIdentity.upsert({ where: key, create, update: {} });
      }
      const self = round % 2 === 1;
      const outcomes = await Promise.all([
        deed(h.admin, self ? h.admin.memberId : h.analyst.memberId),
        deed(h.analyst, self ? h.analyst.memberId : h.admin.memberId),
      ]);
      expect(await admins()).toBe(1);
      expect(outcomes.filter((outcome) => /agora tem o papel|saiu da equipe/.test(told(outcome)))).toHaveLength(1);
      expect(
        outcomes.filter((outcome) => /ao menos um|Só um administrador|não está na equipe/.test(told(outcome))),
      ).toHaveLength(1);
    }
  });
});
