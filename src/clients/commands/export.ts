import type { Ctx } from '../../kit/ctx.ts';
import { action } from '../../kit/definition.ts';
import { UserError } from '../../kit/errors.ts';
import { type FileOut, text } from '../../kit/view.ts';
import { csvFile } from '../../sheets/csv.ts';
import { xlsxFile } from '../../sheets/xlsx.ts';
import { type Filter, filterObject } from '../filter.ts';
import { countOf } from '../reads/count.ts';
import { everyClient, type Full } from '../reads/export.ts';
import { settled } from '../reads/resolve.ts';
import { exportHeader, exportRow } from '../views/export.ts';

/** A workbook of more lines than this takes more memory than it is worth. */
const mostInWorkbook = 10_000;
/** A longer list comes in parts that every platform takes. */
const mostInFile = 25_000;

async function* inParts(ctx: Ctx, filter: Filter): AsyncGenerator<Full[]> {
  let part: Full[] = [];
  for await (const client of everyClient(ctx, filter)) {
    part.push(client);
    if (part.length < mostInFile) continue;
    yield part;
    part = [];
  }
  if (part.length > 0) yield part;
}

async function files(ctx: Ctx, filter: Filter, count: number): Promise<FileOut[]> {
  const name = `${ctx.w.clients.list.exportName}-${ctx.today}`;
  const header = exportHeader(ctx.w);
  const made: FileOut[] = [];
  for await (const part of inParts(ctx, filter)) {
    const number = count > mostInFile ? `-${made.length + 1}` : '';
    const rows = part.map((client) => exportRow(ctx.w, client, ctx.w.format.day));
    made.push(csvFile(`${name}${number}.csv`, header, rows));
    if (count > mostInWorkbook) continue;
    // In a workbook a day is a day, and the program shows it as its reader writes it.
    const cells = part.map((client) => exportRow(ctx.w, client, (day) => day));
    made.push(await xlsxFile(`${name}.xlsx`, header, cells));
  }
  return made;
}

/** The whole of a list as files, whatever page is shown. */
export const exportList = action({
  name: 'clients.export',
  command: 'clientes',
  permission: 'see',
  answers: 'private',
  input: filterObject,
  run: async (ctx, asked) => {
    const filter = await settled(ctx, asked);
    const count = await countOf(ctx, filter);
    if (count === 0) throw new UserError('nothing', (w) => w.clients.list.exportNothing);
    const made = await files(ctx, filter, count);
    const say = ctx.w.clients.list;
    const said = count > mostInWorkbook ? say.exportedCsv(count, made.length) : say.exported(count);
    return { tone: 'good', blocks: [text(said)], files: made };
  },
});
