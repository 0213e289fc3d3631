import { type Filter, filterObject } from '../../clients/filter.ts';
import { ownList } from '../../clients/presses.ts';
import { told } from '../../clients/reads/filter-parts.ts';
import { namesIn, settled } from '../../clients/reads/resolve.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { action } from '../../kit/definition.ts';
import { UserError } from '../../kit/errors.ts';
import * as pressed from '../presses.ts';
import { missingIn } from '../reads/asking.ts';
import { askAccess as askByLetter } from '../service/authorize.ts';
import { askedManyView, askedView, askManyView } from '../views/access.ts';

/** Nobody can authorise what is turned on nowhere. */
function mustBeOn(ctx: Ctx): void {
  if (!ctx.provider) throw new UserError('off', (w) => w.accounts.problem.off);
}

/** Asks one client by letter to authorise their account; asked not long ago, it says when. */
export const askAccess = action({
  ...pressed.askAccess,
  command: 'cliente',
  answers: 'private',
  run: async (ctx, { id }) => {
    mustBeOn(ctx);
    const [client] = await askByLetter(ctx, [id]);
    if (!client) throw new UserError('gone', (w) => w.clients.card.gone);
    return askedView(ctx, client);
  },
});

const chosen = async (ctx: Ctx, asked: Filter): Promise<Filter> => {
  mustBeOn(ctx);
  return settled(ctx, asked);
};

/** Those of a list whose authorisation is missing. */
const missingList = (filter: Filter) => ownList.press({ ...filter, access: ['missing'] });

/** The same for those of a list; first it says how many letters that is. */
export const askAccessMany = action({
  ...pressed.askAccessMany,
  command: 'clientes',
  answers: 'private',
  run: async (ctx, asked) => {
    const filter = await chosen(ctx, asked);
    const filters = told(ctx.w, filter, await namesIn(ctx, filter)).map(({ label, value }) => `${label}: ${value}`);
    return askManyView(ctx.w, await missingIn(ctx, filter), filters, {
      send: askAccessSend.press(filter),
      stop: askAccessStop.press({}),
      list: missingList(filter),
    });
  },
});

export const askAccessSend = action({
  name: 'connections.askAccessSend',
  command: 'clientes',
  permission: 'invite',
  answers: 'update',
  input: filterObject,
  run: async (ctx, asked) => {
    const filter = await chosen(ctx, asked);
    const { can } = await missingIn(ctx, filter);
    const came = await askByLetter(ctx, can);
    return askedManyView(ctx.w, came.filter(({ asking }) => asking.kind === 'can').length, missingList(filter));
  },
});

export const askAccessStop = action({
  name: 'connections.askAccessStop',
  command: 'clientes',
  permission: 'invite',
  answers: 'update',
  input: filterObject.pick({}),
  run: async ({ w }) => ({ blocks: [{ kind: 'text', text: w.connections.access.stopped }] }),
});
