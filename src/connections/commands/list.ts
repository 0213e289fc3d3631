import { z } from 'zod';
import type { Ctx } from '../../kit/ctx.ts';
import { action, command } from '../../kit/definition.ts';
import { field } from '../../kit/field.ts';
import type { View } from '../../kit/view.ts';
import * as pressed from '../presses.ts';
import { requestsPage, type Tab } from '../reads/requests.ts';
import { requestsView } from '../views/list.ts';
import { openRequest } from './request.ts';

const { tabs } = pressed;

const show = async (ctx: Ctx, tab: Tab, before?: string): Promise<View> =>
  requestsView(ctx, tab, await requestsPage(ctx, tab, before), {
    tab: (to, from) => requestsTab.press({ tab: to, before: from }),
    open: openRequest.press({}),
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
