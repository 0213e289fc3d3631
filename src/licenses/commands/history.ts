import { z } from 'zod';
import { filterObject } from '../../clients/filter.ts';
import { clientOf } from '../../clients/reads/client.ts';
import type { Ctx } from '../../kit/ctx.ts';
import { action } from '../../kit/definition.ts';
import { UserError } from '../../kit/errors.ts';
import { type FileOut, text, type View } from '../../kit/view.ts';
import { csvFile } from '../../sheets/csv.ts';
import { xlsxFile } from '../../sheets/xlsx.ts';
import * as pressed from '../presses.ts';
import { everyPast, historyOf, type Past, pastOfOne } from '../reads/history.ts';
import { historyView, sheetHeader, sheetRows } from '../views/history.ts';
import { openCard } from './card.ts';

const base = { command: 'cliente', permission: 'see' } as const;
/** A workbook of more lines than this takes more memory than it is worth; a longer history comes in parts. */
const mostInWorkbook = 10_000;
const mostInFile = 50_000;

async function current(ctx: Ctx, id: string) {
  const client = await clientOf(ctx, id);
  if (!client) throw new UserError('gone', (w) => w.clients.card.gone);
  return client;
}

async function page(ctx: Ctx, id: string, before?: string): Promise<View> {
  const { name } = await current(ctx, id);
  const { events, total, next } = await historyOf(ctx, id, before);
  const say = ctx.w.licenses;
  return historyView(ctx.w, { name, timeZone: ctx.firm.timeZone }, { events, total }, [
    ...(before ? [{ label: say.newest, press: turnHistory.press({ id }) }] : []),
    ...(next ? [{ label: say.older, press: turnHistory.press({ id, before: next }) }] : []),
    ...(total > 0 ? [{ label: say.download, press: downloadOne.press({ id }) }] : []),
    { label: say.openCard, press: openCard.press({ id }) },
  ]);
}

export const openHistory = action({
  ...base,
  ...pressed.openHistory,
  answers: 'private',
  run: (ctx, { id }) => page(ctx, id),
});

export const turnHistory = action({
  ...base,
  name: 'licenses.historyPage',
  answers: 'update',
  input: z.object({ id: z.uuid(), before: z.uuid().optional() }),
  run: (ctx, { id, before }) => page(ctx, id, before),
});

/** The histories as files: CSV in parts, and a workbook where it is not too long. */
async function sheets(ctx: Ctx, all: AsyncIterable<Past[]>): Promise<View> {
  const name = `${ctx.w.licenses.historyFile}-${ctx.today}`;
  const header = sheetHeader(ctx.w);
  const zone = ctx.firm.timeZone;
  const files: FileOut[] = [];
  let [rows, cells]: [string[][], string[][]] = [[], []];
  let [events, clients] = [0, 0];
  const part = () =>
    files.push(csvFile(`${name}${files.length > 0 ? `-${files.length + 1}` : ''}.csv`, header, rows.splice(0)));
  for await (const some of all) {
    for (const past of some) {
      rows.push(...sheetRows(ctx.w, past, zone, ctx.w.format.day));
      events += past.events.length;
      clients++;
      // In a workbook a day is a day, and the program shows it as its reader writes it.
      if (events <= mostInWorkbook) cells.push(...sheetRows(ctx.w, past, zone, (day) => day));
      else cells = [];
      if (rows.length >= mostInFile) part();
    }
  }
  if (events === 0) throw new UserError('nothing', (w) => w.licenses.nothingToDownload);
  if (rows.length > 0) part();
  if (events <= mostInWorkbook) files.push(await xlsxFile(`${name}.xlsx`, header, cells));
  return { tone: 'good', blocks: [text(ctx.w.licenses.downloaded(events, clients))], files };
}

export const downloadOne = action({
  ...base,
  name: 'licenses.historyFile',
  answers: 'private',
  input: z.object({ id: z.uuid() }),
  run: async (ctx, { id }) => {
    const { name, document } = await current(ctx, id);
    const past = await pastOfOne(ctx, { id, name, document });
    return sheets(
      ctx,
      (async function* () {
        yield past.events.length > 0 ? [past] : [];
      })(),
    );
  },
});

/** The history of all clients of a list; of the whole portfolio without a filter. */
export const downloadAll = action({
  ...base,
  command: 'licencas',
  name: 'licenses.historySheet',
  answers: 'private',
  input: filterObject,
  run: (ctx, filter) => sheets(ctx, everyPast(ctx, filter)),
});
