import { afterEach, describe, expect, test } from 'vitest';
import { createDrafts } from '../../src/core.ts';
import { databases, type TestDatabase } from '../database.ts';
import { house, testNow, testSecret } from '../house.ts';

const form = { form: { id: 'clients.edit|1', fields: [{ name: 'name', value: 'Padaria Marcada do Zé' }] } };
const day = 86_400_000;

describe.each(databases)('what was typed and not sent, on $provider', ({ open }) => {
  let db: TestDatabase;
  afterEach(() => db.drop());

  const begin = async () => {
    db = await open();
    const h = await house(db.data);
    let now = testNow;
    const drafts = () => createDrafts({ data: db.data, secret: testSecret, clock: () => now });
    const later = (ms: number) => {
      now = new Date(now.getTime() + ms);
    };
    return { h, drafts, later };
  };

  test('is found by any process, for the same person only, until it is sent or forgotten', async () => {
    const { h, drafts, later } = await begin();
    const { place } = h.analyst;
    const token = await drafts().keep(place, form);
    expect(await drafts().find(place, token)).toEqual(form);
    expect(await drafts().find(h.admin.place, token)).toBeUndefined();
    const row = await db.data.db.draft.findUniqueOrThrow({ where: { id: token } });
    expect(row).toMatchObject({ firmId: h.firmId, memberId: h.analyst.memberId });
    expect(row.data).not.toContain('Marcada');
    later(8 * day);
    expect(await drafts().find(place, token)).toBeUndefined();
    later(-8 * day);
    await drafts().drop(h.admin.place, token);
    expect(await drafts().find(place, token)).toEqual(form);
    await drafts().drop(place, token);
    expect(await drafts().find(place, token)).toBeUndefined();
  });

  test('is kept for somebody whom no firm knows as well', async () => {
    const { h, drafts } = await begin();
    const token = await drafts().keep(h.stranger.place, form);
    expect(await drafts().find(h.stranger.place, token)).toEqual(form);
    const inPrivate = { ...h.admin.place, workspace: '' };
    const mine = await drafts().keep(inPrivate, form);
    expect(await drafts().find(h.admin.place, mine)).toEqual(form);
  });

  test('is bounded: of one person the last twenty', async () => {
    const { h, drafts } = await begin();
    const tokens: string[] = [];
    for (let n = 0; n < 23; n++) tokens.push(await drafts().keep(h.admin.place, { ...form, n }));
    const other = await drafts().keep(h.analyst.place, form);
    const found = await Promise.all(tokens.map((token) => drafts().find(h.admin.place, token)));
    expect(found.map((each) => each !== undefined)).toEqual(tokens.map((_, n) => n >= 3));
    expect(await drafts().find(h.analyst.place, other)).toEqual(form);
  });
});
