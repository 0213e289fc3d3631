import type { Ctx } from '../../kit/ctx.ts';
import { dayAt, daysBetween } from '../../kit/days.ts';
import { cut } from '../../kit/text.ts';
import type { Block, Press, RowAct, View } from '../../kit/view.ts';
import { tabs } from '../presses.ts';
import type { RequestPage, Tab } from '../reads/requests.ts';
import type { Request } from '../schema.ts';

/** The invitations and requests of a tab, a page at a time. */
export function requestsView(
  ctx: Ctx,
  tab: Tab,
  page: RequestPage,
  presses: { tab(tab: Tab, before?: string): Press; open: Press; acts(request: Request): RowAct[] },
): View {
  const { connections: w, format } = ctx.w;
  const zone = ctx.firm.timeZone;
  const rows = page.requests.map((request) => [
    { bold: cut(request.companyName, 60) },
    request.email,
    w.ago(Math.max(0, daysBetween(dayAt(request.sentAt ?? request.createdAt, zone), ctx.today))),
    request.state === 'pending' ? format.day(dayAt(request.expiresAt, zone)) : w.state[request.state],
  ]);
  const list: Block[] =
    rows.length === 0
      ? []
      : [
          {
            kind: 'table',
            caption: w.caption[tab],
            columns: [
              { label: w.fact.company },
              { label: w.fact.email },
              { label: tab === 'received' ? w.fact.asked : w.fact.sent },
              { label: tab === 'history' ? w.fact.state : w.fact.expires },
            ],
            rows,
            acts: page.requests.map(presses.acts),
          },
          {
            kind: 'choice',
            label: w.open,
            press: presses.open,
            options: page.requests.map((request) => ({
              label: cut(request.companyName, 75),
              value: request.id,
              description: cut(request.email, 75),
            })),
          },
        ];
  const none = tab === 'sent' && !ctx.can('invite') ? w.noneSent : w.none[tab];
  return {
    title: page.total > 0 ? ctx.w.news.requests[tab](page.total) : none,
    tone: tab === 'received' && page.total > 0 ? 'warn' : 'plain',
    blocks: [
      {
        kind: 'choice',
        label: w.field.tab.label,
        press: presses.tab(tab),
        options: tabs.map((each) => ({ value: each, label: w.tab[each] })),
        selected: [tab],
      },
      ...list,
      ...(page.next
        ? [{ kind: 'buttons' as const, buttons: [{ label: w.older, press: presses.tab(tab, page.next) }] }]
        : []),
    ],
  };
}
