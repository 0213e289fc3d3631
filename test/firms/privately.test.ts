import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { newId } from '../../src/data/id.ts';
import { databases, type TestDatabase } from '../database.ts';
import { button, type House, house, labels, type Person, person, shown, testNow } from '../house.ts';

/** In private a platform may name no workspace: what somebody sees there is that of the right firm, or a question. */
describe.each(databases)('in private on $provider', ({ open }) => {
  let database: TestDatabase;
  let h: House;
  beforeAll(async () => {
    database = await open();
    h = await house(database.data);
  });
  afterAll(() => database.drop());

  const alone = (who: Person, more: Partial<Person['place']> = {}): Person =>
    person(h.core, { ...who.place, workspace: '', ...more });
  const title = async (who: Person, text = '/configurar') => shown(await who.type(text));
  /** Marina, who works for the other firm as well. */
  const both = async (): Promise<Person> => {
    const { workspace } = h.outsider.place;
    const { user } = h.admin.place;
    const seat = { firmId: h.otherFirmId, platform: 'test', workspace };
    const id = newId();
    const name = `Marina ${id}`;
    await database.data.db.member.create({
      data: { id, firmId: h.otherFirmId, name, email: `${id}@x.com`, role: 'admin', createdAt: testNow },
    });
    await database.data.db.chatIdentity.deleteMany({ where: { user, workspace } });
    await database.data.db.chatIdentity.create({
      data: { id: newId(), memberId: id, user, ...seat, createdAt: testNow },
    });
    return alone(h.admin);
  };

  it('a person of one firm is known, and told for which workspace it is', async () => {
    expect(await title(alone(h.admin))).toContain('Horizonte Contábil');
    expect(await title(alone(h.outsider))).toContain('Outro Escritório');
    const outcome = await alone(h.admin).ask({ kind: 'press', id: 'firms.team' });
    expect(outcome).toMatchObject({ kind: 'view', workspace: h.admin.place.workspace });
  });

  it('somebody no firm knows is told to type it in the server', async () => {
    const nobody = alone(h.admin, { user: randomUUID(), isAdmin: async () => true });
    for (const text of ['/clientes', '/ajuda', '/configurar'])
      expect(await title(nobody, text)).toContain('Digite o comando no servidor');
    const form = await nobody.ask({
      kind: 'submit',
      id: 'firms.setUpForm',
      fields: { firm: 'X', name: 'Y', email: 'y@z.com' },
    });
    expect(form.kind === 'view' && shown(form.view)).toContain('Digite o comando no servidor');
    expect(await database.data.db.workspace.count({ where: { workspace: '' } })).toBe(0);
  });

  it('words that wait for the answer to which firm are kept no longer than a conversation', async () => {
    const who = await both();
    const outcome = await who.ask({ kind: 'words', text: 'vencidos' });
    expect(outcome.kind === 'view' && shown(outcome.view)).toContain('Para qual escritório?');
    const kept = await database.data.db.draft.findFirstOrThrow({
      where: { person: `test:${who.place.user}` },
      orderBy: { id: 'desc' },
    });
    expect(kept.expiresAt.getTime() - testNow.getTime()).toBeLessThanOrEqual(10 * 60_000);
    expect(kept.data).not.toContain('vencidos');
  });

  it('a person of two firms answers for the one whose card it is', async () => {
    const who = await both();
    for (const [one, name] of [
      [h.admin, 'Horizonte Contábil'],
      [h.outsider, 'Outro Escritório'],
    ] as const) {
      const pressed = person(h.core, { ...who.place, sentFor: (workspace) => workspace === one.place.workspace });
      expect((await pressed.press('firms.team')).title).toContain(name);
    }
    // A card of a firm that they have left is nobody's, also not of the firm they are in.
    const left = person(h.core, { ...who.place, sentFor: () => false });
    expect(shown(await left.press('firms.team'))).toContain('Digite o comando no servidor');
  });

  it('or is asked, and what was wanted is done for the one that is chosen', async () => {
    const who = await both();
    const asked = await who.type('/equipe pessoa:Otávio');
    expect(asked.title).toBe('Para qual escritório?');
    expect(labels(asked)).toEqual(['Horizonte Contábil', 'Outro Escritório']);
    expect((await who.press(button(asked, 'Outro Escritório'))).title).toBe('Otávio');
    expect(shown(await who.press(button(asked, 'Horizonte Contábil')))).toContain('Não encontrei');
    // The buttons are theirs alone.
    const stranger = alone(h.stranger);
    expect(shown(await stranger.press(button(asked, 'Outro Escritório')))).not.toContain('Otávio@');
    const typing = await who.ask({ kind: 'search', command: 'equipe', field: 'person', typed: 'a' });
    expect(typing).toEqual({ kind: 'options', options: [] });
  });

  it('a channel of its own is no place for what is meant for others', async () => {
    const view = await alone(h.admin, { channel: 'direct' }).type('/configurar');
    expect(labels(view)).not.toContain('Usar este canal');
  });
});
