import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { Outcome } from '../../src/kit/incoming.ts';
import type { SealedView } from '../../src/kit/view.ts';
import { endTerms } from '../../src/rights/service/member.ts';
import { parts } from '../connections/fixture.ts';
import { databases, type TestDatabase } from '../database.ts';
import { button, type House, house, labels, menu, type Person, person, shown, testNow } from '../house.ts';

const told = (outcome: Outcome): string =>
  outcome.kind === 'view'
    ? `${outcome.view.title ?? ''}\n${shown(outcome.view)}`
    : outcome.kind === 'form'
      ? outcome.form.fields.map((field) => field.error ?? '').join('')
      : '';
const years = (n: number) =>
  new Date(Date.UTC(testNow.getUTCFullYear() + n, testNow.getUTCMonth(), testNow.getUTCDate() + 1));

describe.each(databases)('who has left the team, on $provider', ({ open }) => {
  let database: TestDatabase;
  let h: House;
  beforeAll(async () => {
    database = await open();
  });
  afterAll(() => database.drop());
  beforeEach(async () => {
    h = await house(database.data);
  });
  const db = () => database.data.db;
  const ana = () => db().member.findUniqueOrThrow({ where: { id: h.analyst.memberId }, include: { identities: true } });
  const cardOf = async (id: string) => h.admin.press(menu(await h.admin.type('/equipe'), 'Ver uma pessoa'), [id]);
  const leave = async (): Promise<SealedView> => {
    const left = await h.admin.submit(await h.admin.open(button(await cardOf(h.analyst.memberId), 'Remover')), {});
    if (left.kind !== 'view') throw new Error(left.kind);
    return left.view;
  };
  const former = async () => {
    const list = await h.admin.press(button(await h.admin.type('/equipe'), 'Quem saiu'));
    return h.admin.press(menu(list, 'Ver uma pessoa'), [h.analyst.memberId]);
  };
  /** In a workspace that no firm has, its administrator types the code of another. */
  const enter = async (who: Person, code: string, email: string) =>
    who.submit(await who.open(button(await who.type('/configurar'), 'Configurar')), { name: 'Ana Souza', email, code });
  const elsewhere = () => person(h.core, { workspace: randomUUID(), isAdmin: async () => true });
  const codeIn = (view: SealedView) => /[2-9A-Z]{5}-[2-9A-Z]{5}/.exec(shown(view))![0];

  it('is not let in by a code for nobody; an admin brings them back, and a code for them lets them in as themselves', async () => {
    await leave();
    const email = (await ana()).email!;
    const open = codeIn(
      await h.admin.press(button(await h.admin.type('/equipe'), 'Código para outro workspace ou servidor')),
    );
    const her = elsewhere();
    expect(told(await enter(her, open, email))).toContain('traz a pessoa de volta em /equipe, em Quem saiu');
    expect((await ana()).removedAt).not.toBeNull();

    const back = await h.admin.press(button(await former(), 'Trazer de volta'));
    expect(shown(back)).toContain('De volta à equipe, como Analista e ainda sem acesso');
    expect(await ana()).toMatchObject({ removedAt: null, role: 'analyst', identities: [] });
    // Still nothing that she could do by what she types.
    expect(told(await enter(her, open, email))).toContain('já é de outra pessoa da equipe');
    const code = codeIn(await h.admin.press(button(back, 'Código de acesso')));
    expect(told(await enter(her, code, 'outro@lugar.com.br'))).toContain('Pronto, Horizonte Contábil também está aqui');
    expect(await ana()).toMatchObject({
      email,
      role: 'analyst',
      identities: [{ workspace: her.place.workspace, user: her.place.user }],
    });
    expect(labels(await her.type('/equipe'))).toEqual([]);
    expect(labels(await cardOf(h.analyst.memberId))).not.toContain('Código de acesso');
    expect(shown(await h.admin.press(button(back, 'Código de acesso')))).toContain('já tem acesso');
    expect(told(await enter(elsewhere(), code, email))).toContain('Código inválido');
    const verbs = await db().audit.findMany({
      where: { firmId: h.firmId, subject: `member:${h.analyst.memberId}` },
      orderBy: { id: 'asc' },
    });
    expect(verbs.map(({ verb }) => verb)).toEqual(['member.removed', 'member.back', 'code.made']);
  });

  it('cannot use a code that was made for them before they were removed again', async () => {
    await leave();
    const back = await h.admin.press(button(await former(), 'Trazer de volta'));
    const code = codeIn(await h.admin.press(button(back, 'Código de acesso')));
    await leave();
    expect(told(await enter(elsewhere(), code, 'ana@x.com'))).toContain('Código inválido');
    expect((await ana()).identities).toEqual([]);
  });

  it('is erased at once by a press, on the card of their leaving or later; then nobody can bring them back', async () => {
    const left = await leave();
    const { email } = await ana();
    const old = await former();
    const erased = await h.admin.press(button(left, 'Eliminar nome e e-mail agora'));
    expect(shown(erased)).not.toMatch(/Ana|ana@/);
    expect(await ana()).toMatchObject({ name: `#${h.analyst.memberId.slice(-6)}`, email: null });
    expect(shown(await h.admin.press(button(old, 'Eliminar nome e e-mail agora')))).toBeTruthy();
    expect(shown(await h.admin.press(button(old, 'Trazer de volta')))).toContain('não está entre quem saiu');
    expect(labels(await h.admin.type('/equipe'))).not.toContain('Quem saiu');
    expect(await db().audit.count({ where: { firmId: h.firmId, verb: 'rights.eraseMember' } })).toBe(1);
    expect(await db().member.count({ where: { email } })).toBe(0);
  });

  it('is erased by itself when the legal term is over, and not a day before; who is there stays', async () => {
    await leave();
    const { name, email } = await ana();
    await endTerms(parts(database.data), new Date(years(5).getTime() - 2 * 86_400_000));
    expect(await ana()).toMatchObject({ name, email, erasedAt: null });
    await endTerms(parts(database.data), years(5));
    expect(await ana()).toMatchObject({ name: `#${h.analyst.memberId.slice(-6)}`, email: null, locale: null });
    expect((await ana()).erasedAt).not.toBeNull();
    expect(await db().member.findUniqueOrThrow({ where: { id: h.admin.memberId } })).toMatchObject({
      name: 'Marina',
      erasedAt: null,
    });
    const audit = await db().audit.findFirstOrThrow({ where: { firmId: h.firmId, verb: 'rights.eraseMember' } });
    expect(audit.actor).toBe('system:clock');
  });

  it('is none of another firm’s', async () => {
    await leave();
    for (const id of [`firms.bringBack|${h.analyst.memberId}`, `firms.codeFor|${h.analyst.memberId}`])
      expect(shown(await h.outsider.press(id))).toMatch(/não está entre quem saiu|já não está na equipe/);
    expect(shown(await h.outsider.press('firms.formerOne', [h.analyst.memberId]))).toContain(
      'não está entre quem saiu',
    );
    expect((await ana()).removedAt).not.toBeNull();
  });
});
