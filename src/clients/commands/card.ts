import { z } from 'zod';
import type { Ctx } from '../../kit/ctx.ts';
import { action, command, type Feature } from '../../kit/definition.ts';
import { UserError } from '../../kit/errors.ts';
import { field } from '../../kit/field.ts';
import type { View } from '../../kit/view.ts';
import { nameKeyOf } from '../../terms/client.ts';
import * as pressed from '../presses.ts';
import { clientOf } from '../reads/client.ts';
import { countOf } from '../reads/count.ts';
import { nearestTo, optionOf, search, suggestClients } from '../reads/search.ts';
import { nextSteps } from '../steps.ts';
import { cardView, noneView, severalView, whichView } from '../views/card.ts';

const isId = (value: string) => z.uuid().safeParse(value).success;

/** A client's card; `said` is what has just been done to it. */
export async function card(ctx: Ctx, id: string, said?: string): Promise<View> {
  const client = await clientOf(ctx, id);
  if (!client) throw new UserError('gone', (w) => w.clients.card.gone);
  return cardView(ctx, client, nextSteps(ctx, client), said);
}

/** The client that words mean: one shows the card, several are offered, and for none there is the nearest. */
export async function find(ctx: Ctx, typed: string): Promise<View> {
  if (isId(typed) && (await clientOf(ctx, typed))) return card(ctx, typed);
  const found = await search(ctx, typed);
  const exact = found.filter((each) => each.nameKey === nameKeyOf({ name: typed }) || each.document === typed);
  const only = exact.length === 1 ? exact[0] : found.length === 1 ? found[0] : undefined;
  if (only) return card(ctx, only.id);
  if (found.length > 0) {
    const count = Math.max(found.length, await countOf(ctx, { name: typed }));
    return severalView(ctx.w, count, found.map(optionOf), openClient.press({}));
  }
  const near = await nearestTo(ctx, typed);
  return noneView(
    ctx.w,
    typed,
    near && { name: near.name, press: openClient.press({ id: near.id }) },
    openClient.press({}),
  );
}

export const openClient = action({
  ...pressed.openClient,
  command: 'cliente',
  answers: 'private',
  complete: suggestClients,
  run: async (ctx, { id }, picked): Promise<View> => {
    const wanted = picked[0] ?? id;
    if (!wanted) return whichView(ctx.w, openClient.press({}));
    return isId(wanted) ? card(ctx, wanted) : find(ctx, wanted);
  },
});

/** The card again, in the place of what was asked about it. */
export const backToCard = action({
  name: 'clients.back',
  command: 'cliente',
  permission: 'see',
  answers: 'update',
  input: z.object({ id: z.uuid() }),
  run: (ctx, { id }) => card(ctx, id),
});

const clientCommand = command({
  name: 'cliente',
  title: (w) => w.clients.card.title,
  summary: (w) => w.clients.card.summary,
  permission: 'see',
  answers: 'private',
  examples: (w) => w.clients.card.examples,
  input: z.object({ client: field.search((w) => w.clients.field.client, suggestClients, { rest: true }).optional() }),
  run: async (ctx, { client }) => (client ? find(ctx, client) : whichView(ctx.w, openClient.press({}))),
});

export const clientCard: Feature = { commands: [clientCommand], actions: [openClient, backToCard] };
