import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { databases, type TestDatabase } from '../database.ts';
import { type House, house, menu, shown } from '../house.ts';

describe.each(databases)('/ajuda on $provider', ({ open }) => {
  let database: TestDatabase;
  let h: House;
  beforeAll(async () => {
    database = await open();
    h = await house(database.data);
  });
  afterAll(() => database.drop());

  it('lists what a person may do, and shows one command from the menu', async () => {
    const view = await h.admin.type('/ajuda');
    expect(shown(view)).toContain('/ajuda: Mostra o que posso fazer');
    const one = await h.admin.press(menu(view, 'Ver detalhes de um comando'), ['ajuda']);
    expect(one.title).toBe('/ajuda');
  });

  it('answers an unknown command with the nearest right one', async () => {
    expect(shown(await h.admin.type('/ajudaa'))).toContain('Você quis dizer /ajuda?');
  });

  it('tells a stranger whom to ask, in their own language', async () => {
    const outcome = await h.core.handle({
      key: 'en-1',
      place: { ...h.stranger.place, locale: 'en-US' },
      asked: { kind: 'typed', command: 'ajuda', text: '' },
    });
    expect(outcome.kind === 'view' && outcome.view.title).toBe('We haven’t met yet');
    expect(outcome.kind === 'view' && shown(outcome.view)).toContain('Ask Marina to add you');
  });
});
