import { type Filter, plain } from '../clients/filter.ts';
import { ownList } from '../clients/presses.ts';
import { countOf } from '../clients/reads/count.ts';
import { told } from '../clients/reads/filter-parts.ts';
import { namesIn } from '../clients/reads/resolve.ts';
import type { Ctx } from '../kit/ctx.ts';
import { cut } from '../kit/text.ts';
import { text, type View } from '../kit/view.ts';
import { maskDocument } from '../terms/document.ts';
import { isOfClient, openForClient, openOther } from './answers/act.ts';
import { tellFact } from './answers/fact.ts';
import { tellFigure } from './answers/figure.ts';
import { openWhich } from './presses.ts';
import { read } from './read.ts';
import { clientsCalled, type Named } from './reads/clients.ts';
import { vocabularyOf } from './reads/vocabulary.ts';
import { pressOf, runAction, runCommand } from './run.ts';
import type {
  ActReading,
  Before,
  FactReading,
  ListReading,
  NumberReading,
  Reading,
  UnclearReading,
  Vocabulary,
  Wanted,
} from './schema.ts';
import { keepBefore, readBefore } from './service.ts';
import { filterIn, settledWanted, spell } from './settle.ts';
import { commandOf, foundView, helloView, type Perhaps, unclearView } from './views.ts';

/** What an answer is made with. */
interface Around {
  vocabulary: Vocabulary;
  before?: Before;
}

const commandsOf = (ctx: Ctx): ReadonlySet<string> => new Set(ctx.registry.commands.keys());

export async function readingOf(ctx: Ctx, said: string, follow = true): Promise<{ reading: Reading; around: Around }> {
  const [vocabulary, before] = await Promise.all([vocabularyOf(ctx), follow ? readBefore(ctx) : undefined]);
  return {
    reading: read(said, { vocabulary, today: ctx.today, commands: commandsOf(ctx), before }),
    around: { vocabulary, before },
  };
}

/** The answer to somebody's own words. */
export async function answer(ctx: Ctx, said: string): Promise<View> {
  const { reading, around } = await readingOf(ctx, said);
  return tell(ctx, reading, around);
}

export async function tell(ctx: Ctx, reading: Reading, around: Around): Promise<View> {
  switch (reading.kind) {
    case 'list':
    case 'count':
      return tellList(ctx, reading, around);
    case 'fact':
    case 'number':
      return tellOfClient(ctx, reading, around);
    case 'act':
      return tellAct(ctx, reading, around);
    case 'help':
      return reading.about ? runCommand(ctx, 'ajuda', { command: reading.about }) : hello(ctx);
    case 'outside':
      return hello(ctx, ctx.w.ask.nothing);
    case 'unclear':
      return tellUnclear(ctx, reading, around);
  }
}

const hello = (ctx: Ctx, lead?: string): View =>
  helloView(ctx.w, pressOf(ctx, 'help.command', { name: 'ajuda' }), ctx.w.ask.examples, lead);

async function tellList(ctx: Ctx, reading: ListReading, around: Around): Promise<View> {
  const { names, strange } = await spell(ctx, reading.names);
  if (strange.length > 0) return tellStrange(ctx, reading, strange, around);
  const filter = filterIn(ctx, reading, names, around.vocabulary);
  const view = await shown(ctx, filter);
  await keepBefore(ctx, { kind: reading.kind, wanted: settledWanted(reading, names) });
  return view;
}

/** The list, and before it what was understood and how many clients it is. */
async function shown(ctx: Ctx, filter: Filter): Promise<View> {
  const [count, names, list] = await Promise.all([
    countOf(ctx, filter),
    namesIn(ctx, filter),
    runAction(ctx, 'clients.own', filter),
  ]);
  return foundView(ctx.w, count, told(ctx.w, filter, names), commandOf(ctx.w, filter, names), list);
}

const withoutNames = (wanted: Wanted, names: readonly string[]): Wanted => ({
  ...wanted,
  conditions: wanted.conditions.filter(
    (each) =>
      !JSON.stringify(each).includes('"name"') ||
      !names.some((name) => JSON.stringify(each).includes(JSON.stringify(name))),
  ),
});

