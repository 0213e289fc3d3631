import type { Tone } from '../../charts/schema.ts';
import { barChart } from '../../charts/service.ts';
import type { Filter } from '../../clients/filter.ts';
import { cut } from '../../kit/text.ts';
import type { Block, Button, Option, Press, View } from '../../kit/view.ts';
import type { Locale, Words } from '../../kit/words.ts';
import { situationLabel } from '../../terms/client.ts';
import { titleFor } from '../../terms/news.ts';
import { type Glance, longAgo, windows } from '../reads/glance.ts';

/** Where the numbers lead. */
export interface GlancePresses {
  /** The list of the clients behind a number. */
  list(filter: Filter): Press;
  /** The same from a menu: what is picked is a situation, or a plan. */
  situations: Press;
  plans: Press;
  requests(tab: 'received' | 'sent'): Press;
  /** Another part of the portfolio; only for those who see more than their own. */
  others?: { compare: Press; pick: Press };
}

/** What a portfolio came to, and what stands beside it. */
export interface Seen {
  glance: Glance;
  requests: Readonly<Record<'received' | 'sent', number>>;
  /** What waits for the reader, before all numbers. */
  today: readonly Block[];
  /** Whether the reader answers the requests of clients. */
  decides: boolean;
  /** Whose part this is, when it is not all that one may see. */
  analyst?: { id: string; name: string };
}

const tones: Readonly<Record<string, Tone>> = {
  connected: 'good',
  requested: 'warn',
  invited: 'warn',
  disconnected: 'bad',
};

const ordered = (numbers: ReadonlyMap<string, number>): [string, number][] =>
  [...numbers].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1));

/** The portfolio by situation as a picture; the smallest ones stand in the menu only. */
async function situationChart(w: Words, locale: Locale, { situations }: Glance): Promise<Block> {
  const bars = ordered(situations)
    .slice(0, 7)
    .map(([situation, value]) => ({
      label: situationLabel(w, situation),
      value,
      tone: tones[situation] ?? ('quiet' as const),
    }));
  const chart = await barChart({
    title: w.portfolio.chart,
    what: w.portfolio.column.clients,
    bars,
    lang: locale,
  });
  return { kind: 'image', name: `${w.portfolio.fileName}.png`, ...chart };
}

const menu = (label: string, press: Press, options: readonly Option[]): Block[] =>
  options.length > 0 ? [{ kind: 'choice', label, press, options: options.slice(0, 25) }] : [];

/** What a portfolio says first: what is late, what is next, who waits. */
function glanceNews(w: Words, { glance: { overdue, within }, requests, decides, analyst }: Seen): string {
  const { news } = w;
  // Whose requests these are is not said of one analyst's part.
  const received = analyst ? 0 : requests.received;
  const parts = [
    ...(overdue > 0 ? [news.overdue(overdue)] : []),
    ...(within[7] > 0 ? [news.soon(within[7], 7)] : []),
    ...(received > 0 ? [decides ? news.waiting(received) : news.requests.received(received)] : []),
  ];
  return parts.length > 0 ? news.parts(parts) : news.quiet;
}

