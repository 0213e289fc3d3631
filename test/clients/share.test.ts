import { afterEach, describe, expect, test } from 'vitest';
import { newId } from '../../src/data/id.ts';
import type { Readers } from '../../src/kit/post.ts';
import { databases, type TestDatabase } from '../database.ts';
import { button, house, person, shown, testNow } from '../house.ts';
import { seedClients } from './seed.ts';

describe.each(databases)('sharing a list on $provider', ({ open }) => {
  let db: TestDatabase;
  afterEach(() => db.drop());

  /** Who reads the channel: by default everybody who is asked about. */
  async function begin(readers: Readers | undefined = async (_, among) => among) {
    db = await open();
    const h = await house(db.data, { readers });
    const another = async (name: string) => {
      const { workspace } = h.admin.place;
      const [memberId, user] = [newId(), newId()];
      await db.data.db.member.create({
        data: { id: memberId, firmId: h.firmId, name, role: 'analyst', createdAt: testNow },
      });
      await db.data.db.chatIdentity.create({
        data: { id: newId(), firmId: h.firmId, memberId, platform: 'test', workspace, user, createdAt: testNow },
      });
      return person(h.core, { workspace, user }, memberId);
    };
    const bruno = await another('Bruno');
    await seedClients(db.data, h.firmId, [
      { name: 'Padaria Real', analystId: h.analyst.memberId },
      { name: 'Oficina do Zé', analystId: null },
    ]);
    const share = async (who = h.admin, typed = '/clientes') => {
      const full = { ...who.place, channel: 'c1' };
      const here = person(h.core, full, who.memberId);
      const outcome = await here.ask({ kind: 'press', id: button(await here.type(typed), 'Compartilhar') });
      if (outcome.kind !== 'view') throw new Error('no view');
      return { here, outcome };
    };
    return { h, bruno, share };
  }

  test('says to whoever presses, alone, how many there do not see these clients, and does it when told so', async () => {
    const { share } = await begin();
    const { here, outcome } = await share();
    expect(outcome.answers).toBe('private');
    expect(shown(outcome.view)).toContain('2 pessoas da equipe leem este canal e não veem todos estes clientes.');
    expect(shown(outcome.view)).not.toContain('Padaria');
    const anyway = await here.ask({ kind: 'press', id: button(outcome.view, 'Compartilhar assim') });
    expect(anyway).toMatchObject({ kind: 'view', answers: 'channel' });
    expect(shown((anyway as { view: typeof outcome.view }).view)).toContain('Padaria Real');
  });

  test('counts who does not see all of them, and nobody twice', async () => {
    const { h, bruno, share } = await begin();
    // Her own clients: only Bruno does not see them.
    expect(shown((await share(h.admin, '/clientes padaria')).outcome.view)).toContain(
      '1 pessoa da equipe lê este canal',
    );
    expect(shown((await share(h.analyst)).outcome.view)).toContain('1 pessoa da equipe lê este canal');
    await db.data.db.chatIdentity.create({
      data: {
        id: newId(),
        firmId: h.firmId,
        memberId: bruno.memberId,
        platform: 'test',
        workspace: h.admin.place.workspace,
        user: newId(),
        createdAt: testNow,
      },
    });
    expect(shown((await share()).outcome.view)).toContain('2 pessoas da equipe');
  });

  test.each([
    ['nobody else reads there', async () => []],
    ['the platform does not say', async () => undefined],
  ] as [string, Readers][])('is done at once where %s', async (_, readers) => {
    const { share } = await begin(readers);
    const { outcome } = await share();
    expect(outcome.answers).toBe('channel');
    expect(shown(outcome.view)).toContain('Padaria Real');
  });
});
