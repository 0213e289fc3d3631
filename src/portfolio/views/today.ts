import type { Client } from '../../clients/reads/client.ts';
import type { Request } from '../../connections/schema.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { dayAt, daysBetween } from '../../kit/days.ts';
import { cut } from '../../kit/text.ts';
import type { Block, Line, RowAct } from '../../kit/view.ts';
import { dueNews } from '../../terms/news.ts';
import type { Today } from '../reads/today.ts';

/** What each calls for. */
export interface TodayActs {
  request(request: Request): RowAct;
  client(client: Client): RowAct;
}

/** Today: what waits for this person, each with its act beside it; nothing where nothing waits, which the first line says. */
export function todayBlocks({ w, today, firm }: Ctx, { requests, clients }: Today, acts: TodayActs): Block[] {
  if (requests.length + clients.length === 0) return [];
  const since = ({ sentAt, createdAt }: Request) =>
    w.connections.ago(Math.max(0, daysBetween(dayAt(sentAt ?? createdAt, firm.timeZone), today)));
  const due = ({ expiresOn, autoRenew }: Client): string =>
    expiresOn ? `${expiresOn < today ? '⚠️ ' : ''}${dueNews(w, { expiresOn, autoRenew }, today)}` : '';
  const { caption, who, what } = w.portfolio.today;
  const rows: Line[][] = [
    ...requests.map((request) => [cut(request.companyName, 60), w.portfolio.today.asks(since(request))]),
    ...clients.map((client) => [cut(client.name, 60), due(client)]),
  ];
  return [
    {
      kind: 'table',
      caption,
      columns: [{ label: who }, { label: what }],
      rows,
      acts: [...requests.map((each) => [acts.request(each)]), ...clients.map((each) => [acts.client(each)])],
    },
  ];
}
