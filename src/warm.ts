import { barChart } from './charts/service.ts';
import { newId } from './data/id.ts';
import { contextOf, type House } from './firms/context.ts';
import { isForm } from './kit/definition.ts';
import type { Core, Place, Surface } from './kit/incoming.ts';
import { sealView } from './kit/seal.ts';
import type { SealedView } from './kit/view.ts';
import { locales } from './kit/words.ts';

/** What the first person asks most likely: lists read the database in every way that all others do. */
const asked = ['clientes', 'ajuda', 'carteira'];

/**
 * Does once, before anybody can ask, what the first to ask would otherwise pay for: statements are prepared, the renderer and its type are
 * read, the engine has seen the code. Nothing is written, and whatever fails here is met again by whoever asks.
 */
export async function warmUp(house: House, core: Core, surfaces: readonly Surface[]): Promise<void> {
  const now = new Date();
  const views: SealedView[] = [];
  const [first] = await house.data.db.firm.findMany({ orderBy: { id: 'asc' }, take: 1 });
  const firm = first ?? { id: '', name: '', timeZone: 'America/Sao_Paulo', version: 0 };
  const place: Place = { platform: 'start', workspace: '', user: '', isAdmin: async () => false };
  const safely = async (work: () => Promise<unknown>) => work().catch(() => undefined);
  for (const locale of locales) {
    const ctx = contextOf(house, { firm, actor: { kind: 'system', id: 'start' }, locale, from: 'start', now });
    for (const name of asked)
      await safely(async () => {
        const command = house.registry.commands.get(name);
        const result = await command?.run(ctx, command.input.parse({}) as never);
        if (result && !isForm(result)) views.push(sealView(house.registry, ctx.w, result, []));
      });
    await safely(() => barChart({ title: 'Carteira', bars: [{ label: 'Carteira', value: 1 }], lang: locale }));
  }
  // The whole way in, as somebody nobody knows.
  await core.handle({ key: newId(), place, asked: { kind: 'typed', command: 'ajuda', text: '' } });
  for (const surface of surfaces) await safely(async () => surface.warm?.(views));
  // The way of every write, to its end but for what it would change.
  await safely(() =>
    house.data.db.$transaction(async (tx) => {
      await tx.delivery.deleteMany({ where: { key: '' } });
      throw new Error('only tried');
    }),
  );
}
