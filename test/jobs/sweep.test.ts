import { describe, expect, it } from 'vitest';
import { newId } from '../../src/data/id.ts';
import { sweep } from '../../src/jobs/sweep.ts';
import { databases } from '../database.ts';
import { house, quiet, testNow } from '../house.ts';

describe.each(databases)('the sweep on $provider', ({ open }) => {
  it('removes what has expired, however much it is, and nothing else', async () => {
    const { data, drop } = await open();
    const { firmId, admin } = await house(data);
    const at = (minutes: number) => new Date(testNow.getTime() + minutes * 60_000);
    const { db } = data;
    await db.delivery.createMany({
      data: Array.from({ length: 1234 }, (_, i) => ({ key: `old${i}`, expiresAt: at(-1) })),
    });
    for (const [name, expiresAt] of [
      ['old', at(-1)],
      ['new', at(1)],
    ] as const) {
      await db.delivery.create({ data: { key: name, expiresAt } });
      await db.learnt.create({ data: { name, value: 'x', expiresAt } });
      await db.viewState.create({ data: { token: name, firmId, data: 'x', expiresAt } });
      await db.linkCode.create({ data: { hash: name, firmId, memberId: admin.memberId, expiresAt } });
      await db.upload.create({
        data: { id: name, firmId, memberId: admin.memberId, name, bytes: Buffer.from('x'), expiresAt },
      });
    }
    const links = { kind: 'sign_in', email: 'rosa@padaria.com.br', createdAt: at(0) };
    const halfYear = 180 * 24 * 60;
    await db.link.createMany({
      data: [
        { hash: 'forgotten', ...links, expiresAt: at(-halfYear - 1) },
        { hash: 'over', ...links, expiresAt: at(-halfYear + 1) },
      ],
    });
    const month = 31 * 24 * 60;
    await db.outbox.createMany({
      data: ['sent', 'pending'].map((state) => ({
        id: newId(),
        key: state,
        kind: 'mail',
        payload: '{}',
        state,
        dueAt: at(-month),
        createdAt: at(-month),
        sentAt: at(-month),
      })),
    });
    await sweep(data, quiet).run(testNow);
    expect(await db.delivery.findMany({ select: { key: true } })).toEqual([{ key: 'new' }]);
    expect((await db.learnt.findMany()).map((each) => each.name)).toEqual(['new']);
    expect((await db.viewState.findMany()).map((each) => each.token)).toEqual(['new']);
    expect((await db.linkCode.findMany()).map((each) => each.hash)).toEqual(['new']);
    expect((await db.upload.findMany()).map((each) => each.id)).toEqual(['new']);
    expect((await db.outbox.findMany()).map((each) => each.key)).toEqual(['pending']);
    expect((await db.link.findMany()).map((each) => each.hash)).toEqual(['over']);
    await drop();
  });
});
