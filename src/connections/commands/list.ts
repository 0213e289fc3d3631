import { z } from 'zod';
import { waitingOf } from '../../clients/gates.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { action, command } from '../../kit/definition.ts';
import { field } from '../../kit/field.ts';
import type { RowAct, View } from '../../kit/view.ts';
import * as pressed from '../presses.ts';
import { requestsPage, type Tab } from '../reads/requests.ts';
import type { Request } from '../schema.ts';
import { requestsView } from '../views/list.ts';
import { accept, cancelInvitation, correct, decline, openRequest, sendAgain } from './request.ts';

const { tabs } = pressed;

/** What can be done with a request from its row: what it waits for, for those who may, or else its card. */
function actsOf(ctx: Ctx, request: Request): RowAct[] {
  const { id, direction } = request;
  const w = ctx.w.connections;
  const open = { label: ctx.w.clients.list.openRow, press: openRequest.press({ id }) };
  const asks = direction === 'client_to_firm';
  if (!waitingOf([request], ctx.now) || !ctx.can(asks ? 'decide' : 'invite')) return [open];
  return asks
    ? [
        { label: w.accept, press: accept.press({ id }) },
        { label: w.decline, press: decline.press({ id }) },
      ]
    : [
        { label: w.resend, press: sendAgain.press({ id }) },
        { label: w.correct, press: correct.press({ id }) },
        { label: w.cancel, press: cancelInvitation.press({ id }) },
      ];
}

const show = async (ctx: Ctx, tab: Tab, before?: string): Promise<View> =>
  requestsView(ctx, tab, await requestsPage(ctx, tab, before), {
    tab: (to, from) => requestsTab.press({ tab: to, before: from }),
    open: openRequest.press({}),
    acts: (request) => actsOf(ctx, request),
  });

export const requestsTab = action({
  ...pressed.requestsTab,
  command: 'conexoes',
  answers: 'update',
  run: (ctx, { tab, before }, picked) => {
    const other = tabs.find((each) => each === picked[0]);
    return other ? show(ctx, other) : show(ctx, tab, before);
  },
});

export const requestsCommand = command({
  name: 'conexoes',
  title: (w) => w.connections.listTitle,
  summary: (w) => w.connections.listSummary,
  permission: 'see',
  answers: 'private',
  examples: (w) => [{ typed: '', does: w.connections.listExamplePending }, w.connections.listExampleHistory],
  input: z.object({
    tab: field
      .choice(
        tabs,
        (w) => w.connections.field.tab,
        (w, value) => w.connections.tab[value],
        { rest: true },
      )
      .optional(),
  }),
  // Without a word: requests first, because somebody is waiting; the invitations when there are none.
  run: async (ctx, { tab }) => {
    if (tab) return show(ctx, tab);
    const received = await requestsPage(ctx, 'received');
    return show(ctx, received.total > 0 ? 'received' : 'sent');
  },
});
