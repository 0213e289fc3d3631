import { write } from '../../data/write.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { UserError } from '../../kit/errors.ts';
import { searchKeyOf } from '../../terms/client.ts';

/** Puts down the e-mail of a client who has none. One that is there is nobody's to overwrite here; who was faster has said it. */
export const enterAddress = (ctx: Ctx, id: string, email: string): Promise<void> =>
  write(ctx, 'edit', async ({ tx, audit, portfolioChanged }) => {
    const here = { id, firmId: ctx.firm.id, deletedAt: null };
    const client = await tx.client.findFirst({ where: here });
    if (!client) throw new UserError('gone', (w) => w.clients.card.gone);
    const { count } = await tx.client.updateMany({
      // What a connected client's own account says is its own.
      where: { ...here, email: '', OR: [{ accountId: null }, { situation: { not: 'connected' } }] },
      data: { email, searchKey: searchKeyOf({ ...client, email }), updatedAt: ctx.now },
    });
    if (count === 0) throw new UserError('changed', (w) => w.clients.address.there(client.email));
    await audit('client.edit', `client:${id}`, { fields: ['email'] });
    await portfolioChanged();
  });