/** A portfolio at a glance. A number stands once: in the first line, or as a fact; what opens the clients behind it names it. */
export async function glanceView(w: Words, locale: Locale, seen: Seen, ways: GlancePresses): Promise<View> {
  const { glance, requests, today, analyst } = seen;
  const { portfolio } = w;
  const { number } = w.format;
  const own = analyst ? { analyst: [analyst.id] } : {};
  const to = (label: string, count: number, filter: Filter): Button[] =>
    count > 0 ? [{ label, press: ways.list({ ...filter, ...own }) }] : [];
  const some = (parts: readonly (readonly [number, string])[]) =>
    parts
      .filter(([count]) => count > 0)
      .map(([, text]) => text)
      .join(' · ');
  const facts = [
    {
      label: portfolio.fact.plan,
      // The number first: after a name that ends in a Roman one, it reads as another plan.
      value: some(ordered(glance.plans).map(([plan, n]) => [n, `${number(n)} ${cut(plan, 40)}`])),
    },
    {
      label: portfolio.fact.payer,
      value: some(
        (['client', 'firm', 'none'] as const).map((payer) => [
          glance.payers[payer],
          `${portfolio.payer[payer]} ${number(glance.payers[payer])}`,
        ]),
      ),
    },
    {
      label: portfolio.fact.expiry,
      value: some(
        windows
          .filter((days) => days !== 7)
          .map((days) => [glance.within[days], portfolio.within(glance.within[days], days)]),
      ),
    },
    {
      label: portfolio.fact.exported,
      value:
        some([
          [glance.neverExported, portfolio.never(glance.neverExported)],
          [glance.exportedLongAgo, portfolio.longAgo(glance.exportedLongAgo, longAgo)],
        ]) || portfolio.allExported,
    },
    { label: portfolio.fact.requests, value: requests.sent > 0 ? portfolio.sent(requests.sent) : '' },
  ].filter((fact) => fact.value);
  const others: Block[] = ways.others
    ? [{ kind: 'search', label: portfolio.pick, press: ways.others.pick, otherwise: portfolio.pickOtherwise }]
    : [];
  const compare: Button[] = ways.others ? [{ label: portfolio.compare, press: ways.others.compare }] : [];
  const about = (said: string) => (analyst ? titleFor(w, analyst.name, said) : said);
  if (glance.total === 0)
    return {
      title: about(w.news.empty),
      blocks: [
        ...today,
        { kind: 'text', text: portfolio.empty(analyst !== undefined) },
        ...buttons(compare),
        ...others,
      ],
    };
  const acts: Button[] = [
    ...to(portfolio.button.overdue, glance.overdue, { expiry: ['overdue'] }),
    ...to(portfolio.button.within(7), glance.within[7], { expiry: ['7d'] }),
    ...(requests.received > 0 ? [{ label: portfolio.button.received, press: ways.requests('received') }] : []),
    ...windows
      .filter((days) => days !== 7)
      .flatMap((days) => to(portfolio.button.within(days), glance.within[days], { expiry: [`${days}d`] })),
    ...to(portfolio.button.never, glance.neverExported, { exported: ['never'] }),
    ...to(portfolio.button.longAgo(longAgo), glance.exportedLongAgo, { exported: [`${longAgo}+`] }),
    ...(requests.sent > 0 ? [{ label: portfolio.button.sent, press: ways.requests('sent') }] : []),
    ...(['client', 'firm', 'none'] as const).flatMap((payer) =>
      to(portfolio.payer[payer], glance.payers[payer], { tab: [payer] }),
    ),
    ...compare,
  ];
  return {
    title: about(glanceNews(w, seen)),
    tone: glance.overdue > 0 ? 'bad' : glance.within[7] > 0 || requests.received > 0 ? 'warn' : 'plain',
    blocks: [
      ...today,
      {
        kind: 'text',
        text: [{ bold: portfolio.total(glance.total) }, portfolio.connected(glance.situations.get('connected') ?? 0)],
      },
      await situationChart(w, locale, glance),
      { kind: 'facts', facts },
      ...buttons(acts.map((each, i) => (i === 0 ? { ...each, style: 'primary' } : each))),
      ...menu(
        portfolio.bySituation,
        ways.situations,
        ordered(glance.situations).map(([situation]) => ({
          label: cut(situationLabel(w, situation), 75),
          value: situation,
        })),
      ),
      ...menu(
        portfolio.byPlan,
        ways.plans,
        ordered(glance.plans).map(([plan]) => ({ label: cut(plan, 75), value: plan })),
      ),
      ...others,
    ],
  };
}

const buttons = (some: readonly Button[]): Block[] => (some.length > 0 ? [{ kind: 'buttons', buttons: some }] : []);

/** The portfolios of all who look after clients, beside each other. `names` by member's id. */
export async function comparisonView(
  w: Words,
  locale: Locale,
  each: readonly { name: string; analyst: string; glance: Glance }[],
  ways: { back: Press; open: Press },
): Promise<View> {
  const { portfolio } = w;
  const { number } = w.format;
  const back: Block = { kind: 'buttons', buttons: [{ label: portfolio.back, press: ways.back }] };
  if (each.length === 0)
    return { title: portfolio.compareTitle, blocks: [{ kind: 'text', text: portfolio.empty(false) }, back] };
  const bars = each.slice(0, 10).map(({ name, glance }) => ({ label: name, value: glance.total }));
  const chart = await barChart({
    title: portfolio.compareChart,
    what: portfolio.column.clients,
    bars,
    lang: locale,
  });
  return {
    title: portfolio.compareCaption(each.length),
    blocks: [
      { kind: 'image', name: `${portfolio.fileName}.png`, ...chart },
      {
        kind: 'table',
        caption: portfolio.compareCaption(each.length),
        columns: [
          { label: portfolio.column.analyst },
          ...(
            [
              portfolio.column.clients,
              portfolio.column.connected,
              portfolio.column.overdue,
              portfolio.column.month,
              portfolio.column.never,
            ] as const
          ).map((label) => ({ label, align: 'right' as const })),
        ],
        rows: each
          .slice(0, 25)
          .map(({ name, glance }) => [
            { bold: cut(name, 40) },
            number(glance.total),
            number(glance.situations.get('connected') ?? 0),
            number(glance.overdue),
            number(glance.within[30]),
            number(glance.neverExported),
          ]),
      },
      {
        kind: 'choice',
        label: portfolio.pick,
        press: ways.open,
        options: each.slice(0, 25).map(({ name, analyst }) => ({ label: cut(name, 75), value: analyst })),
      },
      back,
    ],
  };
}