/** Words that are nobody's name: said word by word, with what is left without them. */
async function tellStrange(ctx: Ctx, reading: ListReading, strange: readonly string[], around: Around): Promise<View> {
  const rest = withoutNames(reading, strange);
  const narrowed = rest.conditions.length > 0;
  if (!narrowed && reading.conditions.length === strange.length)
    return hello(ctx, `${ctx.w.ask.left(strange)} ${ctx.w.ask.nothing}`);
  return tellUnclear(
    ctx,
    {
      kind: 'unclear',
      left: strange,
      why: 'words',
      perhaps: narrowed
        ? [{ ...reading, ...rest, names: reading.names.filter(({ text: each }) => !strange.includes(each)) }]
        : [],
    },
    around,
  );
}

const reasons = (ctx: Ctx, { left, why }: UnclearReading): string[] => {
  const say = ctx.w.ask;
  if (why === 'not-kept') return [say.notKept(left)];
  if (why === 'vague') return [say.vague(left)];
  return why === 'date' ? [say.left(left), say.date] : [say.left(left)];
};

/** Says which words, and offers the likeliest readings. Nothing is listed as if all had been understood. */
async function tellUnclear(ctx: Ctx, reading: UnclearReading, { vocabulary }: Around): Promise<View> {
  const perhaps: Perhaps[] = [];
  for (const each of reading.perhaps ?? []) {
    if (perhaps.length === 2 || (each.kind !== 'list' && each.kind !== 'count')) continue;
    const { names, strange } = await spell(ctx, each.names);
    if (strange.length > 0) continue;
    const filter = filterIn(ctx, each, names, vocabulary);
    const [count, people] = await Promise.all([countOf(ctx, filter), namesIn(ctx, filter)]);
    const what = told(ctx.w, filter, people)
      .map(({ label, value }) => `${label}: ${value}`)
      .join(' · ');
    perhaps.push({
      label: ctx.w.ask.reading(count, what || ctx.w.ask.everything),
      press: ownList.press(plain(filter)),
    });
  }
  const help =
    perhaps.length > 0 ? [] : [{ label: ctx.w.ask.help, press: pressOf(ctx, 'help.command', { name: 'ajuda' }) }];
  return unclearView(ctx.w, reasons(ctx, reading), perhaps, help);
}

/** How many are offered to choose from: what a menu holds. */
const mostOffered = 25;

/** Which of several clients was meant; picking one goes on with what was asked. */
function which(ctx: Ctx, clients: readonly Named[], reading: Reading): View {
  const { card } = ctx.w.clients;
  return {
    title: card.searchTitle,
    blocks: [
      text(card.several(clients.length)),
      {
        kind: 'choice',
        label: card.choose,
        press: openWhich.press({ reading: JSON.stringify(reading) }),
        options: clients.slice(0, mostOffered).map(({ id, name, document }) => ({
          label: cut(name, 75),
          value: id,
          ...(document ? { description: maskDocument(document) } : {}),
        })),
      },
    ],
  };
}

/** Finds the client a reading is about, and goes on with it; or asks which one. */
async function withClient(
  ctx: Ctx,
  reading: FactReading | NumberReading | ActReading,
  { before }: Around,
  go: (id: string) => Promise<View>,
): Promise<View> {
  const typed = reading.client ?? '';
  if (typed === '') return before?.client ? go(before.client) : unclearView(ctx.w, [ctx.w.ask.nobodyKnown], [], []);
  const found = await clientsCalled(ctx, typed);
  if (found.length === 1) return go(found[0]!.id);
  if (found.length > 1) return which(ctx, found, { ...reading, client: undefined } as unknown as Reading);
  if (reading.kind === 'fact' && reading.field === 'card')
    return hello(ctx, `${ctx.w.ask.left([typed])} ${ctx.w.ask.nothing}`);
  return runAction(ctx, 'clients.card', {}, [typed]);
}

async function tellOfClient(ctx: Ctx, reading: FactReading | NumberReading, around: Around): Promise<View> {
  if (
    reading.kind === 'number' &&
    reading.client === undefined &&
    reading.what !== 'finances' &&
    reading.what !== 'documents'
  )
    return tellFigure(ctx, reading, undefined);
  return withClient(ctx, reading, around, (id) => goOn(ctx, reading, id, around.vocabulary));
}

/** What was asked, of the client that is meant. */
export async function goOn(
  ctx: Ctx,
  reading: FactReading | NumberReading | ActReading,
  id: string,
  vocabulary: Vocabulary,
): Promise<View> {
  const view =
    reading.kind === 'fact'
      ? await tellFact(ctx, id, reading.field)
      : reading.kind === 'number'
        ? await tellFigure(ctx, reading, id)
        : await openForClient(ctx, reading, id, vocabulary);
  await keepBefore(ctx, { kind: 'client', client: id, ...(reading.kind === 'fact' ? { field: reading.field } : {}) });
  return view;
}

async function tellAct(ctx: Ctx, reading: ActReading, around: Around): Promise<View> {
  const { vocabulary } = around;
  if (isOfClient(reading) && !(reading.opens === 'assign' && reading.wanted)) {
    if (reading.opens === 'invite' && (await clientsCalled(ctx, reading.client!)).length !== 1)
      return openOther(
        ctx,
        { ...reading, values: { company: reading.client!, ...reading.values } },
        vocabulary,
        undefined,
        [],
      );
    return withClient(ctx, reading, around, (id) => goOn(ctx, reading, id, vocabulary));
  }
  if (reading.opens === 'assign') return runCommand(ctx, 'equipe');
  const wanted =
    reading.wanted ?? (reading.opens === 'export' || reading.opens === 'share' ? around.before?.wanted : undefined);
  const names = await spell(ctx, wanted ? namesOf(wanted) : []);
  if (names.strange.length > 0) return tellUnclear(ctx, { kind: 'unclear', left: names.strange, why: 'words' }, around);
  const filter = wanted && filterIn(ctx, wanted, names.names, vocabulary);
  const lines = filter
    ? [
        `${ctx.w.ask.found(await countOf(ctx, filter))} · ${told(ctx.w, filter, await namesIn(ctx, filter))
          .map(({ label, value }) => `${label}: ${value}`)
          .join(' · ')}`,
      ]
    : [];
  return openOther(ctx, reading, vocabulary, filter, lines);
}

/** The names among conditions, none of which stands where only a name can. */
function namesOf({ conditions }: Wanted): { text: string; sure: boolean }[] {
  return conditions.flatMap((each): { text: string; sure: boolean }[] => {
    if ('key' in each) return each.key === 'name' ? each.values.map((value) => ({ text: value, sure: false })) : [];
    return namesOf({ conditions: 'not' in each ? [each.not] : 'any' in each ? each.any : each.all });
  });
}

/**
 * What stands behind a command and is none of its options. Undefined when the command itself knows better: a name, or nothing that a
 * question says more of.
 */
export async function behind(ctx: Ctx, command: string, said: string): Promise<View | undefined> {
  if (!['clientes', 'cliente', 'carteira'].includes(command)) return undefined;
  // Figures alone are looked up: they are of a document or a phone.
  if (!/\p{L}/u.test(said)) return undefined;
  const { reading, around } = await readingOf(ctx, command === 'clientes' ? `clientes ${said}` : said, false);
  if (reading.kind === 'unclear' || reading.kind === 'outside' || reading.kind === 'help') return undefined;
  if (reading.kind === 'list' || reading.kind === 'count') {
    // A number beside a name may be part of it, and is no limit then.
    const more =
      reading.conditions.length > reading.names.length || reading.order !== undefined || reading.kind === 'count';
    if (!more || (await spell(ctx, reading.names)).strange.length > 0) return undefined;
    const whose =
      reading.conditions.length === 1 && 'key' in reading.conditions[0]! && reading.conditions[0].key === 'analyst';
    if (command === 'carteira' && whose) return undefined;
  } else if (
    reading.kind === 'fact' ? reading.field === 'card' : reading.kind === 'number' && reading.what === 'portfolio'
  )
    return undefined;
  return tell(ctx, reading, around);
}
